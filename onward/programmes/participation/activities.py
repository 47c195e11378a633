"""What each activity code means: dated rows, every attribute on its own.

No attribute follows from another. Participation as published is not the EET side of the rates
(employment without training is EET and no participation), and neither is the duty. The rows are
in `activities.csv`; its codes and labels are those of the NCCIS requirement, 2011 to 2020-21, and
the participation types those of the methodology of the published figures of 2025. Codes withdrawn
before 2015 whose label is not known (420, 510, 520) and 551 are not in it.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

ROWS = Path(__file__).with_name("activities.csv")


class UnknownActivity(LookupError):
    """A code that no row gives a meaning to on the day asked about."""


class NotOpen(ValueError):
    """A setting that would change what the sources say, rather than what they leave open."""


class Group(StrEnum):
    """Under which heading the codes are listed."""

    COMPULSORY_EDUCATION = "COMPULSORY_EDUCATION"
    EDUCATION = "EDUCATION"
    EMPLOYMENT = "EMPLOYMENT"
    TRAINING = "TRAINING"
    RE_ENGAGEMENT = "RE_ENGAGEMENT"
    NEET_ACTIVE = "NEET_ACTIVE"
    NEET_NOT_AVAILABLE = "NEET_NOT_AVAILABLE"
    OUTSIDE_THE_RATES = "OUTSIDE_THE_RATES"
    NOT_KNOWN = "NOT_KNOWN"


class RateClass(StrEnum):
    """On which side of the rates of 16 and 17 year olds it counts while it is current."""

    EET = "EET"
    NEET = "NEET"
    NOT_KNOWN = "NOT_KNOWN"
    COMPULSORY_AGE = "COMPULSORY_AGE"
    LEFT_OUT = "LEFT_OUT"


class Participation(StrEnum):
    """As what it counts in the published participation figures."""

    FULL_TIME_EDUCATION = "FULL_TIME_EDUCATION"
    APPRENTICESHIP = "APPRENTICESHIP"
    WORK_BASED_LEARNING = "WORK_BASED_LEARNING"
    PART_TIME_EDUCATION = "PART_TIME_EDUCATION"
    EMPLOYMENT_WITH_STUDY = "EMPLOYMENT_WITH_STUDY"
    OTHER_TRAINING = "OTHER_TRAINING"
    NOT_COUNTED = "NOT_COUNTED"


class Duty(StrEnum):
    """What it says about the duty to participate, before the hours of the person are known."""

    MEETING = "MEETING"
    WORKING_TOWARDS = "WORKING_TOWARDS"
    TEMPORARY_BREAK = "TEMPORARY_BREAK"
    NOT_PARTICIPATING = "NOT_PARTICIPATING"
    NOT_KNOWN = "NOT_KNOWN"
    NOT_YET = "NOT_YET"
    LEFT_OUT = "LEFT_OUT"


# What an authority may settle where the sources do not: attribute and its values.
SETTLED_BY = {"rate_class": RateClass, "participation": Participation, "duty": Duty}


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What one code means in a span of days; `unverified` names the attributes no source settles.

    `asks_for` names the dates of an activity that the return asks for with this code.
    """

    code: str
    label: str
    group: Group
    rate_class: RateClass
    participation: Participation
    duty: Duty
    asks_for: tuple[str, ...]
    valid_from: date
    valid_until: date | None
    unverified: frozenset[str]

    @property
    def is_neet(self) -> bool:
        """Whether the return's rules 224 and 226 name it: with a NEET start date, and only then."""
        return self.group in {Group.NEET_ACTIVE, Group.NEET_NOT_AVAILABLE}

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class Setting:
    """An authority's own answer for one attribute of one code that the sources leave open."""

    code: str
    attribute: str
    value: str


def meanings(on: date, *, settings: tuple[Setting, ...] = ()) -> Mapping[str, Meaning]:
    """The codes of this day by code, as settled by the authority where that is open.

    Raises UnknownActivity for a setting of a code that does not exist then, NotOpen for one of an
    attribute that the sources settle, ValueError for a value that the attribute cannot have.
    """
    return _meanings(on, settings)


@lru_cache(maxsize=64)
def _meanings(on: date, settings: tuple[Setting, ...]) -> Mapping[str, Meaning]:
    found = {each.code: each for each in every_meaning() if each.holds_on(on)}
    for setting in settings:
        found[setting.code] = _settled(_known(found, setting.code, on=on), setting)
    return MappingProxyType(found)


def meaning(code: str, *, on: date, settings: tuple[Setting, ...] = ()) -> Meaning:
    """What this code means on this day. Raises UnknownActivity."""
    return _known(meanings(on, settings=settings), code, on=on)


@cache
def neet_codes() -> frozenset[str]:
    """The codes that the return counts as NEET and that need a NEET start date, of every time."""
    return frozenset(each.code for each in every_meaning() if each.is_neet)


@cache
def every_meaning() -> tuple[Meaning, ...]:
    """Every row, of every time."""
    with ROWS.open(encoding="utf-8", newline="") as rows:
        return tuple(map(_meaning, csv.DictReader(rows)))


@cache
def activity_labels() -> Mapping[str, str]:
    """What each code is called, the newest of its labels."""
    rows = sorted(every_meaning(), key=lambda each: each.valid_from)
    return MappingProxyType({each.code: each.label for each in rows})


def _known(found: Mapping[str, Meaning], code: str, *, on: date) -> Meaning:
    if code not in found:
        raise UnknownActivity(f"{code} is not an activity code on {on}.")
    return found[code]


def _settled(meaning: Meaning, setting: Setting) -> Meaning:
    if setting.attribute not in meaning.unverified or setting.attribute not in SETTLED_BY:
        raise NotOpen(f"The sources settle {setting.attribute} of {meaning.code}.")
    value = SETTLED_BY[setting.attribute](setting.value)
    # replace() cannot be told that the attribute is one of three names.
    return replace(meaning, **{setting.attribute: value})  # type: ignore[arg-type]


def _meaning(row: Mapping[str, str]) -> Meaning:
    until = row["valid_until"]
    return Meaning(
        code=row["code"],
        label=row["label"],
        group=Group(row["group"]),
        rate_class=RateClass(row["rate_class"]),
        participation=Participation(row["participation"]),
        duty=Duty(row["duty"]),
        asks_for=tuple(row["asks_for"].split()),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_until=date.fromisoformat(until) if until else None,
        unverified=frozenset(row["unverified"].split()),
    )
