"""What the organisation acted for gave, was given, or was not let give about one person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from onward.disclosures.models import Disclosure, Parcel
from onward.people.models import Record
from onward.tenancy.context import acting


@dataclass(frozen=True, kw_only=True)
class AboutPerson:
    """One act of giving, as far as it is about this person; a refusal has no items."""

    disclosure: Disclosure
    is_ours: bool  # given by the organisation acted for, not to it
    items: tuple[str, ...] = ()
    refusals: tuple[Mapping[str, str], ...] = ()  # of this person, and of the act as a whole


def disclosures_about(record: Record) -> list[AboutPerson]:
    """Everything sent, received or refused about the person, the newest first; three queries."""
    return sorted(
        (*_given(record), *_refused(record)),
        key=lambda about: (about.disclosure.at, about.disclosure.pk),
        reverse=True,
    )


def _given(record: Record) -> Iterator[AboutPerson]:
    either = Q(from_handle=record.handle) | Q(to_handle=record.handle)
    parcels = list(Parcel.objects.filter(either))
    # Not joined: the row policy of the one makes a join with the other read the whole table.
    acts = _acts().in_bulk([parcel.disclosure_id for parcel in parcels])
    for parcel in parcels:
        if parcel.disclosure_id not in acts:  # given to us, and stopped on its way
            continue
        yield AboutPerson(
            disclosure=acts[parcel.disclosure_id],
            is_ours=parcel.sender_id == acting().organisation_id,
            items=tuple(parcel.items),
        )


def _refused(record: Record) -> Iterator[AboutPerson]:
    refused = _acts().filter(
        sender=acting().organisation_id,
        status=Disclosure.Status.REFUSED,
        refusals__contains=[{"handle": str(record.handle)}],
    )
    for disclosure in refused:
        about = {"", str(record.handle)}
        reasons = tuple(row for row in disclosure.refusals if row["handle"] in about)
        yield AboutPerson(disclosure=disclosure, is_ours=True, refusals=reasons)


def _acts() -> QuerySet[Disclosure]:
    return Disclosure.objects.select_related("sender", "recipient", "on_behalf_of", "agreement")
