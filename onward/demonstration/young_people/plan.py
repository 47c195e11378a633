"""The young people of the city as they are meant to be, and what must come out for them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from random import Random

from onward.demonstration.chance import chance, shares
from onward.demonstration.young_people.city import SEED
from onward.demonstration.young_people.people import OLDER, WITH_PLAN, Values, invented
from onward.demonstration.young_people.situations import (
    NEET,
    NOT_KNOWN,
    SITUATIONS,
    Situation,
    Step,
    lapsed,
)
from onward.programmes.participation.activities import RateClass
from onward.programmes.participation.leaving import CohortStatus
from onward.values.academic_year import academic_age
from onward.values.postcode import Postcode

PEOPLE = 12_000
GROUPS = {11: 0.31, 12: 0.32, 13: 0.32, WITH_PLAN: 0.05}
OLDER_SHARE = 0.15
AGES = (16, 17)
OFFERED = ("110",) * 18 + ("120", "140", "159")


class Fault(StrEnum):
    """What is missing from a record, by the rule of the return that finds it."""

    NO_ORIGIN = "6"
    NO_NEED = "100"
    NO_POSTCODE = "32"


LACKS = {
    Fault.NO_ORIGIN: ("ethnic_origin",),
    Fault.NO_NEED: ("level_of_need",),
    Fault.NO_POSTCODE: ("postcode",),
}


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """That somebody left the cohort; `month` is 10 or 11 of 2025."""

    how: CohortStatus
    to_place: str
    month: int

    @property
    def on(self) -> date:
        return date(2025, self.month, 7)


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One young person: values, what was told of them in order, and what they are meant to show."""

    number: int
    group: int
    situation: str
    values: Values
    steps: Sequence[Step]
    counts_as: RateClass
    guarantee: str = ""
    fault: Fault | None = None
    leaving: Leaving | None = None

    @property
    def born(self) -> date:
        return date.fromisoformat(str(self.values["date_of_birth"]))

    @property
    def is_in_cohort(self) -> bool:
        return self.leaving is None and self.group != OLDER

    def is_of_the_rates(self, on: date) -> bool:
        return self.is_in_cohort and academic_age(self.born, on=on) in AGES


@dataclass(frozen=True)
class City:
    """Everybody, in the order of their numbers."""

    people: Sequence[Planned]

    @cached_property
    def in_cohort(self) -> int:
        return sum(each.is_in_cohort for each in self.people)

    @cached_property
    def leavers(self) -> Sequence[Planned]:
        return [each for each in self.people if each.leaving]

    def rates(self, on: date) -> Mapping[RateClass, int]:
        """How many of academic age 16 and 17 count as what, by each person's own story."""
        return Counter(each.counts_as for each in self.people if each.is_of_the_rates(on))

    @cached_property
    def namesakes(self) -> int:
        """How many in the return have the names and the birth date of somebody else there."""
        asked = [each for each in self.people if each.is_in_cohort or each.leaving]
        named = Counter(
            (each.values["forename"], each.values["surname"], each.born) for each in asked
        )
        return sum(count for count in named.values() if count > 1)

    @cached_property
    def faults(self) -> Mapping[str, int]:
        """How many of those in the cohort each rule of the return must find, and no other."""
        return Counter(str(each.fault) for each in self.people if each.fault and each.is_in_cohort)


def invented_city(people: int = PEOPLE, *, seed: int = SEED) -> City:
    """So many young people in the cohort, with those who leave it and those followed on."""
    leaving = _leavings(people)
    drawn = _drawn(people + len(leaving), seed=seed)
    gone = _who_leaves(drawn, leaving)
    older = round(people * OLDER_SHARE)
    groups = [*drawn, *[(OLDER, name) for name in _older(older)]]
    return City(
        tuple(
            _planned(number, group, situation, gone.get(number), seed=seed)
            for number, (group, situation) in enumerate(groups)
        )
    )


