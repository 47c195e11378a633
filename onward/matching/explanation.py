"""Why a pair was judged as it was: a waterfall of bits, and the rival explanations.

Fields and levels are named by code; the pages put them in words.
"""

from dataclasses import dataclass
from math import exp2

import numpy as np

from onward.matching.levels import FIELDS
from onward.matching.links import NOBODY, Links, Pairs
from onward.matching.table import Table

START, WHOLE_NAME, RELATIVES, RIVALS = "start", "whole name", "relatives", "rivals"
SAME, STRANGER, ANOTHER = "same person", "stranger", "another record"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One piece of evidence: which, at what level ("" where there is none), and its bits."""

    what: str
    level: str
    bits: float


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Steps from the odds at the start to the total, in bits, and what else it might be.

    `shares` are probabilities that sum to one, by explanation.
    """

    steps: tuple[Step, ...]
    shares: dict[str, float]

    @property
    def total(self) -> float:
        return sum(step.bits for step in self.steps)


def explain(links: Links, pairs: Pairs, ask: int) -> Explanation | None:
    """The answer that row `ask` got, or None where nobody came near."""
    pair = int(links.pair[ask])
    return None if pair == NOBODY else explain_pair(pairs, pair, taken=float(links.taken[ask]))


def nearest(pairs: Pairs, kept: Table, ask: int, *, most: int = 3) -> list[int]:
    """The pairs of row `ask` to show a reviewer: of each person the best, the likeliest first."""
    seen: dict[int, int] = {}
    first, last = np.searchsorted(pairs.asks, [ask, ask + 1])
    for pair in range(int(first), int(last)):
        seen.setdefault(int(kept.handle[pairs.rows[pair]]), pair)
        if len(seen) == most:
            break
    return list(seen.values())


def explain_pair(pairs: Pairs, pair: int, *, taken: float) -> Explanation:
    """One candidate; `taken` is what its rivals take, in bits."""
    evidence = pairs.evidence
    fields = [
        Step(
            what=name,
            level=levels(int(getattr(pairs.compared, name)[pair])).name,
            bits=float(evidence.fields[name][pair]),
        )
        for name, levels in FIELDS.items()
    ]
    one = evidence.at(np.array([pair]))
    steps = (
        Step(what=START, level="", bits=evidence.start),
        *fields,
        Step(what=WHOLE_NAME, level="", bits=float(evidence.whole[pair])),
        Step(what=RELATIVES, level="", bits=float(one.kinship[0])),
        Step(what=RIVALS, level="", bits=-taken),
    )
    kin = {
        name: evidence.relative_start + float(bits[pair])
        for name, bits in evidence.relatives.items()
    }
    return Explanation(steps=steps, shares=_shares(sum(step.bits for step in steps), kin, taken))


def _shares(total: float, kin: dict[str, float], taken: float) -> dict[str, float]:
    """The odds shared out: to the same person, and the rest to whatever else explains it."""
    same = 1 / (1 + exp2(min(-total, 1_000.0)))
    beside = {**kin, STRANGER: 0.0}
    most = max(beside.values())
    weights = {name: exp2(bits - most) for name, bits in beside.items()}
    left = (1 - same) * exp2(-taken) / sum(weights.values())
    return {
        SAME: same,
        **{name: left * weight for name, weight in weights.items()},
        ANOTHER: (1 - same) * (1 - exp2(-taken)),
    }


def as_odds(bits: float) -> str:
    """Bits as odds for people: 5 is "32 to 1", -1 is "1 to 2"."""
    return f"{exp2(bits):,.0f} to 1" if bits >= 0 else f"1 to {exp2(-bits):,.0f}"
