"""Merrowby, a city that is not there: its places of learning, organisations, staff and months.

The return takes no number that no English authority has, so the city and its neighbours stand in it
under numbers of real ones; nothing else is theirs.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from onward.demonstration.days import LONDON
from onward.parties.models import Organisation
from onward.parties.permissions import Role

SEED = 2025
AUTHORITY_NUMBER = "856"
NEIGHBOURS = {"855": "Thornholme County Council", "857": "Saltcombe Council"}
COUNCIL, RETURNS, BENEFITS = "MERROWBY", "DFL", "DFB"
COLLEGE, SIXTH_FORM_COLLEGE = "MERROWBY-COLLEGE", "TOLLGATE"
MANAGER, ADVISERS = "Ruth Ashdown", ("Imran Seddon", "Grace Tolley", "Leon Marsh", "Ana Petrescu")


def moment(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=LONDON)


# What happens when: `TODAY` is the morning on which a newcomer sits down to November's return.
SET_UP = moment(date(2025, 8, 18))
TAKEN_OVER = moment(date(2025, 9, 1))
ENROLLED = moment(date(2025, 9, 19))
SEPTEMBER_RETURN = moment(date(2025, 10, 6))
SURVEYED = moment(date(2025, 10, 20))
OCTOBER_RETURN = moment(date(2025, 11, 5))
LEFT_COURSES = moment(date(2025, 11, 14))
CALLED = moment(date(2025, 11, 26))
LISTED_ON = date(2025, 11, 28)
TODAY = moment(date(2025, 12, 1), 9)
MONTHS = (date(2025, 9, 30), date(2025, 10, 31), date(2025, 11, 30))
THIS_MONTH = MONTHS[-1]
TERM_BEGINS, TERM_ENDS = date(2025, 9, 4), date(2026, 7, 31)


@dataclass(frozen=True)
class Place:
    """A school, a college or a provider: `code` of the register, number as the return has it."""

    code: str
    name: str
    kind: Organisation.Kind
    number: str

    @property
    def is_provider(self) -> bool:
        return self.kind is Organisation.Kind.TRAINING_PROVIDER


@dataclass(frozen=True)
class Member:
    """One account of an organisation."""

    organisation: str
    name: str
    email: str
    role: Role


@cache
def listed(table: str) -> tuple[str, ...]:
    """The names of one table of the city's own words."""
    return tuple(_words()[table]["names"])


@cache
def own_names(kind: str) -> tuple[str, ...]:
    return tuple(_words()["names"][kind])


@cache
def schools() -> Sequence[Place]:
    """The city's schools; every other one has a sixth form."""
    return tuple(
        Place(f"SCHOOL-{number:02d}", name, Organisation.Kind.SCHOOL, _numbered(4000 + number))
        for number, name in enumerate(listed("schools"), start=1)
    )


def sixth_forms() -> Sequence[Place]:
    return schools()[::2]


FURTHER = Place(COLLEGE, "Merrowby College", Organisation.Kind.COLLEGE, "8568001")
SIXTH = Place(
    SIXTH_FORM_COLLEGE, "Tollgate Sixth Form College", Organisation.Kind.COLLEGE, "8568601"
)
_PROVIDER = Organisation.Kind.TRAINING_PROVIDER
PROVIDERS = (
    Place("LOCKGATE", "Lockgate Training", _PROVIDER, "10990001"),
    Place("KESTREL", "Kestrel Apprenticeships", _PROVIDER, "10990002"),
    Place("SECOND-STEP", "Second Step Merrowby", _PROVIDER, "10990003"),
)


def places() -> Sequence[Place]:
    return (*schools(), FURTHER, SIXTH, *PROVIDERS)


def staff() -> Sequence[Member]:
    """Those who sign in, and one in each other organisation who signs for it."""
    return (
        _member(COUNCIL, MANAGER, Role.TRACKING_MANAGER),
        *(_member(COUNCIL, name, Role.TRACKING_ADVISER) for name in ADVISERS),
        _member(COUNCIL, "Oonagh Birkett", Role.DATA_PROTECTION),
        _member(RETURNS, "Miles Overend", Role.DATA_PROTECTION),
        _member(BENEFITS, "Sunita Varley", Role.DATA_PROTECTION),
        *(_signing(f"LA-{number}") for number in NEIGHBOURS),
        *(_signing(place.code) for place in places()),
    )


def organisations() -> Sequence[tuple[str, str, Organisation.Kind]]:
    """Code, name and kind of everybody in the register."""
    kinds = Organisation.Kind
    return (
        (COUNCIL, "Merrowby City Council", kinds.LOCAL_AUTHORITY),
        *((f"LA-{number}", name, kinds.LOCAL_AUTHORITY) for number, name in NEIGHBOURS.items()),
        (RETURNS, "Department for Learning", kinds.DEPARTMENT),
        (BENEFITS, "Department for Benefits", kinds.DEPARTMENT),
        *((place.code, place.name, place.kind) for place in places()),
    )


def _signing(code: str) -> Member:
    domain = code.lower()
    return Member(code, "Head of Records", f"records@{domain}.example.org", Role.DATA_PROTECTION)


def _member(organisation: str, name: str, role: Role) -> Member:
    email = f"{name.lower().replace(' ', '.')}@{organisation.lower()}.example.org"
    return Member(organisation, name, email, role)


def _numbered(own: int) -> str:
    return f"{AUTHORITY_NUMBER}{own}"


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("city.toml").read_text(encoding="utf-8"))
