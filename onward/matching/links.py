"""From evidence of pairs to one answer a row: who it is, how surely, and who else it might be.

A row has one person and a person has one row, so candidates divide the odds between them on
both sides. Two kept rows that are themselves one person twice are no rivals.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from onward.matching.compare import Compared, worth_comparing
from onward.matching.evidence import Evidence, chance, levels, weigh
from onward.matching.keys import KeyTable
from onward.matching.levels import Born, First
from onward.matching.model import Model, Thresholds
from onward.matching.table import Table

Index = NDArray[np.int64]
Bits = NDArray[np.float64]
Flags = NDArray[np.bool_]

NOBODY = -1
NONE = -60.0
"""The bits of a row with no candidate: practically never."""
HARDLY = -8.0
"""A rival below these bits takes nothing noticeable away."""


class Band(StrEnum):
    ACCEPT = "ACCEPT"
    REVIEW = "REVIEW"
    NO_MATCH = "NO_MATCH"


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """Candidate pairs with their levels and evidence; the best of each row and person first."""

    asks: Index
    rows: Index
    compared: Compared
    evidence: Evidence
    bits: Bits


@dataclass(frozen=True, kw_only=True)
class Links:
    """One answer for each row asking.

    `row` is the kept row it is most likely to be, or NOBODY; `bits` log2 of the odds that it
    is, rivals counted; `taken` the bits that rivals take; `lead` how far it is before the next
    person; `doubled` whether the base seems to hold that person twice; `band` what is to be
    done. `pair` is the place among the pairs, for an explanation, or NOBODY.
    """

    row: Index
    handle: Index
    pair: Index
    bits: Bits
    taken: Bits
    lead: Bits
    doubled: Flags
    band: NDArray[np.object_]


def link(asking: Table, kept: Table, keys: KeyTable, model: Model) -> tuple[Links, Pairs]:
    """Say of each row asking who of the kept it is."""
    asks, rows = keys.candidates(asking)
    return link_candidates(asking, kept, asks, rows, model)


def link_candidates(
    asking: Table, kept: Table, asks: Index, rows: Index, model: Model
) -> tuple[Links, Pairs]:
    """The same for candidates that were found elsewhere."""
    worth = worth_comparing(asking, asks, kept, rows)
    pairs = scored(asking, kept, asks[worth], rows[worth], model)
    return decided(asking, kept, pairs, model), pairs


def scored(asking: Table, kept: Table, asks: Index, rows: Index, model: Model) -> Pairs:
    """Weigh pairs; the strongest of a row first."""
    compared = levels(asking, asks, kept, rows, model.frequencies)
    evidence = _evidence(compared, asking, asks, kept, rows, model)
    bits = evidence.total
    order = np.lexsort((rows, -bits, asks))
    return Pairs(
        asks=asks[order], rows=rows[order], compared=compared.at(order),
        evidence=evidence.at(order), bits=bits[order],
    )  # fmt: skip


def _evidence(
    compared: Compared, asking: Table, asks: Index, kept: Table, rows: Index, model: Model
) -> Evidence:
    by_chance = chance(
        compared, asking, asks, kept, rows, unrelated=model.unrelated, frequencies=model.frequencies
    )
    return weigh(compared, by_chance, model)


def decided(asking: Table, kept: Table, pairs: Pairs, model: Model) -> Links:
    """Let candidates compete on both sides and put each row in its band."""
    best = np.flatnonzero(np.r_[True, pairs.asks[1:] != pairs.asks[:-1]][: len(pairs.asks)])
    same = _one_person(kept, pairs, best, model)
    against, second = _rivals(pairs, best, same)
    at, count = pairs.asks[best], len(asking)
    row, pair = np.full(count, NOBODY), np.full(count, NOBODY)
    bits, taken, lead = np.full(count, NONE), np.zeros(count), np.zeros(count)
    doubled = np.zeros(count, dtype=bool)
    row[at], pair[at] = pairs.rows[best], best
    taken[at] = against + _claims(asking, kept, pairs, best, model)
    bits[at] = pairs.bits[best] - taken[at]
    lead[at] = pairs.bits[best] - second
    other = kept.handle[pairs.rows] != np.where(row >= 0, kept.handle[row], NOBODY)[pairs.asks]
    doubled[pairs.asks[same & other]] = True
    agree = np.zeros(count, dtype=bool)
    agree[at] = may_be_one(pairs.compared.at(best))
    return Links(
        row=row, handle=np.where(row >= 0, kept.handle[row], NOBODY), pair=pair, bits=bits,
        taken=taken, lead=lead, doubled=doubled,
        band=bands(bits, lead, agree, model.thresholds),
    )  # fmt: skip


def bands(bits: Bits, lead: Bits, agree: Flags, thresholds: Thresholds) -> NDArray[np.object_]:
    """What is to be done: odds, lead and what may never differ decide together."""
    band = np.full(len(bits), Band.NO_MATCH, dtype=object)
    band[bits >= thresholds.review] = Band.REVIEW
    band[(bits >= thresholds.accept) & (lead >= thresholds.lead) & agree] = Band.ACCEPT
    return band


def may_be_one(compared: Compared) -> Flags:
    """Without a person nobody is accepted, whatever the odds, whose first name is another (it
    may be a twin) or whose birth date differs by more than a slip or is missing (a parent)."""
    agree: Flags = (compared.first <= First.WORD) & (compared.born <= Born.JANUARY)
    return agree


def _one_person(kept: Table, pairs: Pairs, best: Index, model: Model) -> Flags:
    """Which pairs lead to the person of the row's best pair: by handle, or by being a double."""
    best_of = np.repeat(best, np.diff(np.r_[best, len(pairs.asks)]))
    mine, theirs = pairs.rows, pairs.rows[best_of]
    same: Flags = kept.handle[mine] == kept.handle[theirs]
    open_ = np.flatnonzero(~same & (pairs.bits > HARDLY))
    same[open_] = _doubles(kept, theirs[open_], mine[open_], model)
    return same


