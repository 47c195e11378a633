"""The compact comparison table: what of each row is compared, as numbers.

One row is one writing of a person; a person with former names or addresses has several rows
under one handle. Rows point into `names`; everything else of a row is a number of fixed size.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from onward.matching.hashing import Hashes
from onward.matching.words import Names, distinct, normal_names, places, postcodes

Index = NDArray[np.int64]
SEXES = {"F": 1, "M": 2}
NOT_A_DATE = 0
HASHED = ("postcode", "sector", "district", "area", "door", "street")


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Rows as text, column by column. Dates are ISO, sex is F or M; what is not known is empty.

    `handle` is whoever the row is about, any whole number; rows of one person share it.
    """

    handle: Sequence[int]
    first: Sequence[str]
    last: Sequence[str]
    born: Sequence[str]
    address: Sequence[str]
    postcode: Sequence[str]
    sex: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows ready to compare. `born` is yyyymmdd; hashes and numbers are 0 where not known."""

    names: Names
    handle: Index
    first: Index
    last: Index
    born: NDArray[np.int32]
    postcode: Hashes
    sector: Hashes
    district: Hashes
    area: Hashes
    door: Hashes
    street: Hashes
    sex: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.handle)

    @classmethod
    def of(cls, rows: Columns) -> "Table":
        """Normalise each distinct value once. A date that is none counts as not known."""
        texts, index = normal_names([*rows.first, *rows.last])
        where = postcodes(rows.postcode)
        door = places(rows.address)
        return cls(
            names=Names.of(texts),
            handle=np.asarray(rows.handle, dtype=np.int64),
            first=index[: len(rows.first)],
            last=index[len(rows.first) :],
            born=_days(rows.born),
            postcode=where[:, 0],
            sector=where[:, 1],
            district=where[:, 2],
            area=where[:, 3],
            door=door[:, 0],
            street=door[:, 1],
            sex=np.fromiter((SEXES.get(sex, 0) for sex in rows.sex), dtype=np.int8),
        )

    @classmethod
    def stored(
        cls, *, first: Sequence[str], last: Sequence[str], numbers: Mapping[str, Sequence[int]]
    ) -> "Table":
        """From the names as text and every other column as a database holds it, hashes signed."""
        texts, index = normal_names([*first, *last])
        return cls(
            names=Names.of(texts),
            first=index[: len(first)],
            last=index[len(first) :],
            handle=np.asarray(numbers["handle"], dtype=np.int64),
            born=np.asarray(numbers["born"], dtype=np.int32),
            sex=np.asarray(numbers["sex"], dtype=np.int8),
            **{each: np.asarray(numbers[each], dtype=np.int64).view(np.uint64) for each in HASHED},
        )

    def at(self, rows: Index) -> "Table":
        """These rows, with the names of the whole table."""
        picked = {each: getattr(self, each)[rows] for each in _columns()}
        return Table(names=self.names, **picked)

    def and_then(self, other: "Table") -> "Table":
        """Both tables' rows; what this one's rows were called stays what they are called."""
        shift = len(self.names.texts)
        joined = {
            each: np.concatenate(
                [
                    getattr(self, each),
                    getattr(other, each) + (shift if each in ("first", "last") else 0),
                ]
            )
            for each in _columns()
        }
        return Table(names=self.names.and_then(other.names), **joined)

    def compact(self) -> "Table":
        """The same rows, with no names but their own."""
        used, back = np.unique(np.r_[0, self.first, self.last], return_inverse=True)
        picked = {each: getattr(self, each) for each in _columns()}
        picked |= {"first": back[1 : len(self) + 1], "last": back[len(self) + 1 :]}
        return Table(names=self.names.at(used), **picked)


def _columns() -> list[str]:
    return [each.name for each in fields(Table) if each.name != "names"]


def _days(texts: Sequence[str]) -> NDArray[np.int32]:
    raw, index = distinct(texts)
    return np.array([_day(text) for text in raw], dtype=np.int32)[index]


def _day(text: str) -> int:
    digits = text.replace("-", "")
    return int(digits) if len(digits) == 8 and digits.isascii() and digits.isdigit() else NOT_A_DATE
