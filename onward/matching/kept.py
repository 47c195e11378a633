"""What is matched against: the comparison table with its keys, kept up row by row."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onward.matching.evidence import Bits
from onward.matching.hashing import together
from onward.matching.keys import KeyTable
from onward.matching.links import Links, Pairs, link, scored
from onward.matching.model import Model
from onward.matching.table import Columns, Table

Index = NDArray[np.int64]


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
        one, other = self.keys.candidates(self.table)
        apart = self.table.handle[one] < self.table.handle[other]
        pairs = scored(self.table, self.table, one[apart], other[apart], model)
        likely = np.flatnonzero(pairs.bits >= model.thresholds.review)
        likely = likely[np.argsort(-pairs.bits[likely], kind="stable")]
        handle = self.table.handle
        return handle[pairs.rows[likely]], handle[pairs.asks[likely]], pairs.bits[likely]

    def household(self, handle: int) -> Index:
        """Others who are or were at a home of this person, by handle, in order."""
        homes = together(self.table.postcode, self.table.door)
        own = homes[self.table.handle == handle]
        there = np.isin(homes, own[own != 0])
        others: Index = np.setdiff1d(self.table.handle[there], [handle])
        return others
