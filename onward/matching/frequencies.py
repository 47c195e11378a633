"""How common each name, date and home is in the base, as counts under hashes.

Counts under five are dropped, so that a stored table says nothing about any one person; what
is not in it is taken as rare.
"""

from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from onward.matching.hashing import Hashes, together
from onward.matching.table import Table

FEWEST_KEPT = 5
RARE = 2.0
"""What a name that is not in the table counts as: one to four, so two."""

KINDS = (
    "first", "head", "first_sound", "last", "last_sound", "whole", "sounds", "born", "postcode",
    "house",
)  # fmt: skip
Counts = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Frequencies:
    """Of each kind: hashes in order, and their counts among `rows` rows.

    `lift` is how many times oftener a rare first name and surname come together than their
    own frequencies say, for names of one origin keep company.
    """

    rows: int
    lift: float
    hashes: dict[str, Hashes]
    counts: dict[str, NDArray[np.int64]]

    @classmethod
    def of(cls, table: Table) -> "Frequencies":
        hashes, counts = {}, {}
        for kind, values in keyed(table).items():
            found, count = np.unique(values[values != 0], return_counts=True)
            often = count >= FEWEST_KEPT
            hashes[kind], counts[kind] = found[often], count[often]
        bare = cls(rows=len(table), lift=1.0, hashes=hashes, counts=counts)
        return cls(rows=len(table), lift=_lift(table, bare), hashes=hashes, counts=counts)

    def count(self, kind: str, values: Hashes) -> Counts:
        """How often each value occurs; 0 where it is rare or not known."""
        hashes, counts = self.hashes[kind], self.counts[kind]
        if not len(hashes):
            return np.zeros(len(values))
        places = np.minimum(np.searchsorted(hashes, values), len(hashes) - 1)
        return np.where(hashes[places] == values, counts[places], 0).astype(np.float64)

    def share(self, kind: str, values: Hashes) -> Counts:
        """The share of rows with each value; a rare one as if it occurred twice."""
        return np.maximum(self.count(kind, values), RARE) / self.rows

    @property
    def digest(self) -> str:
        """SHA-256 of the whole table, by which a model says what it was fitted on."""
        signs = sha256(str(self.rows).encode())
        for kind in KINDS:
            signs.update(self.hashes[kind].astype("<u8").tobytes())
            signs.update(self.counts[kind].astype("<i8").tobytes())
        return signs.hexdigest()


def keyed(table: Table) -> dict[str, Hashes]:
    """What of each row is counted."""
    names, first, last = table.names, table.first, table.last
    return {
        "first": names.whole[first],
        "head": names.head[first],
        "first_sound": names.sound[first],
        "last": names.whole[last],
        "last_sound": names.last_sound[last],
        "whole": together(names.head[first], names.whole[last]),
        "sounds": together(names.sound[first], names.last_sound[last]),
        "born": table.born.astype(np.uint64),
        "postcode": table.postcode,
        "house": together(table.postcode, table.door),
    }


def _lift(table: Table, bare: Frequencies) -> float:
    """Others of one whole name seen beside those expected, over the names that are dropped."""
    values = keyed(table)
    known = values["whole"] != 0
    expected = (
        bare.share("head", values["head"]) * bare.share("last", values["last"]) * bare.rows
    )[known]
    _, back, count = np.unique(values["whole"][known], return_inverse=True, return_counts=True)
    rare = count[back] < FEWEST_KEPT
    seen = (count[back] - 1.0)[rare].sum()
    return float(np.clip(seen / max(expected[rare].sum(), 1e-9), 0.1, 20.0))
