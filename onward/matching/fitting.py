"""Fit a model without labels: expectation and maximisation over every pair of list and base.

Only candidates are looked at, but the shares are of all pairs: the rest are strangers.
Otherwise thousands of chance birth dates would be taken for the same people.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from onward.matching.compare import Compared, compare, worth_comparing
from onward.matching.evidence import Chance, chance, weigh
from onward.matching.frequencies import Frequencies
from onward.matching.keys import KeyTable
from onward.matching.levels import FIELDS, Born, First
from onward.matching.model import RELATIVES, SAME_AT_FIRST, Chances, Model
from onward.matching.table import Table

Index = NDArray[np.int64]
ROUNDS = 15
STRANGERS = 300_000
LEAST = 2e-4
"""No level is so rare among the same person's rows that it is seen as impossible."""
DOUBT = 2.0
"""Pairs of each level that the guesses at the start count for."""


def fit(asking: Table, kept: Table, keys: KeyTable, *, seed: int = 0) -> Model:
    """A model for lists like `asking` against `kept`. The same seed gives the same model."""
    frequencies = Frequencies.of(kept)
    unrelated = _unrelated(asking, kept, np.random.default_rng(seed))
    asks, rows = candidates(asking, kept, keys)
    compared = compare(asking, asks, kept, rows)
    by_chance = chance(
        compared, asking, asks, kept, rows, unrelated=unrelated, frequencies=frequencies
    )
    model = Model(
        same=SAME_AT_FIRST, relatives=RELATIVES, unrelated=unrelated, same_a_row=0.5,
        relatives_a_row=0.5, frequencies=frequencies,
        fitted_on={"listed": len(asking), "kept": len(kept), "candidates": len(asks)},
    )  # fmt: skip
    for _ in range(ROUNDS):
        model = _better(model, compared, by_chance, listed=len(asking))
    return model


def candidates(asking: Table, kept: Table, keys: KeyTable) -> tuple[Index, Index]:
    """Pairs that share a key and something besides."""
    asks, rows = keys.candidates(asking)
    worth = worth_comparing(asking, asks, kept, rows)
    return asks[worth], rows[worth]


def _unrelated(asking: Table, kept: Table, rng: np.random.Generator) -> dict[str, Chances]:
    """Levels among pairs drawn blindly, nearly all of them strangers."""
    asks = rng.integers(len(asking), size=STRANGERS)
    rows = rng.integers(len(kept), size=STRANGERS)
    compared = compare(asking, asks, kept, rows)
    shares = _shares(compared, np.ones(STRANGERS), {name: _flat(name) for name in FIELDS})
    # Whether names are exchanged is asked only where they then agree, and that is weighed.
    return shares | {"order": np.ones(2)}


def _flat(name: str) -> Chances:
    flat = np.full(len(FIELDS[name]), 0.1)
    if "MISSING" in FIELDS[name].__members__:
        flat[-1] = 0.0
    return flat


def _better(model: Model, compared: Compared, by_chance: Chance, *, listed: int) -> Model:
    evidence = weigh(compared, by_chance, model)
    likely = 1 / (1 + np.exp2(-np.clip(evidence.total, -60, 60)))
    against = evidence.relative_start + evidence.relative - (evidence.start + evidence.same)
    kin = 1 / (1 + np.exp2(-np.clip(-np.logaddexp2(
        -(evidence.relative_start + evidence.relative), -against), -60, 60)))  # fmt: skip
    prior = {
        name: (DOUBT + listed * LEAST) * SAME_AT_FIRST[name]
        + listed * LEAST * (SAME_AT_FIRST[name] > 0)
        for name in FIELDS
    }
    same = _shares(compared, likely, prior)
    same["first"] = _capped(same["first"], {First.OTHER: 0.008})
    same["born"] = _capped(same["born"], {Born.GENERATION: 0.0003})
    return Model(
        same=same, relatives=model.relatives,
        unrelated=model.unrelated, same_a_row=float(likely.sum() / listed),
        relatives_a_row=float(max(kin.sum() / listed, 0.01)), frequencies=model.frequencies,
        thresholds=model.thresholds, fitted_on=model.fitted_on,
    )  # fmt: skip


def _shares(
    compared: Compared, weight: Chances, prior: Mapping[str, Chances]
) -> dict[str, Chances]:
    """The share of each level among pairs that count with a weight; missing counts for none."""
    found = {}
    for name, levels in FIELDS.items():
        counts = np.bincount(getattr(compared, name), weights=weight, minlength=len(levels))
        if "MISSING" in levels.__members__:
            counts[-1] = 0.0
        counts = counts + prior[name]
        found[name] = counts / counts.sum()
    return found


def _capped(shares: Chances, most: Mapping[int, float]) -> Chances:
    """Shares of which some may not pass a limit; the rest make up for it."""
    capped = shares.copy()
    for level, limit in most.items():
        capped[level] = min(capped[level], limit)
    return capped / capped.sum()
