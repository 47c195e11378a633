"""Keys under which a row's possible partners are found without reading the rest.

A pair is looked at if any key agrees: birth date with the first sound of either name, the
postcode district or the door; the sounds of both names with the birth year or the district, or
alone where few sound so; the postcode
with the first sound of either name or with the door; door and street with the first sound. The
asking side also tries day and month changed round, names in each other's place and the years
beside, so that the kept side needs one hash for each rule.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from onward.matching.hashing import Hashes, together
from onward.matching.table import Table

Index = NDArray[np.int64]
NOTHING = np.uint64(0)


class Rule(IntEnum):
    """What a key is made of. The numbers are stored in the hashes."""

    BORN_FIRST = 1
    BORN_LAST = 2
    BORN_DISTRICT = 3
    BORN_DOOR = 4
    SOUNDS = 5  # followed where few sound so, or the row asking has no birth date
    SOUNDS_YEAR = 6
    SOUNDS_UNDATED = 7
    SOUNDS_DISTRICT = 8
    POSTCODE_FIRST = 9
    POSTCODE_LAST = 10
    HOUSE = 11
    STREET_FIRST = 12


WIDEST = 3_000
"""A key that more kept rows than this stand under tells nobody apart, and is not followed."""
FEW = 20
"""A name that no more kept rows sound like is followed whatever else differs."""


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
        rare, by_name = rare_keys(asking)
        widest = np.r_[np.full(len(hashes), WIDEST), np.full(len(rare), FEW)]
        hashes, asks = np.r_[hashes, rare], np.r_[asks, by_name]
        left = np.searchsorted(self.hashes, hashes, side="left")
        stand = np.searchsorted(self.hashes, hashes, side="right") - left
        count = np.where(stand > widest, 0, stand)
        starts = np.repeat(left - np.cumsum(count) + count, count)
        found = self.rows[starts + np.arange(len(starts))]
        pairs = np.sort(np.repeat(asks, count) << np.int64(32) | found)
        once = pairs[np.r_[True, pairs[1:] != pairs[:-1]][: len(pairs)]]
        return once >> np.int64(32), once & np.int64(0xFFFFFFFF)


def as_stored(hashes: Hashes) -> NDArray[np.int64]:
    """Hashes as the signed numbers of the same bits that a database column holds."""
    return hashes.view(np.int64)


def kept_keys(rows: Table) -> tuple[Hashes, Index]:
    """The keys that rows are kept under, as hashes and the place of the row in `rows`."""
    sounds, undated = _sounds(rows), rows.born == 0
    return _known(
        [
            *_born(rows, rows.born, rows.first, rows.last),
            _key(Rule.SOUNDS, sounds),
            _key(Rule.SOUNDS_YEAR, sounds, _year(rows.born).astype(np.uint64)),
            _key(Rule.SOUNDS_UNDATED, np.where(undated, sounds, NOTHING)),
            *_district_and_home(rows, sounds),
        ]
    )


def asking_keys(rows: Table) -> tuple[Hashes, Index]:
    """The keys that rows are looked for under: more than they would be kept under."""
    sounds, undated = _sounds(rows), rows.born == 0
    year = _year(rows.born)
    years = (np.where(undated, 0, year + by).astype(np.uint64) for by in (-1, 0, 1))
    return _known(
        [
            *_born(rows, rows.born, rows.first, rows.last),
            *_born(rows, rows.born, rows.last, rows.first),
            *_born(rows, _turned(rows.born), rows.first, rows.last),
            _key(Rule.SOUNDS, np.where(undated, sounds, NOTHING)),
            *(_key(Rule.SOUNDS_YEAR, sounds, each) for each in years),
            _key(Rule.SOUNDS_UNDATED, sounds),
            *_district_and_home(rows, sounds),
        ]
    )


def house_keys(rows: Table) -> Hashes:
    """The keys of the homes of these rows, each once."""
    homes = _key(Rule.HOUSE, rows.postcode, rows.door)
    return np.unique(homes[homes != 0])


def rare_keys(rows: Table) -> tuple[Hashes, Index]:
    """The key of the name alone, to be followed only where FEW stand under it."""
    return _known([_key(Rule.SOUNDS, np.where(rows.born == 0, NOTHING, _sounds(rows)))])


def _known(keys: list[Hashes]) -> tuple[Hashes, Index]:
    hashes = np.concatenate(keys)
    rows = np.tile(np.arange(len(keys[0])), len(keys))
    return hashes[hashes != 0], rows[hashes != 0]


def _key(rule: Rule, *parts: Hashes) -> Hashes:
    return together(np.full(len(parts[0]), rule, dtype=np.uint64), *parts)


def _born(rows: Table, born: NDArray[np.int32], first: Index, last: Index) -> tuple[Hashes, ...]:
    day, names = born.astype(np.uint64), rows.names
    return (
        _key(Rule.BORN_FIRST, day, names.begins[first]),
        _key(Rule.BORN_LAST, day, names.last_begins[last]),
    )


def _sounds(rows: Table) -> Hashes:
    """What both names sound like, whichever stands first; 0 where one is missing."""
    one, other = rows.names.sound[rows.first], rows.names.last_sound[rows.last]
    return np.where((one != 0) & (other != 0), one + other, NOTHING)


def _district_and_home(rows: Table, sounds: Hashes) -> tuple[Hashes, ...]:
    first, last = rows.names.begins[rows.first], rows.names.last_begins[rows.last]
    return (
        _key(Rule.BORN_DISTRICT, rows.born.astype(np.uint64), rows.district),
        _key(Rule.BORN_DOOR, rows.born.astype(np.uint64), rows.door),
        _key(Rule.SOUNDS_DISTRICT, sounds, rows.district),
        _key(Rule.POSTCODE_FIRST, rows.postcode, first),
        _key(Rule.POSTCODE_LAST, rows.postcode, last),
        _key(Rule.HOUSE, rows.postcode, rows.door),
        _key(Rule.STREET_FIRST, rows.door, rows.street, first),
    )


def _year(born: NDArray[np.int32]) -> Index:
    return (born // 10_000).astype(np.int64)


def _turned(born: NDArray[np.int32]) -> NDArray[np.int32]:
    """Day and month changed round, or 0 where that is no date or the same one."""
    month, day = born // 100 % 100, born % 100
    return np.where((day <= 12) & (day != month), born // 10_000 * 10_000 + day * 100 + month, 0)
