"""Who a page is about: the bar that stands on every page about one person."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from onward.agreements.catalogue import catalogue
from onward.people.facts import present_values
from onward.people.models import Record
from onward.web.item_values import value_in_words
from onward.web.provider.case import Case

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
    return _identity(present_values(record))


def identity_of_case(case: Case) -> Identity:
    return _identity({item: fact.values[item] for item, fact in case.held.items()})


def _identity(values: Mapping[str, object]) -> Identity:
    names = (values.get(item) for item in ("title", "forename", "surname"))
    known = catalogue()
    return Identity(
        name=" ".join(str(name) for name in names if name) or _("No name held"),
        facts=[
            (_(known[item].label), value_in_words(known[item], values[item]))
            for item in SHOWN
            if item in values
        ],
        has_nino="nino" in values,
    )
