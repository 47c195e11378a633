"""What the organisation acted for gave and got about one person: what its officer is asked for.

The rows are the statement's own, read from one side, so the officer is told what the person is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from onward.casework.models import Referral
from onward.disclosures.models import Disclosure, Parcel
from onward.parties.models import Organisation
from onward.people.models import Record
from onward.rights.sharing import About, Shared, entries_about, shared_in


@dataclass(frozen=True, kw_only=True)
class GivenOrGot:
    """One act of giving, with who did it and, unless it was the move of a shared row, its own."""

    row: Shared
    performer: UUID | None
    disclosure: Disclosure | None
    referral: str  # its reference, where it belongs to one (REQ-003-003)


def given_and_got(record: Record) -> list[GivenOrGot]:
    """Everything given or got about the person, the newest first.

    A fixed number of queries; what was refused is not here, for nothing was given.
    """
    names = dict(Organisation.objects.values_list("pk", "name"))
    told = [each for each in entries_about(handles_of(record)) if each.is_shared]
    acts = _acts(each.entry.pk for each in told)
    references = _references(told, acts)
    return [
        GivenOrGot(
            row=row,
            performer=_performer(each.leaf.get("performer")),
            disclosure=acts.get(each.entry.pk),
            referral=references.get(each.entry.pk, ""),
        )
        for each, row in zip(told, shared_in(told, names), strict=True)
    ]


def handles_of(record: Record) -> set[UUID]:
    """The record's own handle, and those of the records it was given to or got from."""
    either = Q(from_handle=record.handle) | Q(to_handle=record.handle)
    pairs = Parcel.objects.filter(either).values_list("from_handle", "to_handle")
    return {record.handle, *(handle for pair in pairs for handle in pair if handle)}


def _acts(entries: Iterable[UUID]) -> dict[UUID, Disclosure]:
    parcels = Parcel.objects.filter(entry__in=list(entries)).select_related("disclosure")
    return {parcel.entry: parcel.disclosure for parcel in parcels}


def _references(told: Sequence[About], acts: Mapping[UUID, Disclosure]) -> dict[UUID, str]:
    """The reference of the referral that each entry belongs to."""
    belongs = {
        each.entry.pk: acts[each.entry.pk].referral_id
        if each.entry.pk in acts
        else each.entry.about_id
        for each in told
    }
    rows = Referral.objects.in_bulk([pk for pk in belongs.values() if pk])
    return {entry: rows[pk].reference for entry, pk in belongs.items() if pk in rows}


def _performer(handle: str | None) -> UUID | None:
    return UUID(handle) if handle else None
