"""What a matcher answered for each row of a list, and how good that was."""

from dataclasses import dataclass
from math import exp, lgamma, log, log1p

import numpy as np
from numpy.typing import NDArray

from tests.matching.town.lists import Case

NEVER = -1_000.0


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Of each row: the score of its best candidate, and whether that is the true person.

    `accepted` and `shown` are what the matcher itself decided, where it decides.
    """

    score: NDArray[np.float64]
    right: NDArray[np.bool_]
    known: NDArray[np.bool_]
    accepted: NDArray[np.bool_]
    shown: NDArray[np.bool_]
    origin: NDArray[np.object_]
    moved: NDArray[np.bool_]
    lists: int = 1

    @classmethod
    def of(
        cls, case: Case, best: NDArray[np.int64], score: NDArray[np.float64],
        accepted: NDArray[np.bool_] | None = None, shown: NDArray[np.bool_] | None = None,
    ) -> "Answers":  # fmt: skip
        """`best` is the base row answered for each listed row, or -1."""
        nothing = np.zeros(len(best), dtype=bool)
        return cls(
            score=np.where(best >= 0, score, NEVER),
            right=(best >= 0) & (case.base_person[best] == case.listed_person),
            known=case.known,
            accepted=nothing if accepted is None else accepted,
            shown=nothing if shown is None else shown,
            origin=case.origin,
            moved=case.tags["moved"] & ~case.tags["in the list's past"],
        )

    def and_then(self, other: "Answers") -> "Answers":
        columns = ("score", "right", "known", "accepted", "shown", "origin", "moved")
        both = {
            name: np.concatenate([getattr(self, name), getattr(other, name)]) for name in columns
        }
        return Answers(**both, lists=self.lists + other.lists)

    def at_threshold(self, accept: float, review: float) -> "Answers":
        """The same with bands by score alone."""
        accepted = self.score >= accept
        both = {
            name: getattr(self, name) for name in ("score", "right", "known", "origin", "moved")
        }
        return Answers(
            **both, accepted=accepted, shown=(self.score >= review) & ~accepted, lists=self.lists
        )

    def best_f1(self) -> tuple[float, float, float]:
        """F1, precision and recall at the score where F1 is best."""
        precision, recall, _ = self._curve()
        f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
        best = int(f1.argmax())
        return float(f1[best]), float(precision[best]), float(recall[best])

    def f1(self, threshold: float) -> float:
        answered = self.score >= threshold
        return float(2 * (answered & self.right).sum() / (answered.sum() + self.known.sum()))

    def lowest_score(self, precision: float) -> float:
        """The lowest score from which on the precision is still that: chosen on the answers."""
        reached, _, score = self._curve()
        enough = np.flatnonzero(reached >= precision)
        return float(score[enough[-1]]) if len(enough) else -NEVER

    def keeping(self, share: float) -> float:
        """The score that keeps this share of the links that the matcher found at all."""
        return float(np.quantile(self.score[self.right], 1 - share))

    @property
    def precision(self) -> float:
        return float(self.right[self.accepted].mean()) if self.accepted.any() else 1.0

    @property
    def lower_bound(self) -> float:
        """Of the precision: the lower end of the exact two-sided 95% interval (Clopper-Pearson)."""
        accepted = int(self.accepted.sum())
        return lower_bound(accepted - int((self.accepted & ~self.right).sum()), accepted)

    def accepted_of(self, rows: NDArray[np.bool_]) -> float:
        """The share of true links among these rows that was accepted."""
        links = self.known & rows
        return float((self.accepted & self.right & links).sum() / max(links.sum(), 1))

    def _curve(self) -> tuple[NDArray[np.float64], ...]:
        order = np.argsort(-self.score, kind="stable")
        right = np.cumsum(self.right[order])
        precision = right / np.arange(1, len(order) + 1)
        return precision, right / self.known.sum(), self.score[order]


def lower_bound(right: int, of: int, *, tail: float = 0.025) -> float:
    """The share at which so many right, or more, would come with the probability `tail`."""
    if right == 0:
        return 0.0
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_least(right, of, middle) < tail else (low, middle)
    return low


def _at_least(right: int, of: int, share: float) -> float:
    """The chance of no more than `of - right` wrong."""
    if share in (0.0, 1.0):
        return share
    return sum(
        exp(
            lgamma(of + 1) - lgamma(wrong + 1) - lgamma(of - wrong + 1)
            + wrong * log1p(-share) + (of - wrong) * log(share)
        )
        for wrong in range(of - right + 1)
    )  # fmt: skip
