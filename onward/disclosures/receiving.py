"""The recipient's half of a delivery: its own record of the person, and the fact it was given."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from onward.casework.referrals import arrive
from onward.disclosures.models import Disclosure, Parcel
from onward.people.facts import NewFact, add_facts
from onward.people.models import Fact, Record
from onward.tenancy.context import delivering_to


def receive(
    disclosures: Sequence[Disclosure],
    parcels: Mapping[UUID, Sequence[Parcel]],
    values: Mapping[UUID, Mapping[str, object]],
    *,
    at: datetime,
) -> None:
    """Open the parcels in each recipient's own context, inside the sender's transaction."""
    recipients = {row.recipient_id for row in disclosures}
    for recipient in sorted(recipients):
        theirs = [row for row in disclosures if row.recipient_id == recipient]
        _receive_as(recipient, theirs, parcels, values, at=at)


def _receive_as(
    recipient: int,
    disclosures: Sequence[Disclosure],
    parcels: Mapping[UUID, Sequence[Parcel]],
    values: Mapping[UUID, Mapping[str, object]],
    *,
    at: datetime,
) -> None:
    arrived = [parcel for row in disclosures for parcel in parcels[row.pk]]
    known = _handles_known(recipient, arrived)
    with delivering_to(recipient):
        records = _records(known, arrived, recipient=recipient, at=at)
        add_facts(
            [
                NewFact(
                    record=records[parcel.from_handle],
                    values=dict(values[parcel.pk]),
                    source=Fact.Source.DISCLOSURE,
                    source_id=parcel.disclosure_id,
                    valid_from=localdate(at),
                    at=at,
                )
                for parcel in arrived
            ]
        )
    _note_arrival(disclosures, arrived, records, at=at)


def _handles_known(recipient: int, parcels: Sequence[Parcel]) -> dict[UUID, UUID]:
    """The recipient's handle for each sender's, from what passed between them before."""
    handles = {parcel.from_handle for parcel in parcels}
    sender = parcels[0].sender_id
    there = Q(from_handle__in=handles, sender_id=sender, recipient_id=recipient)
    back = Q(to_handle__in=handles, sender_id=recipient, recipient_id=sender)
    earlier = Parcel.objects.filter(there | back, to_handle__isnull=False)
    known: dict[UUID, UUID] = {}
    for given, taken in earlier.values_list("from_handle", "to_handle"):
        known |= {given: taken} if given in handles else {taken: given}
    return known


def _records(
    known: Mapping[UUID, UUID], parcels: Sequence[Parcel], *, recipient: int, at: datetime
) -> dict[UUID, Record]:
    """The recipient's record for each sender's handle; a new one where it has none, or no more."""
    live = Record.objects.filter(handle__in=set(known.values()), erased_at=None)
    held = {record.handle: record for record in live}
    records = {given: held[taken] for given, taken in known.items() if taken in held}
    fresh = {
        handle: Record(organisation_id=recipient, opened_at=at)
        for handle in dict.fromkeys(parcel.from_handle for parcel in parcels)
        if handle not in records
    }
    Record.objects.bulk_create(fresh.values(), batch_size=1000)
    return records | fresh


def _note_arrival(
    disclosures: Sequence[Disclosure],
    parcels: Sequence[Parcel],
    records: Mapping[UUID, Record],
    *,
    at: datetime,
) -> None:
    """Back in the sender's context: the parcels say where they went, referrals have arrived."""
    for parcel in parcels:
        record = records[parcel.from_handle]
        parcel.to_handle, parcel.received_as = record.handle, record.pk
    Parcel.objects.bulk_update(parcels, ["to_handle", "received_as"], batch_size=500)
    received = {parcel.disclosure_id: parcel.received_as for parcel in parcels}
    arrive({row.referral_id: received[row.pk] for row in disclosures if row.referral_id}, at=at)
