"""Pairs of items that are not to come together, and where agreements in force give both.

Each agreement may be right by itself and two of them wrong together: the recipient joins what
neither giver joined (attack A13). Nothing is refused for it: a named person reads the report.
Which pairs there are is Onward's own reading of the sources, and rows to be corrected.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from onward.agreements.authority import Authority, authorities
from onward.agreements.models import Agreement

ROWS = Path(__file__).with_name("apart.csv")


@dataclass(frozen=True, kw_only=True)
class Apart:
    """Two items of the catalogue that one recipient is not to have both of."""

    items: tuple[str, str]
    because: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Together:
    """A pair that one recipient may be given, and the agreements that give either of the two."""

    recipient: int
    apart: Apart
    agreements: tuple[tuple[str, ...], tuple[str, ...]]


@cache
def apart() -> tuple[Apart, ...]:
    """Every pair marked *not together*."""
    with ROWS.open(encoding="utf-8", newline="") as rows:
        return tuple(
            Apart(items=(row["item"], row["other"]), because=row["because"], source=row["source"])
            for row in csv.DictReader(rows)
        )


def given_together(*, at: datetime) -> list[Together]:
    """Where the agreements in force that the organisation acted for can see give both.

    A recipient sees every agreement by which it is given something, so none is missed there.
    """
    live = Agreement.objects.filter(ended_at=None).values_list("pk", flat=True)
    return list(joined(authorities(live).values(), at=at))


def joined(read: Iterable[Authority], *, at: datetime) -> Iterator[Together]:
    """The same over agreements as values, by recipient and pair."""
    given = _given(read, at=at)
    for recipient in sorted(given):
        for pair in apart():
            first, second = (given[recipient].get(item, set()) for item in pair.items)
            if first and second:
                under = tuple(sorted(first)), tuple(sorted(second))
                yield Together(recipient=recipient, apart=pair, agreements=under)


def _given(read: Iterable[Authority], *, at: datetime) -> Mapping[int, dict[str, set[str]]]:
    """By recipient and item, the references of the agreements in force that give it."""
    given: dict[int, dict[str, set[str]]] = {}
    for each in read:
        anyone = next(iter(each.roles), 0)
        if each.refusals((), giver=anyone, receiver=anyone, at=at):
            continue
        for item, _, receiving_role in each.permits:
            for party, role in each.roles.items():
                if role == receiving_role:
                    given.setdefault(party, {}).setdefault(item, set()).add(each.reference)
    return given
