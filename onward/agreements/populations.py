"""Whom an agreement is about, as far as its own words let anybody say.

One text may say it in several places, and differently. None is picked silently: a person whom the
places disagree about is undetermined until a named person has noted which place counts.
Source: domain/privacy.md 4.8 and H6; source 002, memorandum.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """Whether a person belongs to the population."""

    IN = "IN"
    OUT = "OUT"
    UNDETERMINED = "UNDETERMINED"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What deciding needs to know of a person; None where it is not known.

    `benefit` is what the newest claim is for, of the codes of `benefit_claimed`.
    """

    age: int | None
    has_learning_difficulty: bool | None
    benefit: str | None = None
    was_first_paid_last_month: bool | None = None  # the calendar month before this one


@dataclass(frozen=True, kw_only=True)
class Group:
    """People of an age in whole years, first and last included.

    `unclear_ages` are ages that the words leave open, as "up to 25" leaves 25. `benefits`, where
    there are any, are those that the newest claim is for (source 002, guide, section 3).
    """

    from_age: int
    to_age: int
    with_learning_difficulty: bool = False
    unclear_ages: tuple[int, ...] = ()
    benefits: tuple[str, ...] = ()
    first_paid_last_month: bool = False

    def verdict(self, asked: Asked) -> Verdict:
        found = set(self._of_each_condition(asked))
        if Verdict.OUT in found:
            return Verdict.OUT
        return Verdict.UNDETERMINED if Verdict.UNDETERMINED in found else Verdict.IN

    def _of_each_condition(self, asked: Asked) -> Iterator[Verdict]:
        yield self._of_age(asked.age)
        if self.with_learning_difficulty:
            yield _if(asked.has_learning_difficulty)
        if self.benefits:
            yield _if(None if asked.benefit is None else asked.benefit in self.benefits)
        if self.first_paid_last_month:
            yield _if(asked.was_first_paid_last_month)

    def _of_age(self, age: int | None) -> Verdict:
        if age is None or age in self.unclear_ages:
            return Verdict.UNDETERMINED
        return _if(self.from_age <= age <= self.to_age)


def _if(is_so: bool | None) -> Verdict:
    if is_so is None:
        return Verdict.UNDETERMINED
    return Verdict.IN if is_so else Verdict.OUT


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one place of the text says: anyone in any of these groups."""

    place: str
    groups: tuple[Group, ...]

    def verdict(self, asked: Asked) -> Verdict:
        found = {group.verdict(asked) for group in self.groups}
        if Verdict.IN in found:
            return Verdict.IN
        return Verdict.UNDETERMINED if Verdict.UNDETERMINED in found else Verdict.OUT


@dataclass(frozen=True, kw_only=True)
class Population:
    """All that the text says of whom it is about; an agreement without readings is about anyone."""

    readings: tuple[Reading, ...] = ()

    @property
    def is_contested(self) -> bool:
        """Whether two places of the text say different things."""
        return len({reading.groups for reading in self.readings}) > 1

    def verdict(self, asked: Asked, *, chosen: str = "") -> Verdict:
        """IN or OUT where every place agrees, or the place that a decision note has chosen."""
        counting = [reading for reading in self.readings if chosen in ("", reading.place)]
        found = {reading.verdict(asked) for reading in counting}
        if len(found) > 1:
            return Verdict.UNDETERMINED
        return found.pop() if found else Verdict.IN

    def as_rows(self) -> list[dict[str, Any]]:
        """The readings as plain data, to be kept with an agreement."""
        return [asdict(reading) for reading in self.readings]


ANYONE = Population()
NOT_KNOWN = Asked(age=None, has_learning_difficulty=None)


def population_of(rows: Iterable[Mapping[str, Any]]) -> Population:
    """The population again, from readings as plain data: of a template, or as they were kept."""
    return Population(readings=tuple(map(_reading, rows)))


def _reading(row: Mapping[str, Any]) -> Reading:
    return Reading(place=row["place"], groups=tuple(map(_group, row["groups"])))


def _group(row: Mapping[str, Any]) -> Group:
    lists = {name: tuple(row.get(name, ())) for name in ("unclear_ages", "benefits")}
    return Group(**{**row, **lists})
