"""Who a page is about: the bar that stands on every page about one person."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from onward.agreements.catalogue import catalogue
from onward.people.facts import present_values
from onward.people.models import Record
from onward.web.item_values import value_in_words

# A provider is given no date of birth; it is there where it has recorded its own.
SHOWN = ("nino", "claimant_reference_number", "postcode", "telephone", "date_of_birth")


@dataclass(frozen=True, kw_only=True)
class Identity:
    """The name and what tells two people of one name apart, the number masked."""

    name: str
    facts: list[tuple[str, str]]
    has_nino: bool


def identity_of(record: Record) -> Identity:
    """For a page that needs nothing else of the record."""
    return identity_in(present_values(record))


def identity_in(values: Mapping[str, object]) -> Identity:
    """For a page that has read the record's present values."""
    names = (values.get(item) for item in ("title", "forename", "surname"))
    known = catalogue()
    return Identity(
        name=" ".join(str(name) for name in names if name) or _("No name recorded"),
        facts=[
            (_(known[item].label), value_in_words(known[item], values[item]))
            for item in SHOWN
            if item in values
        ],
        has_nino="nino" in values,
    )
