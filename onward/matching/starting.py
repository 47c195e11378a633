"""The model of an organisation that has approved none: guesses, and no table of names.

Every name counts as rare, so it sees likenesses that a fitted model would not. It is for showing
rows to a person, never for accepting them (decision 0025).
"""

from functools import lru_cache

import numpy as np

from onward.matching.frequencies import KINDS, Frequencies
from onward.matching.levels import FIELDS
from onward.matching.model import RELATIVES, SAME_AT_FIRST, Model

# Levels among strangers of one town, the best first, without the missing ones.
_STRANGERS = {
    "first": (0.003, 0.0005, 0.0023, 0.00025, 0.0003, 0.00015, 0.00016, 0.0021, 0.99124),
    "last": (0.002, 0.00015, 0.0007, 0.0003, 0.0001, 0.0029, 0.0594, 0.93445),
    "order": (1.0, 1.0),
    "born": (0.0004, 0.0001, 0.0058, 0.0054, 0.0004, 0.0744, 0.8947, 0.0188),
    "place": (0.0004, 0.0002, 0.0015, 0.2626, 0.5762, 0.0026, 0.1565),
    "sex": (0.5, 0.5),
}


@lru_cache(maxsize=8)
def starting_model(rows: int) -> Model:
    """The model for a table of so many rows."""
    return Model(
        same=SAME_AT_FIRST,
        relatives=RELATIVES,
        unrelated={name: _all_levels(name) for name in FIELDS},
        same_a_row=0.5,
        relatives_a_row=0.5,
        frequencies=Frequencies(
            rows=rows,
            lift=1.0,
            hashes={kind: np.zeros(0, dtype=np.uint64) for kind in KINDS},
            counts={kind: np.zeros(0, dtype=np.int64) for kind in KINDS},
        ),
    )


def _all_levels(name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    chances = np.zeros(len(FIELDS[name]))
    chances[: len(_STRANGERS[name])] = _STRANGERS[name]
    return chances
