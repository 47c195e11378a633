"""Chance that falls the same way every time, and whole numbers shared out in proportion."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def chance(seed: int, *about: object) -> Random:
    """A source of chance for one purpose, so that one invention does not move another."""
    # Invention, not secrecy: it has to come out the same on every machine.
    return Random(":".join(map(str, (seed, *about))))  # noqa: S311


def shares(total: int, *, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to the weights which add up to the total exactly.

    By largest remainder, the earlier place first where remainders are equal. The total and
    the weights may not be negative, and the weights not all 0.
    """
    whole = sum(weights)
    quotas = [total * weight / whole for weight in weights]
    counts = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(quotas)), key=lambda place: counts[place] - quotas[place])
    for place in by_remainder[: total - sum(counts)]:
        counts[place] += 1
    return counts


def weighted(weights: Mapping[T, float], *, dice: Random) -> T:
    """One of the keys, the heavier the likelier."""
    return dice.choices(list(weights), weights=list(weights.values()))[0]
