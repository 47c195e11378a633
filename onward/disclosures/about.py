"""What the organisation acted for gave, was given, or was not let give about one person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q

from onward.disclosures.models import Disclosure, Parcel
from onward.people.models import Record
from onward.tenancy.context import acting


@dataclass(frozen=True, kw_only=True)
class AboutPerson:
    """One act of giving, as far as it is about this person; a refusal has no items."""

    disclosure: Disclosure
    is_ours: bool  # given by the organisation acted for, not to it
    items: tuple[str, ...] = ()
    not_held: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    refusals: tuple[Mapping[str, str], ...] = ()  # of this person, and of the act as a whole


def disclosures_about(record: Record) -> list[AboutPerson]:
    """Everything sent, received or refused about the person, the newest first; two queries."""
    return sorted(
        (*_given(record), *_refused(record)),
        key=lambda about: (about.disclosure.at, about.disclosure.pk),
        reverse=True,
    )


def _given(record: Record) -> Iterator[AboutPerson]:
    either = Q(from_handle=record.handle) | Q(to_handle=record.handle)
    parcels = Parcel.objects.filter(either).select_related(
        "disclosure__sender",
        "disclosure__recipient",
        "disclosure__on_behalf_of",
        "disclosure__agreement",
    )
    for parcel in parcels:
        yield AboutPerson(
            disclosure=parcel.disclosure,
            is_ours=parcel.sender_id == acting().organisation_id,
            items=tuple(parcel.items),
            not_held=tuple(parcel.not_held),
            withheld=tuple(parcel.withheld),
        )


def _refused(record: Record) -> Iterator[AboutPerson]:
    refused = Disclosure.objects.filter(
        sender=acting().organisation_id,
        status=Disclosure.Status.REFUSED,
        refusals__contains=[{"handle": str(record.handle)}],
    )
    for disclosure in refused.select_related("sender", "recipient", "on_behalf_of", "agreement"):
        about = {"", str(record.handle)}
        reasons = tuple(row for row in disclosure.refusals if row["handle"] in about)
        yield AboutPerson(disclosure=disclosure, is_ours=True, refusals=reasons)
