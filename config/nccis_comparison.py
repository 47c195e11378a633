"""`onward returns nccis compare`: what changed from one monthly return to the next."""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from config.nccis_command import plain
from onward.formats.nccis.difference import Change, Kind, difference
from onward.formats.nccis.elements import element_of
from onward.formats.nccis.reading import Reading, UnreadableReturn
from onward.formats.table import neutralised

AGREES, TO_LOOK_AT, UNREADABLE = 0, 1, 3
MOST_MOVES = 20
SAYS = {
    Kind.SAME: "are the same",
    Kind.CHANGED: "changed",
    Kind.JOINED: "are new",
    Kind.LEAVING: "are reported as having left",
    Kind.GONE: "were reported as having left before, and are gone",
    Kind.MISSING: "are missing, and nothing reported that they left",
    Kind.AGAIN: "were reported as having left before, and are there again",
}


@dataclass
class Found:
    """What is counted as the comparison goes on, and the first of those to look at."""

    most: int
    kinds: Counter[Kind] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)
    moves: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: dict[Kind, list[str]] = field(default_factory=lambda: {Kind.MISSING: [], Kind.AGAIN: []})

    def add(self, change: Change) -> None:
        self.kinds[change.kind] += 1
        self.items.update(change.items)
        if change.before and change.after and "activity_code" in change.items:
            self.moves[change.before.activity_code, change.after.activity_code] += 1
        shown = self.first.get(change.kind)
        if shown is not None and len(shown) < self.most:
            shown.append(change.young_persons_id)

    def lines(self) -> Iterator[str]:
        for kind, says in SAYS.items():
            yield f"{self.kinds[kind]:,} {says}."
            yield from (f"    {plain(each)}" for each in self.first.get(kind, ()))
        if self.items:
            yield "\nElements that changed"
            yield from (f"  {element_of(item)}: {n:,}" for item, n in self.items.most_common())
        if self.moves:
            yield "\nActivities, the most frequent moves first"
            for (before, after), n in self.moves.most_common(MOST_MOVES):
                yield f"  {plain(before) or 'none'} to {plain(after) or 'none'}: {n:,}"


def compare(options: argparse.Namespace) -> int:
    """Print what changed; 1 if somebody is missing or there again, 3 if a file is unreadable."""
    if options.csv and Path(options.csv).resolve() in {
        Path(options.before).resolve(),
        Path(options.after).resolve(),
    }:
        print("onward: --csv names one of the returns.", file=sys.stderr)
        return 2
    try:
        found = _found(options)
    except UnreadableReturn as refusal:
        print(f"onward: {refusal} Check each return by itself first.", file=sys.stderr)
        return UNREADABLE
    for line in found.lines():
        print(line)
    return TO_LOOK_AT if found.kinds[Kind.MISSING] or found.kinds[Kind.AGAIN] else AGREES


def _found(options: argparse.Namespace) -> Found:
    found = Found(most=options.show)
    with ExitStack() as files:
        before, after = (
            Reading(files.enter_context(Path(path).open("rb")))
            for path in (options.before, options.after)
        )
        print(f"From {plain(before.header.period_end)} to {plain(after.header.period_end)}.")
        write_row = None
        if options.csv:
            out = files.enter_context(Path(options.csv).open("w", newline="", encoding="utf-8-sig"))
            write_row = csv.writer(out).writerow
            write_row(("young_persons_id", "became", "elements"))
        for change in difference(before.records(), after.records()):
            found.add(change)
            if write_row is not None:
                write_row(_cells(change))
    return found


def _cells(change: Change) -> tuple[str, str, str]:
    elements = " ".join(map(element_of, change.items))
    return neutralised(plain(change.young_persons_id)), change.kind, elements
