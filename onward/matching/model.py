"""What a model holds: how often each level occurs among the same, relatives and strangers.

Three latent classes (same person, relative of the household, unrelated) over the levels of
`levels`, after Fellegi and Sunter (1969); the relatives' profile is fixed, not fitted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onward.matching.frequencies import Frequencies
from onward.matching.levels import FIELDS

Chances = NDArray[np.float64]
Profile = Mapping[str, Chances]


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """In bits: what a link needs to be accepted without a person, and to be shown to one."""

    accept: float = 4.5
    lead: float = 4.5
    review: float = -4.0


@dataclass(frozen=True, kw_only=True)
class Kin:
    """One kind of relative: its share of the relatives, and how its levels fall."""

    name: str
    share: float
    profile: Profile


@dataclass(frozen=True, kw_only=True)
class Model:
    """A fitted model. `same_a_row` and `relatives_a_row` are expected in the base of one row.

    `quality` is what was measured when it was approved, by `approved_by`; nobody yet is "".
    """

    same: Profile
    relatives: tuple[Kin, ...]
    unrelated: Profile
    same_a_row: float
    relatives_a_row: float
    frequencies: Frequencies
    thresholds: Thresholds = field(default_factory=Thresholds)
    fitted_on: Mapping[str, int] = field(default_factory=dict)
    quality: Mapping[str, float] = field(default_factory=dict)
    approved_by: str = ""


def _profile(**chances: tuple[float, ...]) -> dict[str, Chances]:
    """Chances of every level but the last of a field with MISSING, made to sum to one."""
    profile = {}
    for name, levels in FIELDS.items():
        given = np.array(chances[name])
        whole = np.zeros(len(levels))
        whole[: len(given)] = given / given.sum()
        profile[name] = whole
    return profile


# Guesses to begin from; the fitting moves them.
SAME_AT_FIRST = _profile(
    first=(0.84, 0.05, 0.05, 0.03, 0.005, 0.008, 0.003, 0.006, 0.006),
    last=(0.89, 0.015, 0.03, 0.03, 0.005, 0.005, 0.005, 0.02),
    order=(0.993, 0.007),
    born=(0.98, 0.004, 0.006, 0.003, 0.002, 0.001, 0.002, 0.0002),
    place=(0.70, 0.02, 0.03, 0.02, 0.06, 0.07, 0.10),
    sex=(0.995, 0.005),
)
_AT_HOME = (0.66, 0.03, 0.03, 0.02, 0.06, 0.07, 0.13)
_THEIR_SURNAMES = (0.78, 0.03, 0.03, 0.03, 0.01, 0.02, 0.03, 0.07)

RELATIVES = (
    Kin(
        name="brother or sister",
        share=0.84,
        profile=_profile(
            first=(0.002, 0.003, 0.006, 0.003, 0.012, 0.010, 0.004, 0.06, 0.9),
            last=_THEIR_SURNAMES,
            order=(0.995, 0.005),
            born=(0.0003, 0.0003, 0.003, 0.006, 0.002, 0.025, 0.9334, 0.03),
            place=_AT_HOME,
            sex=(0.5, 0.5),
        ),
    ),
    Kin(
        name="twin",
        share=0.06,
        profile=_profile(
            first=(0.0005, 0.002, 0.015, 0.003, 0.012, 0.010, 0.010, 0.08, 0.8675),
            last=_THEIR_SURNAMES,
            order=(0.995, 0.005),
            born=(0.972, 0.004, 0.008, 0.004, 0.003, 0.003, 0.005, 0.001),
            place=_AT_HOME,
            sex=(0.66, 0.34),
        ),
    ),
    Kin(
        name="parent or child",
        share=0.10,
        profile=_profile(
            first=(0.15, 0.02, 0.01, 0.01, 0.015, 0.010, 0.003, 0.05, 0.732),
            last=_THEIR_SURNAMES,
            order=(0.995, 0.005),
            born=(0.0001, 0.0001, 0.001, 0.001, 0.0005, 0.001, 0.03, 0.9663),
            place=_AT_HOME,
            sex=(0.5, 0.5),
        ),
    ),
)
"""Who else lives at an address, known to the base in the asker's place. Fixed: guesses from what
families are, which no list of 5,000 rows could say better."""
