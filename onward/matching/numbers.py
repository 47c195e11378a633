"""Rows that bring a number (UPN, ULN, NINO): evidence with a check digit, not truth.

Number and person agree: the same. The number is held for somebody else: a conflict, for a
person to settle, whatever the other evidence. No number held: the model decides. A held
number is never overwritten here. Source: domain/matching.md 7.
"""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from onward.matching.compare import Compared, compare
from onward.matching.levels import Born, First, Last
from onward.matching.links import NOBODY, Band, Links
from onward.matching.table import Table

Index = NDArray[np.int64]
Flags = NDArray[np.bool_]


class ByNumber(StrEnum):
    """What a row's number says of it."""

    SAME = "SAME"
    CONFLICT = "CONFLICT"
    UNKNOWN = "UNKNOWN"


def by_number(asking: Table, holds: Index, kept: Table) -> NDArray[np.object_]:
    """For each row asking, with `holds` the kept row that has its number or NOBODY.

    The same, if birth date or name agrees; a conflict, if the number is there and neither does.
    """
    found = np.full(len(asking), ByNumber.UNKNOWN, dtype=object)
    asks = np.flatnonzero(holds != NOBODY)
    agree = _person_agrees(compare(asking, asks, kept, holds[asks]))
    found[asks] = np.where(agree, ByNumber.SAME, ByNumber.CONFLICT)
    return found


def _person_agrees(compared: Compared) -> Flags:
    born = (compared.born == Born.EQUAL) & (
        (compared.first <= First.INITIAL) | (compared.last <= Last.GIVEN)
    )
    name = (compared.first <= First.ALIKE) & (compared.last <= Last.ALIKE)
    agree: Flags = born | (name & (compared.born != Born.GENERATION))
    return agree


def settle(
    links: Links, numbers: NDArray[np.object_], holds: Index, kept: Table, others: Flags
) -> NDArray[np.object_]:
    """The bands once numbers have spoken.

    `others` says which rows' own number differs from a number of its kind that the linked
    record holds. Such a row, and one whose number another record holds, is never accepted.
    """
    band = links.band.copy()
    held = np.where(holds >= 0, kept.handle[holds], NOBODY)
    same = numbers == ByNumber.SAME
    elsewhere = same & (links.handle != NOBODY) & (links.handle != held)
    band[same & ~elsewhere] = Band.ACCEPT
    doubtful = (numbers == ByNumber.CONFLICT) | (others & ~same) | elsewhere
    band[doubtful] = Band.REVIEW
    return band
