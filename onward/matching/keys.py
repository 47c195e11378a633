"""Keys under which a row's possible partners are found without reading the rest.

A pair is looked at if any key agrees: birth date with the first sound of either name, the
sounds of both names with the birth year or the postcode district, the postcode with the
first sound of either name or with the door. The asking side also tries day and month
changed round, names in each other's place and the years beside, so that the kept side
needs one hash for each rule.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onward.matching.hashing import Hashes, together
from onward.matching.table import Table

Index = NDArray[np.int64]

BORN_FIRST, BORN_LAST, SOUNDS_YEAR, SOUNDS_DISTRICT, POSTCODE_FIRST, POSTCODE_LAST, DOOR = range(
    1, 8
)
WIDEST = 3_000
"""A key that more kept rows than this stand under tells nobody apart, and is not followed."""


@dataclass(frozen=True, kw_only=True)
class KeyTable:
    """Hashes in order, and the row that each leads to."""

    hashes: Hashes
    rows: NDArray[np.int32]

    @classmethod
    def of(cls, kept: Table) -> "KeyTable":
        return cls.ordered(*kept_keys(kept))

    @classmethod
    def ordered(cls, hashes: Hashes, rows: Index) -> "KeyTable":
        order = np.argsort(hashes, kind="stable")
        return cls(hashes=hashes[order], rows=rows[order].astype(np.int32))

    def and_then(self, more: Table, *, at: int) -> "KeyTable":
        """Take in rows that were added to the kept table from row `at` on."""
        hashes, rows = kept_keys(more)
        order = np.argsort(hashes, kind="stable")
        places = np.searchsorted(self.hashes, hashes[order])
        return KeyTable(
            hashes=np.insert(self.hashes, places, hashes[order]),
            rows=np.insert(self.rows, places, (rows[order] + at).astype(np.int32)),
        )

    def candidates(self, asking: Table) -> tuple[Index, Index]:
        """Pairs of a row asking and a row kept that share a key; each pair once, in order."""
        hashes, asks = asking_keys(asking)
        left = np.searchsorted(self.hashes, hashes, side="left")
        count = np.searchsorted(self.hashes, hashes, side="right") - left
        count[count > WIDEST] = 0
        starts = np.repeat(left - np.cumsum(count) + count, count)
        found = self.rows[starts + np.arange(len(starts))]
        code = np.repeat(asks, count) << np.int64(32) | found
        code.sort()
        code = code[np.r_[True, code[1:] != code[:-1]]] if len(code) else code
        return code >> np.int64(32), code & np.int64(0xFFFFFFFF)


def kept_keys(rows: Table) -> tuple[Hashes, Index]:
    """The keys that rows are kept under, as hashes and the place of the row in `rows`."""
    first, last = rows.first, rows.last
    return _known(
        [
            *_born(rows, rows.born, first, last),
            _sounds(rows, first, last, _year(rows.born)),
            together(_rule(rows, SOUNDS_DISTRICT), _both(rows, first, last), rows.district),
            *_at_home(rows, first, last),
        ]
    )


def asking_keys(rows: Table) -> tuple[Hashes, Index]:
    """The keys that rows are looked for under: more than they would be kept under."""
    first, last = rows.first, rows.last
    turned = _turned(rows.born)
    year = _year(rows.born)
    return _known(
        [
            *_born(rows, rows.born, first, last),
            *_born(rows, rows.born, last, first),
            *_born(rows, turned, first, last),
            *(_sounds(rows, first, last, np.where(year > 0, year + by, 0)) for by in (-1, 0, 1)),
            together(_rule(rows, SOUNDS_DISTRICT), _both(rows, first, last), rows.district),
            *_at_home(rows, first, last),
        ]
    )


def _known(keys: list[Hashes]) -> tuple[Hashes, Index]:
    hashes = np.concatenate(keys)
    rows = np.tile(np.arange(len(keys[0])), len(keys))
    return hashes[hashes != 0], rows[hashes != 0]


def _rule(rows: Table, rule: int) -> Hashes:
    return np.full(len(rows), rule, dtype=np.uint64)


def _born(rows: Table, born: NDArray[np.int32], first: Index, last: Index) -> tuple[Hashes, ...]:
    day, names = born.astype(np.uint64), rows.names
    return (
        together(_rule(rows, BORN_FIRST), day, names.begins[first]),
        together(_rule(rows, BORN_LAST), day, names.last_begins[last]),
    )


def _sounds(rows: Table, first: Index, last: Index, year: Index) -> Hashes:
    return together(_rule(rows, SOUNDS_YEAR), _both(rows, first, last), year.astype(np.uint64))


def _both(rows: Table, first: Index, last: Index) -> Hashes:
    """What both names sound like, whichever stands first; 0 where one is missing."""
    one, other = rows.names.sound[first], rows.names.last_sound[last]
    return np.where((one != 0) & (other != 0), one + other, np.uint64(0))


def _at_home(rows: Table, first: Index, last: Index) -> tuple[Hashes, ...]:
    names = rows.names
    return (
        together(_rule(rows, POSTCODE_FIRST), rows.postcode, names.begins[first]),
        together(_rule(rows, POSTCODE_LAST), rows.postcode, names.last_begins[last]),
        together(_rule(rows, DOOR), rows.door, rows.street, rows.district),
    )


def _year(born: NDArray[np.int32]) -> Index:
    return (born // 10_000).astype(np.int64)


def _turned(born: NDArray[np.int32]) -> NDArray[np.int32]:
    """Day and month changed round, or 0 where that is no date or the same one."""
    month, day = born // 100 % 100, born % 100
    return np.where((day <= 12) & (day != month), born // 10_000 * 10_000 + day * 100 + month, 0)
