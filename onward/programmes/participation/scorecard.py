"""How authorities stand beside one another, as the department's scorecard of 2025 has it."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

QUINTILES = 5
# Parents who care for their own child (120) and the pregnant (180) are not in the group.
VULNERABLE = frozenset({"110", "130", "140", "150", "160", "170", "190", "200", "210"})
# The City of London and the Isles of Scilly have too few young people.
LEFT_OUT = frozenset({"201", "420"})


def is_vulnerable(characteristics: Iterable[str]) -> bool:
    """Whether one of these characteristics puts somebody in the vulnerable group."""
    return not VULNERABLE.isdisjoint(characteristics)


def quintiles(values: Mapping[str, Fraction | None], *, low_is_good: bool) -> dict[str, int]:
    """Each authority's fifth by its code, from unrounded values, 1 the best.

    Those suppressed or too small have none. Where they do not divide, the first fifths have one
    more: of 151, the first has 31. Equal values stand in the order of their codes.
    """
    known = [
        (value, code)
        for code, value in values.items()
        if value is not None and code not in LEFT_OUT
    ]
    in_order = sorted(known, key=lambda each: (each[0] if low_is_good else -each[0], each[1]))
    size, one_more = divmod(len(in_order), QUINTILES)
    found: dict[str, int] = {}
    at = 0
    for quintile in range(1, QUINTILES + 1):
        until = at + size + (quintile <= one_more)
        found |= {code: quintile for _, code in in_order[at:until]}
        at = until
    return found
