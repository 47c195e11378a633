"""Fit a model without labels: expectation and maximisation over every pair of list and base.

Only candidates are looked at, but the shares are of all pairs: the rest are strangers.
Otherwise thousands of chance birth dates would be taken for the same people.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from onward.matching.compare import Compared, worth_comparing
from onward.matching.evidence import Chance, Evidence, chance, levels, weigh
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
FEWEST_RELATIVES = 0.01
AT_MOST: Mapping[str, Mapping[int, float]] = {
    "first": {First.OTHER: 0.008},
    "born": {Born.GENERATION: 0.0003},
}
"""Where the fitting cannot tell the same person from a twin, or from a parent of the same name."""


def fit(asking: Table, kept: Table, keys: KeyTable, *, seed: int = 0) -> Model:
    """A model for lists like `asking` against `kept`. The same seed gives the same model."""
    frequencies = Frequencies.of(kept)
    unrelated = _unrelated(asking, kept, frequencies, np.random.default_rng(seed))
    asks, rows = candidates(asking, kept, keys)
    compared = levels(asking, asks, kept, rows, frequencies)
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


def learnt(model: Model, compared: Compared) -> Model:
    """The model once more, with pairs that people have said are the same person.

    Nobody is learnt from unless somebody calls this: decisions alone change nothing. Each pair
    counts as one of the list that the model was fitted on. Approval and measured quality are
    the old model's, so the new one has none.
    """
    pairs = model.same_a_row * model.fitted_on["listed"]
    before = {name: pairs * model.same[name] for name in FIELDS}
    same = _within_limits(_shares(compared, np.ones(len(compared)), before))
    told = {"learnt": model.fitted_on.get("learnt", 0) + len(compared)}
    fitted_on = {**model.fitted_on, **told}
    return replace(model, same=same, fitted_on=fitted_on, quality={}, approved_by="")


def candidates(asking: Table, kept: Table, keys: KeyTable) -> tuple[Index, Index]:
    """Pairs that share a key and something besides."""
    asks, rows = keys.candidates(asking)
    worth = worth_comparing(asking, asks, kept, rows)
    return asks[worth], rows[worth]


def _unrelated(
    asking: Table, kept: Table, frequencies: Frequencies, rng: np.random.Generator
) -> dict[str, Chances]:
    """Levels among pairs drawn blindly, nearly all of them strangers."""
    asks = rng.integers(len(asking), size=STRANGERS)
    rows = rng.integers(len(kept), size=STRANGERS)
    compared = levels(asking, asks, kept, rows, frequencies)
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
    same, kin = _classes(evidence)
    prior = {name: _prior(name, listed) for name in FIELDS}
    return replace(
        model,
        same=_within_limits(_shares(compared, same, prior)),
        same_a_row=float(same.sum() / listed),
        relatives_a_row=float(max(kin.sum() / listed, FEWEST_RELATIVES)),
    )


def _classes(evidence: Evidence) -> tuple[Chances, Chances]:
    """How likely each pair is the same person, and relatives."""
    same = evidence.start + evidence.same
    kin = evidence.relative_start + evidence.relative
    whole = np.logaddexp2(0.0, np.logaddexp2(same, kin))
    return np.exp2(same - whole), np.exp2(kin - whole)


def _prior(name: str, listed: int) -> Chances:
    guess = SAME_AT_FIRST[name]
    prior: Chances = (DOUBT + listed * LEAST) * guess + listed * LEAST * (guess > 0)
    return prior


def _shares(
    compared: Compared, weight: Chances, prior: Mapping[str, Chances]
) -> dict[str, Chances]:
    """The share of each level among pairs that count with a weight; missing counts for none."""
    found = {}
    for name, kinds in FIELDS.items():
        counts = np.bincount(getattr(compared, name), weights=weight, minlength=len(kinds)).astype(
            np.float64
        )
        if "MISSING" in kinds.__members__:
            counts[-1] = 0.0
        counts = counts + prior[name]
        found[name] = counts / counts.sum()
    return found


def _within_limits(profile: dict[str, Chances]) -> dict[str, Chances]:
    return profile | {field: _capped(profile[field], most) for field, most in AT_MOST.items()}


def _capped(shares: Chances, most: Mapping[int, float]) -> Chances:
    """Shares of which some may not pass a limit; the rest make up for it."""
    capped = shares.copy()
    for level, limit in most.items():
        capped[level] = min(capped[level], limit)
    whole: Chances = capped / capped.sum()
    return whole
