"""Deciding again at the moment of sending, about people and terms as they are now."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from onward.casework.models import OPEN, Referral
from onward.disclosures.accounting import unaccounted_for
from onward.disclosures.circumstances import Act
from onward.disclosures.deciding import Asked, Deciding
from onward.disclosures.decision import as_rows
from onward.disclosures.justifications import texts_of
from onward.disclosures.models import Disclosure, Parcel
from onward.people.lookups import one_of
from onward.people.models import Record


def refusals_now(
    disclosures: Sequence[Disclosure], parcels: Mapping[UUID, Sequence[Parcel]], *, at: datetime
) -> dict[UUID, list[dict[str, str]]]:
    """The reasons against each disclosure now, by its id; those without reasons are left out.

    The records are locked, so that nobody becomes a special customer record between this look
    and the commit of the delivery.
    """
    handles = {parcel.from_handle for group in parcels.values() for parcel in group}
    held = Record.objects.filter(one_of("handle", handles)).select_for_update(no_key=True)
    records = {record.handle: record for record in held.order_by("pk")}
    words = texts_of([row.pk for row in disclosures])
    asked = {
        row.pk: _asked(row, parcels[row.pk], records, words.get(row.pk, ""), at=at)
        for row in disclosures
    }
    deciding = Deciding.about(asked.values(), at=at)
    found = {pk: as_rows(deciding.refusals(each)) for pk, each in asked.items()}
    for pk, each in asked.items():
        found[pk] += _withheld_since(each, deciding)
        found[pk] += _gone(parcels[pk], records)
    for row in _taken_back(disclosures):
        found[row.pk].append({"code": "REFERRAL_CLOSED", "item": "", "handle": ""})
    for row in unaccounted_for(disclosures, parcels, authorities=deciding.authorities):
        found[row.pk].append({"code": "NOT_IN_LEDGER", "item": "", "handle": ""})
    return {pk: reasons for pk, reasons in found.items() if reasons}


def _withheld_since(asked: Asked, deciding: Deciding) -> Iterator[dict[str, str]]:
    """Items that were sealed before the person's became a kind of case they do not travel for."""
    for record, items in asked.people:
        for item in sorted(deciding.withheld(asked, record, items)):
            yield {"code": "WITHHELD", "item": item, "handle": str(record.handle)}


def _gone(parcels: Sequence[Parcel], records: Mapping[UUID, Record]) -> Iterator[dict[str, str]]:
    """Nobody can be asked about a person whose record is not there: it does not go."""
    for parcel in parcels:
        if parcel.from_handle not in records:
            yield {"code": "RECORD_BLOCKED", "item": "", "handle": str(parcel.from_handle)}


def _taken_back(disclosures: Sequence[Disclosure]) -> list[Disclosure]:
    """Disclosures that carry a referral, or a change to it, which has been closed meanwhile."""
    ids = {row.referral_id for row in disclosures if row.referral_id}
    live = Referral.objects.filter(pk__in=ids, status__in=OPEN).order_by("pk")
    held = set(live.select_for_update(no_key=True).values_list("pk", flat=True))
    return [row for row in disclosures if row.referral_id and row.referral_id not in held]


def _asked(
    row: Disclosure,
    parcels: Sequence[Parcel],
    records: Mapping[UUID, Record],
    justification: str,
    *,
    at: datetime,
) -> Asked:
    return Asked(
        act=Act(
            sender=row.sender_id,
            recipient=row.recipient_id,
            purpose=row.purpose,
            channel=row.channel,
            people_count=row.people_count,
            at=at,
            stage=row.stage,
            channel_reason=row.channel_reason,
            movement_template=row.movement_template,
            justification=justification,
        ),
        agreement_id=row.agreement_id,
        on_behalf_of=row.on_behalf_of_id,
        one_off_id=row.one_off_id,
        disclosure_id=row.pk,
        people=[
            (records[handle], frozenset(items))
            for handle, items in _asked_of(parcels).items()
            if handle in records
        ],
        cover=row.cover,
        parents={parcel.from_handle: parcel.parent for parcel in parcels if parcel.parent},
    )


def _asked_of(parcels: Sequence[Parcel]) -> dict[UUID, set[str]]:
    """Items by the person whom they were asked for: what is of somebody mentioned is within."""
    asked: dict[UUID, set[str]] = {}
    for parcel in parcels:
        asked.setdefault(parcel.within or parcel.from_handle, set()).update(parcel.items)
    return asked
