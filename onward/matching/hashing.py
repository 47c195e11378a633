"""Numbers of 64 bits that stand for texts and for several numbers together.

They are the same in every process and on every machine, because they are stored.
"""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

_ODD = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


def hash_of(text: str) -> int:
    """64 bits of BLAKE2b; the empty text is 0, which everywhere means: not known."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) if text else 0


def hashes_of(texts: Iterable[str]) -> Hashes:
    return np.fromiter(map(hash_of, texts), dtype=np.uint64)


def together(*parts: Hashes) -> Hashes:
    """One hash of several, in this order; 0 where any is 0 (the finisher of splitmix64)."""
    mixed = np.zeros_like(parts[0])
    known = np.ones(len(parts[0]), dtype=bool)
    for part in parts:
        known &= part != 0
        mixed = _stirred(mixed + _ODD ^ part)
    return np.where(known, mixed, np.uint64(0))


def _stirred(value: Hashes) -> Hashes:
    value = (value ^ (value >> np.uint64(30))) * _FIRST
    value = (value ^ (value >> np.uint64(27))) * _SECOND
    return value ^ (value >> np.uint64(31))
