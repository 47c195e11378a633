"""The recipient's half of a delivery: its own record of the person, and the fact it was given."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.timezone import localdate

from onward.casework.referrals import arrive
from onward.disclosures.decision import TELLS_OF_DEATH
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.parcels import said_of_each
from onward.people.facts import NewFact, add_facts
from onward.people.mentions import RELATION_OF, mentioned_by
from onward.people.models import Fact, Record
from onward.people.records import record_death
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import delivering_to
from onward.tracking.data_requests.answers import ANSWER, answers_arrived, records_that_asked

_TAKEN = """
update disclosures_parcel as parcel set to_handle = taken.handle, received_as = taken.record
from unnest(%s::uuid[], %s::uuid[], %s::uuid[]) as taken (id, handle, record)
where parcel.id = taken.id
"""


def receive(
    disclosures: Sequence[Disclosure],
    parcels: Mapping[UUID, Sequence[Parcel]],
    values: Mapping[UUID, Mapping[str, object]],
    *,
    at: datetime,
) -> None:
    """Open the parcels in each recipient's own context, inside the sender's transaction."""
    recipients = {row.recipient_id for row in disclosures if row.recipient_id is not None}
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
    if not arrived:  # a report about nobody
        return
    own = [parcel for parcel in arrived if parcel.within is None]
    known = _handles_known(recipient, own)
    uses = {row.pk: row.use for row in disclosures}
    with delivering_to(recipient):
        asked = _records_that_asked(disclosures, own)
        records = _records(known, own, asked, recipient=recipient, at=at)
        said = said_of_each(arrived, values)
        add_facts(
            [
                NewFact(
                    record=records[parcel.from_handle],
                    values=said[parcel.pk],
                    source=Fact.Source.DISCLOSURE,
                    source_id=parcel.disclosure_id,
                    valid_from=localdate(at),
                    use=uses[parcel.disclosure_id],
                    at=at,
                )
                for parcel in own
            ]
        )
        _hear_of_deaths(own, values, records, at=at)
        records |= _mentioned(arrived, records, at=at)
    _note_arrival(disclosures, arrived, records, at=at)


def _mentioned(
    parcels: Sequence[Parcel], records: Mapping[UUID, Record], *, at: datetime
) -> dict[UUID, Record]:
    """The recipient's own records of those who were mentioned, by the sender's handle."""
    places = {
        parcel.from_handle: (records[parcel.within].pk, str(RELATION_OF[parcel.items[0]]))
        for parcel in parcels
        if parcel.within is not None and parcel.items
    }
    by_id = {record.pk: record for record in records.values()}
    found = mentioned_by(set(places.values()), records=by_id, at=at) if places else {}
    return {handle: found[place] for handle, place in places.items()}


def _hear_of_deaths(
    parcels: Sequence[Parcel],
    values: Mapping[UUID, Mapping[str, object]],
    records: Mapping[UUID, Record],
    *,
    at: datetime,
) -> None:
    """A death that was told hides the recipient's record too, and is not told back."""
    for parcel in parcels:
        for item in TELLS_OF_DEATH & values[parcel.pk].keys():
            event = values[parcel.pk][item]
            if isinstance(event, Mapping) and event.get("on"):
                died_on = date.fromisoformat(str(event["on"]))
                record_death(records[parcel.from_handle], on=died_on, by=None, at=at)


def _handles_known(recipient: int, parcels: Sequence[Parcel]) -> dict[UUID, set[UUID]]:
    """The recipient's handles for each sender's, from what passed between them before.

    More than one where the recipient erased its record and was given something again.
    """
    handles = {parcel.from_handle for parcel in parcels}
    sender = parcels[0].sender_id
    there = Q(from_handle__in=handles, sender_id=sender, recipient_id=recipient)
    back = Q(to_handle__in=handles, sender_id=recipient, recipient_id=sender)
    earlier = Parcel.objects.filter(there | back, to_handle__isnull=False)
    known: dict[UUID, set[UUID]] = {}
    for given, taken in earlier.values_list("from_handle", "to_handle"):
        if taken is not None:
            ours, theirs = (given, taken) if given in handles else (taken, given)
            known.setdefault(ours, set()).add(theirs)
    return known


def _records_that_asked(
    disclosures: Sequence[Disclosure], parcels: Sequence[Parcel]
) -> dict[UUID, Record]:
    """By the sender's handle: an answer belongs to the record that it was asked from."""
    answers = [row.pk for row in disclosures if row.kind == ANSWER]
    asked = records_that_asked(answers) if answers else {}
    return {
        parcel.from_handle: asked[parcel.disclosure_id]
        for parcel in parcels
        if parcel.disclosure_id in asked
    }


def _records(
    known: Mapping[UUID, set[UUID]],
    parcels: Sequence[Parcel],
    asked: Mapping[UUID, Record],
    *,
    recipient: int,
    at: datetime,
) -> dict[UUID, Record]:
    """The recipient's record for each sender's handle; a new one where it has none, or no more."""
    handles = {handle for taken in known.values() for handle in taken}
    live = Record.objects.filter(handle__in=handles, erased_at=None)
    held = {record.handle: record for record in live}
    records = {
        given: min((held[handle] for handle in taken & held.keys()), key=_age)
        for given, taken in known.items()
        if not taken.isdisjoint(held)
    } | dict(asked)
    fresh = {
        handle: Record(organisation_id=recipient, opened_at=at)
        for handle in dict.fromkeys(parcel.from_handle for parcel in parcels)
        if handle not in records
    }
    insert_all(list(fresh.values()))
    return records | fresh


def _age(record: Record) -> tuple[datetime, UUID]:
    return record.opened_at, record.pk


def _note_arrival(
    disclosures: Sequence[Disclosure],
    parcels: Sequence[Parcel],
    records: Mapping[UUID, Record],
    *,
    at: datetime,
) -> None:
    """Back in the sender's context: the parcels say where they went, referrals have arrived."""
    taken_as = [records[parcel.from_handle] for parcel in parcels]
    with connection.cursor() as cursor:
        cursor.execute(
            _TAKEN,
            [
                [parcel.pk for parcel in parcels],
                [record.handle for record in taken_as],
                [record.pk for record in taken_as],
            ],
        )
    if answers := [row.pk for row in disclosures if row.kind == ANSWER]:
        answers_arrived(answers, at=at)
    own = [parcel for parcel in parcels if parcel.within is None]
    received = {parcel.disclosure_id: records[parcel.from_handle] for parcel in own}
    referred = {row.referral_id: received[row.pk] for row in disclosures if row.referral_id}
    arrive(
        {referral: record.pk for referral, record in referred.items()},
        at=at,
        named={referral: record.restricted_to for referral, record in referred.items()},
    )
