"""The grounds on which something may be given once, outside every agreement, and their law.

Source: PRODUCT section 2; privacy.md 1.3: a public authority cannot use recognised legitimate
interests for its tasks, a contracted private provider can.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.agreements.bases import RECOGNISED_INTEREST, Ground, bases, conditions
from onward.agreements.catalogue import catalogue
from onward.agreements.kinds import PRIVATE_KINDS

# A public task is a public authority's.
PUBLIC_TASKS = frozenset({"gdpr-6-1-e", "dpa1998-sch2-5c"})


@dataclass(frozen=True, kw_only=True)
class OneOffGround:
    """Why something may be given once: the bases it can stand on, best first, and conditions."""

    code: str
    title: str | Promise
    bases: tuple[str, ...]
    conditions: tuple[str, ...]
    source: str


class BasisNotOpen(ValueError):
    """This kind of organisation cannot rely on this basis; `open` are those that it can."""

    def __init__(self, basis: str, *, open_to_it: Iterable[Ground]) -> None:
        super().__init__(basis)
        self.open = tuple(open_to_it)


@cache
def one_off_grounds() -> Mapping[str, OneOffGround]:
    """Every ground by code."""
    rows = (
        OneOffGround(
            code="VITAL_INTERESTS",
            title=_("Somebody's life or health is in danger"),
            bases=("gdpr-6-1-d", "dpa1998-sch2-4"),
            conditions=("gdpr-9-2-c", "dpa2018-sch1-30", "dpa1998-sch3-3"),
            source="PRODUCT section 2; UK GDPR Arts 6(1)(d), 9(2)(c)",
        ),
        OneOffGround(
            code="SAFEGUARDING",
            title=_("A child, or an adult at risk, has to be protected"),
            bases=(
                *(RECOGNISED_INTEREST, "gdpr-6-1-e", "gdpr-6-1-d"),
                *("dpa1998-sch2-5c", "dpa1998-sch2-4"),
            ),
            conditions=("gdpr-9-2-g-sch1-18", "dpa1998-sch3-3"),
            source="PRODUCT section 2; privacy.md 1.3; Data Protection Act 2018 sch.1 para 18",
        ),
        OneOffGround(
            code="COURT_ORDER",
            title=_("A court or tribunal has ordered it"),
            bases=("gdpr-6-1-c", "dpa1998-sch2-3"),
            conditions=("gdpr-9-2-f", "dpa2018-sch1-33", "dpa1998-sch3-6"),
            source="PRODUCT section 2; UK GDPR Arts 6(1)(c), 9(2)(f)",
        ),
        OneOffGround(
            code="CRIME_AND_TAX",
            title=_("To prevent or detect crime, or to assess or collect tax"),
            bases=(RECOGNISED_INTEREST, "gdpr-6-1-e", "dpa1998-sch2-5c", "dpa1998-sch2-6"),
            conditions=("gdpr-9-2-g-sch1-10", "dpa1998-sch3-6"),
            source="PRODUCT section 2; Data Protection Act 2018 sch.1 para 10, sch.2 para 2",
        ),
        OneOffGround(
            code="CONSENT",
            title=_("The person asked for it, or agreed to it"),
            bases=("gdpr-6-1-a", "dpa1998-sch2-1"),
            conditions=("gdpr-9-2-a", "dpa2018-sch1-29", "dpa1998-sch3-1"),
            source="PRODUCT section 2; UK GDPR Arts 6(1)(a), 9(2)(a)",
        ),
    )
    return MappingProxyType({row.code: row for row in rows})


def bases_open_to(kind: str, *, ground: str, on: date) -> list[Ground]:
    """What an organisation of this kind may rely on for this ground on a day, the best first."""
    known = bases()
    return [
        known[code]
        for code in one_off_grounds()[ground].bases
        if known[code].is_in_force(on=on)
        and (known[code].is_for_public_authorities or kind in PRIVATE_KINDS)
        and (kind not in PRIVATE_KINDS or code not in PUBLIC_TASKS)
    ]


def check_basis(basis: str, *, kind: str, ground: str, on: date) -> None:
    """Raises BasisNotOpen, with what is open instead (REQ-LAW-035)."""
    offered = bases_open_to(kind, ground=ground, on=on)
    if basis not in {each.code for each in offered}:
        raise BasisNotOpen(basis, open_to_it=offered)


def conditions_for(items: Collection[str], *, ground: str, on: date) -> list[str]:
    """The further conditions that the special categories among these items are given under."""
    needed = {catalogue()[item].special_category for item in items if catalogue()[item].is_special}
    return [
        code
        for code in _in_force(one_off_grounds()[ground].conditions, on=on)
        if conditions()[code].covers & needed
    ]


def _in_force(codes: Iterable[str], *, on: date) -> Iterator[str]:
    return (code for code in codes if conditions()[code].is_in_force(on=on))
