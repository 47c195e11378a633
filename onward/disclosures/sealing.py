"""Sealing what is given: a commitment that the ledger keeps, a cipher text that a key can end.

Source: domain/privacy.md 4.3. The nonce that the commitment hides behind lives only inside the
sealed part, so a value of few possibilities cannot be guessed from the ledger.
"""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from onward.ledger.canonical import canonical
from onward.ledger.commitment import NONCE_BYTES, commitment_to

_IV_BYTES = 12
_INSIDE = b'{"nonce":"%b","values":%b}'  # canonical
_NONCE, _VALUES = slice(10, 74), slice(85, -1)
ERASED = ""  # stands in the place of a sealed part whose class was erased


class SealBroken(ValueError):
    """The sealed part was altered, moved to another entry, or sealed under another key."""


@dataclass(frozen=True)
class Sealed:
    """One class of values: the commitment in hex and the sealed part in base 64."""

    commitment: str
    part: str


def seal(
    values: Mapping[str, object], *, key: bytes, entry_id: UUID, within: UUID | None = None
) -> Sealed:
    """Seal values under a key of 32 bytes, bound to the ledger entry that carries them.

    What is of somebody mentioned is bound too to the handle of whose part it was said in.
    """
    nonce, written = secrets.token_bytes(NONCE_BYTES), canonical(dict(values))
    committed = commitment_to(written, nonce=nonce)
    iv = secrets.token_bytes(_IV_BYTES)
    inside = _INSIDE % (nonce.hex().encode(), written)
    cipher = AESGCM(key).encrypt(iv, inside, _bound_to(entry_id, committed, within))
    return Sealed(committed.hex(), base64.b64encode(iv + cipher).decode())


def open_sealed(
    sealed: Sealed, *, key: bytes, entry_id: UUID, within: UUID | None = None
) -> dict[str, object]:
    """The values again; SealBroken unless they are exactly what was committed to."""
    blob, committed = base64.b64decode(sealed.part), bytes.fromhex(sealed.commitment)
    try:
        bound_to = _bound_to(entry_id, committed, within)
        inside = AESGCM(key).decrypt(blob[:_IV_BYTES], blob[_IV_BYTES:], bound_to)
    except InvalidTag as error:
        raise SealBroken(f"The sealed part of entry {entry_id} does not open.") from error
    written, nonce = inside[_VALUES], bytes.fromhex(inside[_NONCE].decode())
    if commitment_to(written, nonce=nonce) != committed:
        raise SealBroken(f"Entry {entry_id} committed to other values.")
    values: dict[str, object] = json.loads(written)
    return values


def _bound_to(entry_id: UUID, committed: bytes, within: UUID | None) -> bytes:
    return entry_id.bytes + committed + (within.bytes if within else b"")