def _drawn(people: int, *, seed: int) -> list[tuple[int, str]]:
    """Year group and situation of each, in the exact shares, in an order of chance."""
    drawn: list[tuple[int, str]] = []
    for group, count in zip(GROUPS, shares(people, weights=list(GROUPS.values())), strict=True):
        sorts = {name: each.of_1000[group] for name, each in _sorts(group).items()}
        counts = shares(count, weights=list(sorts.values()))
        drawn += [(group, name) for name, n in zip(sorts, counts, strict=True) for _ in range(n)]
    chance(seed, "order").shuffle(drawn)
    return drawn


def _sorts(group: int) -> Mapping[str, Situation]:
    return {name: each for name, each in SITUATIONS.items() if group in each.of_1000}


def _leavings(people: int) -> list[Leaving]:
    """Most move to the neighbours; some abroad, and one in four thousand dies."""
    moved = [("855", 10), ("857", 11), ("855", 11)] * max(1, people // 1000)
    leavings = [
        Leaving(how=CohortStatus.TRANSFERRED, to_place=place, month=month) for place, month in moved
    ]
    leavings += [Leaving(how=CohortStatus.DIED, to_place="", month=10)] * (1 + people // 8000)
    return leavings


def _who_leaves(drawn: Sequence[tuple[int, str]], leavings: list[Leaving]) -> dict[int, Leaving]:
    """Those at a school sixth form leave: their count is no part of any rate that is looked at."""
    free = [
        number
        for number, (group, name) in enumerate(drawn)
        if group == 12 and name in {"school sixth form", "sixth form college"}
    ]
    return dict(zip(free, leavings, strict=False))


def _older(count: int) -> list[str]:
    """What those past the cohort do, whom the city still follows."""
    return [list(AFTER)[number % len(AFTER)] for number in range(count)]


_SINCE = {"state": "notified", "on": "2025-09-01"}
NEEDED: Mapping[str, Values] = {
    "young carer": {"carer": _SINCE},
    "teenage parent": {"parent_of_own_child": _SINCE, "gender": "F"},
}
AFTER: Mapping[str, Situation] = {
    "working": Situation(
        counts_as=RateClass.EET,
        steps=lapsed("330", verified_on=date(2025, 7, 10)),
        of_1000={},
    ),
    "apprentice": Situation(
        counts_as=RateClass.EET,
        steps=lapsed("310", verified_on=date(2025, 7, 10)),
        of_1000={},
    ),
    "out of work": Situation(
        counts_as=NEET, steps=lapsed("619", verified_on=date(2025, 7, 10)), of_1000={}
    ),
    "lost": Situation(
        counts_as=NOT_KNOWN, steps=lapsed("810", verified_on=date(2025, 7, 10)), of_1000={}
    ),
}


def _planned(number: int, group: int, name: str, leaving: Leaving | None, *, seed: int) -> Planned:
    dice = chance(seed, "story", number)
    situation = AFTER[name] if group == OLDER else SITUATIONS[name]
    values = invented(number, group=group, seed=seed) | _needed_for(name)
    fault = None if leaving or group == OLDER else _fault(number)
    for item in LACKS[fault] if fault else ():
        del values[item]
    return Planned(
        number=number,
        group=group,
        situation=name,
        values=values,
        steps=tuple(situation.steps(dice)),
        counts_as=situation.counts_as,
        guarantee=_offer(group, dice),
        fault=fault,
        leaving=leaving,
    )


def _needed_for(situation: str) -> Values:
    """What the return wants beside some activities."""
    return dict(NEEDED.get(situation, {}))


def _fault(number: int) -> Fault | None:
    """One in two hundred lacks something."""
    return list(Fault)[number // 200 % len(Fault)] if number % 200 == 7 else None


def _offer(group: int, dice: Random) -> str:
    return dice.choice(OFFERED) if group in {12, 13} else ""


def postcode_of(values: Mapping[str, object]) -> Postcode | None:
    """Where somebody lives, unless that is what their record lacks."""
    return Postcode.parse(str(values["postcode"])) if "postcode" in values else None
