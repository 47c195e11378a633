"""The codes a return may hold, each with the days between which it is in the list."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

ROWS = Path(__file__).with_name("code_lists.csv")
AUTHORITIES = Path(__file__).with_name("authorities.csv")
# 004, unknown, is where somebody may have been, and never where somebody went.
UNKNOWN_PLACE = "004"


@dataclass(frozen=True, kw_only=True)
class Code:
    """One code of one list; without a first or a last day it is older or goes on."""

    of: str
    code: str
    label: str
    first: date | None
    last: date | None
    source: str

    def holds(self, on: date) -> bool:
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


@dataclass(frozen=True, kw_only=True)
class CodeLists:
    """The lists of one period end.

    `once_authorities` also holds those that have been merged since: somebody's authority at year
    11 may be one of them.
    """

    cohort_status: frozenset[str]
    gender: frozenset[str]
    ethnicity: frozenset[str]
    level_of_need: frozenset[str]
    characteristics: frozenset[str]
    activity: frozenset[str]
    year_11_guarantee: frozenset[str]
    year_12_guarantee: frozenset[str]
    intended_destination: frozenset[str]
    place: frozenset[str]
    authority: frozenset[str]
    once_authorities: frozenset[str]


@cache
def all_codes() -> tuple[Code, ...]:
    """Every code of every list, authorities among them."""
    return (*_read(ROWS, of=None), *_read(AUTHORITIES, of="authority"))


@cache
def labels(name: str) -> Mapping[str, str]:
    """What each code of a list stands for, beginning with a capital."""
    found = {each.code: each.label for each in all_codes() if each.of == name}
    return {code: label[:1].upper() + label[1:] for code, label in found.items()}


@lru_cache(maxsize=64)
def code_lists(*, on: date) -> CodeLists:
    """The lists as they are on a period end."""
    of: dict[str, set[str]] = {}
    for code in all_codes():
        if code.holds(on):
            of.setdefault(code.of, set()).add(code.code)
    once = frozenset(
        code.code
        for code in all_codes()
        if code.of == "authority" and (code.first is None or code.first <= on)
    )
    return CodeLists(
        once_authorities=once, **{name: frozenset(codes) for name, codes in of.items()}
    )


def _read(path: Path, *, of: str | None) -> Iterator[Code]:
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            yield Code(
                of=of or row["list"],
                code=row["code"],
                label=row.get("label") or row["name"],
                first=_day(row["from"]),
                last=_day(row["to"]),
                source=row["source"],
            )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
