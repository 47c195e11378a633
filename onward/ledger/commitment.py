"""What a leaf says of the values it accounts for, without holding any of them."""

import hashlib
from collections.abc import Mapping

from onward.ledger.canonical import canonical

NONCE_BYTES = 32

# Leaves are hashed after 0x00 and nodes after 0x01 (tree.py), so no hash can pass for another kind.
_COMMITMENT = b"\x02"


def commitment(values: Mapping[str, object], *, nonce: bytes) -> bytes:
    """SHA-256 over 0x02, the nonce of 32 random bytes, and the canonical values: 32 bytes.

    The nonce is kept in the sealed part alone. Once it is destroyed nobody can test a guess at
    the values against the leaf, however few the values could be. Raises NotCanonical, and
    ValueError for a nonce of another length. Source: domain/privacy.md 4.3.
    """
    return commitment_to(canonical(dict(values)), nonce=nonce)


def commitment_to(written: bytes, *, nonce: bytes) -> bytes:
    """The same over values that are written in canonical form already."""
    if len(nonce) != NONCE_BYTES:
        raise ValueError(f"A nonce has {NONCE_BYTES} bytes, not {len(nonce)}.")
    return hashlib.sha256(_COMMITMENT + nonce + written).digest()
