"""What is matched against: the comparison table with its keys, kept up row by row."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onward.matching.compare import worth_comparing
from onward.matching.evidence import Bits
from onward.matching.hashing import together
from onward.matching.keys import KeyTable
from onward.matching.links import Links, Pairs, link, scored
from onward.matching.model import Model
from onward.matching.table import Columns, Table

Index = NDArray[np.int64]
AT_ONCE = 10_000
"""Rows whose doubles are looked for in one go, so that memory does not grow with the table."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Rows and keys. A change gives a new one; the rows before keep their places."""

    table: Table
    keys: KeyTable

    @classmethod
    def of(cls, rows: Columns) -> "Kept":
        table = Table.of(rows)
        return cls(table=table, keys=KeyTable.of(table))

    def and_then(self, rows: Columns) -> "Kept":
        """Take in more people, or more names and addresses of those who are here."""
        more = Table.of(rows)
        return Kept(
            table=self.table.and_then(more), keys=self.keys.and_then(more, at=len(self.table))
        )

    def without(self, handles: Index) -> "Kept":
        """Forget these people: no row, no key and no name of theirs stays."""
        table = self.table.at(np.flatnonzero(~np.isin(self.table.handle, handles))).compact()
        return Kept(table=table, keys=KeyTable.of(table))

    def link(self, asking: Table, model: Model) -> tuple[Links, Pairs]:
        """Who of the kept each row asking is."""
        return link(asking, self.table, self.keys, model)

    def doubles(self, model: Model) -> tuple[Index, Index, Bits]:
        """People who seem to be kept twice: two handles each and the bits, the surest first."""
        parts = [
            self._doubles_of(np.arange(start, min(start + AT_ONCE, len(self.table))), model)
            for start in range(0, len(self.table), AT_ONCE)
        ]
        one, other, bits = (np.concatenate(column) for column in zip(*parts, strict=True))
        order = np.lexsort((other, one, -bits))
        return one[order], other[order], bits[order]

    def _doubles_of(self, rows: Index, model: Model) -> tuple[Index, Index, Bits]:
        asking, handle = self.table.at(rows), self.table.handle
        asks, found = self.keys.candidates(asking)
        worth = handle[rows[asks]] > handle[found]
        worth &= worth_comparing(asking, asks, self.table, found)
        pairs = scored(asking, self.table, asks[worth], found[worth], model)
        likely = pairs.bits >= model.thresholds.review
        return handle[pairs.rows[likely]], handle[rows[pairs.asks[likely]]], pairs.bits[likely]

    def household(self, handle: int) -> Index:
        """Others who are or were at a home of this person, by handle, in order."""
        homes = together(self.table.postcode, self.table.door)
        own = homes[self.table.handle == handle]
        there = np.isin(homes, own[own != 0])
        others: Index = np.setdiff1d(self.table.handle[there], [handle])
        return others