def _doubles(table: Table, one: Index, other: Index, model: Model) -> Flags:
    """Whether two rows of one table are the same person entered twice."""
    if not len(one):
        return np.zeros(0, dtype=bool)
    compared = levels(table, one, table, other, model.frequencies)
    bits = _evidence(compared, table, one, table, other, model).total
    twice: Flags = (bits >= model.thresholds.accept) & may_be_one(compared)
    return twice


def _rivals(pairs: Pairs, best: Index, same: Flags) -> tuple[Bits, Bits]:
    """Of each row with candidates: the bits its rivals take, and the strongest rival's bits."""
    rival = np.where(same, NONE, pairs.bits)
    odds = np.exp2(np.clip(rival, NONE, 60))
    taken = np.add.reduceat(odds, best) if len(best) else odds
    strongest = np.maximum.reduceat(rival, best) if len(best) else rival
    return np.log2(1 + taken), strongest


def _claims(asking: Table, kept: Table, pairs: Pairs, best: Index, model: Model) -> Bits:
    """Bits taken from a row's best candidate by other rows that claim the same person."""
    taken = np.zeros(len(best))
    handle = kept.handle[pairs.rows[best]]
    order = np.lexsort((-pairs.bits[best], handle))
    together = np.split(order, np.flatnonzero(np.diff(handle[order])) + 1)
    for group in together:
        if len(group) < 2:
            continue
        bits = pairs.bits[best[group]]
        asks = pairs.asks[best[group]]
        for place, claim in enumerate(group):
            others = np.delete(np.arange(len(group)), place)
            others = others[bits[others] > HARDLY]
            twice = _doubles(asking, np.full(len(others), asks[place]), asks[others], model)
            odds = np.exp2(np.clip(bits[others][~twice], NONE, 60)).sum()
            taken[claim] = np.log2(1 + odds)
    return taken
