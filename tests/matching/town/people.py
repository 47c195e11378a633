"""The people of a fictional town, as they truly are: households, names, birth dates, homes."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from tests.matching.town.homes import Homes, homes
from tests.matching.town.names import ORIGINS, Origin
from tests.matching.town.rows import Text, Written

Numbers = NDArray[np.int64]

FIRST_DAY = date(1999, 9, 1)
YEARS = 12
_DAYS = np.array(
    [(FIRST_DAY + timedelta(days=day)).isoformat() for day in range(-45 * 366, 366 * (YEARS + 1))],
    dtype=object,
)
_CHILDREN = np.array([0.36, 0.37, 0.17, 0.07, 0.03])
TWINS = 0.035
HALF = 0.07
NAMESAKE_PARENT = 0.02


@dataclass(frozen=True, kw_only=True)
class Town:
    """Everybody, whether an authority knows them or not; `household` is who they are related by."""

    household: Numbers
    origin: Text
    middle: Text
    born: Numbers
    twin: NDArray[np.bool_]
    home: Numbers
    homes: Homes
    truly: Written

    def __len__(self) -> int:
        return len(self.household)


def dates(days: Numbers) -> Text:
    return _DAYS[days + 45 * 366]


def a_town(people: int, *, rng: np.random.Generator, diverse: bool = False) -> Town:
    """About `people` people; rather more, so that none are short."""
    houses = int(people / 1.75) + 50
    shares = np.array([each.diverse if diverse else each.share for each in ORIGINS.values()])
    origin_of = np.array(list(ORIGINS), dtype=object)[
        rng.choice(len(ORIGINS), size=houses, p=shares / shares.sum())
    ]
    household, born, twin, parent = _families(houses, rng=rng)
    origin = origin_of[household]
    woman = rng.random(len(household)) < 0.5
    woman[parent] = woman[parent - 1]
    first, middle, last = _names(household, origin, woman, rng=rng)
    # A child of a parent's name stands just before the parent.
    for column in (first, last):
        column[parent] = column[parent - 1]
    there = homes(houses, rng=rng)
    home = there.of_household[household]
    away = rng.random(len(household)) < HALF / 2
    home[away] = rng.integers(there.inside, size=int(away.sum()))
    return Town(
        household=household, origin=origin, middle=middle, born=born, twin=twin, home=home,
        homes=there,
        truly=Written(
            first=first, last=last, born=dates(born), address=there.address[home],
            postcode=there.postcode[home], sex=np.where(woman, "F", "M").astype(object),
        ),
    )  # fmt: skip


def _families(
    houses: int, *, rng: np.random.Generator
) -> tuple[Numbers, Numbers, NDArray[np.bool_], Numbers]:
    """Household, day of birth, whether a twin, and which rows are parents, in household order."""
    size = rng.choice(len(_CHILDREN), size=houses, p=_CHILDREN) + 1
    namesake = rng.random(houses) < NAMESAKE_PARENT
    rows = size + namesake
    household = np.repeat(np.arange(houses), rows)
    place = np.arange(len(household)) - np.repeat(np.cumsum(rows) - rows, rows)
    parent = np.flatnonzero((place == size[household]) & namesake[household])
    gap = 330 + rng.gamma(2.0, 330.0, size=len(household)).astype(np.int64)
    second_twin = (place > 0) & (rng.random(len(household)) < TWINS)
    gap[second_twin] = 0
    gap[place == 0] = rng.integers(0, 365 * YEARS, size=int((place == 0).sum()))
    born = np.zeros(len(household), dtype=np.int64)
    for nth in range(len(_CHILDREN) + 1):
        here = np.flatnonzero(place == nth)
        born[here] = gap[here] + (born[here - 1] if nth else 0)
    twin = second_twin.copy()
    twin[np.flatnonzero(second_twin) - 1] = True
    # Families grow both ways in time, so that children fill the years evenly.
    born = np.where(born < 365 * YEARS, born, 365 * YEARS * 2 - born)
    born = np.maximum(born, -365 * 4)
    born[parent] = born[parent - 1] - rng.integers(19 * 365, 36 * 365, size=len(parent))
    twin[parent] = False
    return household, born, twin, parent


def _names(
    household: Numbers, origin: Text, woman: NDArray[np.bool_], *, rng: np.random.Generator
) -> tuple[Text, Text, Text]:
    first, middle = (np.empty(len(household), dtype=object) for _ in range(2))
    last = np.empty(len(household), dtype=object)
    for name, table in ORIGINS.items():
        here = np.flatnonzero(origin == name)
        if not len(here):
            continue
        for rows, given in ((here[woman[here]], table.women), (here[~woman[here]], table.men)):
            first[rows] = _drawn(given, len(rows), table.steep, rng)
            middle[rows] = _drawn(given, len(rows), 0.4, rng)
            _unlike_siblings(first, rows, household, given, rng)
        last[here] = _surnames(name, table, household[here], woman[here], middle, here, rng)
    middle[rng.random(len(household)) < 0.25] = ""
    return first, middle, last


def _drawn(names: tuple[str, ...], count: int, steep: float, rng: np.random.Generator) -> Text:
    weight = 1 / (np.arange(len(names)) + 2.0) ** steep
    return np.array(names, dtype=object)[
        rng.choice(len(names), size=count, p=weight / weight.sum())
    ]


def _unlike_siblings(
    first: Text, rows: Numbers, household: Numbers, given: tuple[str, ...], rng: np.random.Generator
) -> None:
    for back in (1, 2, 3):
        same = rows[
            (rows >= back)
            & (household[rows] == household[rows - back])
            & (first[rows] == first[rows - back])
        ]
        first[same] = _drawn(given, len(same), 0.2, rng)


def _surnames(
    name: str, table: Origin, household: Numbers, woman: NDArray[np.bool_], middle: Text,
    here: Numbers, rng: np.random.Generator,
) -> Text:  # fmt: skip
    houses, which = np.unique(household, return_inverse=True)
    shared = _drawn(table.last, len(houses), table.steep, rng)
    if name == "english":
        double = rng.random(len(houses)) < 0.03
        other = _drawn(table.last, len(houses), table.steep, rng)
        shared = np.where(double, shared + "-" + other, shared)
    if name == "portuguese_romanian":
        second = _drawn(table.last, len(houses), table.steep, rng)
        shared = np.where(rng.random(len(houses)) < 0.4, shared + " " + second, shared)
    last = shared[which].copy()
    own = rng.random(len(here)) < (0.35 if name in ("pakistani", "bangladeshi") else HALF)
    last[own] = _drawn(table.last, int(own.sum()), table.steep, rng)
    if name == "polish":
        for row in np.flatnonzero(woman):
            last[row] = last[row][:-1] + "a" if last[row].endswith("ki") else last[row]
    if name == "sikh":
        faith = np.where(woman, "Kaur", "Singh").astype(object)
        plain = np.isin(last, ("Singh", "Kaur"))
        last[plain] = faith[plain]
        middle[here] = np.where(plain, "", faith)
    if name == "somali":
        fathers = _drawn(table.men, len(houses), table.steep, rng)
        middle[here] = fathers[which]
    return last
