"""A file for one entry, with which anyone can check, without Onward, that the ledger holds it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from onward.ledger.canonical import NotCanonical, canonical, read_canonical
from onward.ledger.tree import leaf_hash, verify_inclusion

FORMAT = "onward-proof/1"
PUBLIC_KEY_BYTES = 32


class UnreadableProof(ValueError):
    """The text is not a proof file of this format."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """What the ledger was at one moment: so many entries, under this root."""

    size: int
    root: bytes
    at: datetime
    software: str


@dataclass(frozen=True, kw_only=True)
class SignedHead:
    """A head with the Ed25519 signature over its message."""

    head: Head
    signature: bytes


@dataclass(frozen=True, kw_only=True)
class EntryProof:
    """One leaf, its place in the tree of the head's size, and the way up to the head's root."""

    leaf: bytes
    index: int
    proof: tuple[bytes, ...]
    signed: SignedHead


@dataclass(frozen=True, kw_only=True)
class HeadSince:
    """A signed head, with the way to it from an earlier size (RFC 9162, 2.1.4)."""

    since: int
    proof: tuple[bytes, ...]
    signed: SignedHead


def head_message(head: Head) -> bytes:
    """The bytes that are signed: canonical JSON of size, root in hex, time in UTC, software."""
    return canonical(_head_fields(head))


def sign_head(head: Head, *, private_key: Ed25519PrivateKey) -> SignedHead:
    return SignedHead(head=head, signature=private_key.sign(head_message(head)))


def head_is_signed(signed: SignedHead, *, public_key: bytes) -> bool:
    """Whether the owner of this raw Ed25519 key of 32 bytes signed the head."""
    try:
        key = Ed25519PublicKey.from_public_bytes(public_key)
        key.verify(signed.signature, head_message(signed.head))
    except (InvalidSignature, ValueError):
        return False
    return True


def write_proof(entry: EntryProof) -> str:
    """The file's text; NotCanonical if the leaf is not canonical JSON.

    The leaf stands in it as JSON that a person can read; its bytes are the canonical form.
    """
    fields = {
        "format": FORMAT,
        "leaf": read_canonical(entry.leaf),
        "index": entry.index,
        "proof": [node.hex() for node in entry.proof],
        "head": _head_fields(entry.signed.head),
        "signature": entry.signed.signature.hex(),
    }
    return json.dumps(fields, indent=2, ensure_ascii=False) + "\n"


def read_proof(text: str) -> EntryProof:
    """The proof in the file; UnreadableProof for anything but the fields `write_proof` writes."""
    try:
        fields = _exactly(
            json.loads(text, object_pairs_hook=_without_repeats),
            {"format": str, "leaf": dict, "index": int, "proof": list, "head": dict}
            | {"signature": str},
        )
        if fields["format"] != FORMAT:
            raise UnreadableProof(f"The file's format is not {FORMAT}.")
        return EntryProof(
            leaf=canonical(fields["leaf"]),
            index=fields["index"],
            proof=tuple(_from_hex(node) for node in fields["proof"]),
            signed=SignedHead(
                head=_read_head(fields["head"]), signature=_from_hex(fields["signature"])
            ),
        )
    except UnreadableProof:
        raise
    except NotCanonical as error:
        raise UnreadableProof(f"The leaf is not one of a ledger: {error}") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableProof(f"The file is not JSON: {error}.") from error


def check_proof(text: str, *, public_key: bytes) -> list[str]:
    """What is wrong with the file, in words; nothing if the ledger's owner vouched for the leaf.

    `public_key` is the raw Ed25519 key of 32 bytes, which must come from somewhere else than the
    file. Source: RFC 9162, 2.1.3.2; domain/privacy.md 4.4.
    """
    try:
        entry = read_proof(text)
    except UnreadableProof as error:
        return [str(error)]
    findings = []
    head = entry.signed.head
    if len(public_key) != PUBLIC_KEY_BYTES:
        findings.append(f"The public key does not have {PUBLIC_KEY_BYTES} bytes.")
    elif not head_is_signed(entry.signed, public_key=public_key):
        findings.append("The head is not signed with this key.")
    if not verify_inclusion(
        leaf_hash(entry.leaf),
        index=entry.index,
        size=head.size,
        proof=entry.proof,
        root=head.root,
    ):
        findings.append(
            f"The leaf does not stand at index {entry.index} of the {head.size} under this root."
        )
    return findings


def write_head_file(signed: SignedHead) -> str:
    """What a witness keeps: one line of JSON."""
    fields = _head_fields(signed.head) | {"signature": signed.signature.hex()}
    return json.dumps(fields, sort_keys=True) + "\n"


def write_head_since(new: HeadSince) -> str:
    """What a witness who holds the head of size `since` asks for: one line of JSON."""
    fields = json.loads(write_head_file(new.signed))
    fields |= {"since": new.since, "proof": [node.hex() for node in new.proof]}
    return json.dumps(fields, sort_keys=True) + "\n"


def read_head_file(text: str) -> SignedHead:
    """A kept head again; UnreadableProof for anything else."""
    try:
        fields = json.loads(text, object_pairs_hook=_without_repeats)
    except ValueError as error:
        raise UnreadableProof(f"The file is not JSON: {error}.") from error
    signature = fields.pop("signature", None) if isinstance(fields, dict) else None
    return SignedHead(head=_read_head(fields), signature=_from_hex(signature))


def _head_fields(head: Head) -> dict[str, object]:
    return {
        "size": head.size,
        "root": head.root.hex(),
        "at": _utc(head.at),
        "software": head.software,
    }


def _read_head(fields: Mapping[str, Any]) -> Head:
    _exactly(fields, {"size": int, "root": str, "at": str, "software": str})
    try:
        at = datetime.fromisoformat(fields["at"])
        if _utc(at) != fields["at"]:
            raise ValueError("another way to write it")
    except (ValueError, OverflowError) as error:
        raise UnreadableProof("The head's time is not written as Onward writes it.") from error
    return Head(
        size=fields["size"],
        root=_from_hex(fields["root"]),
        at=at,
        software=fields["software"],
    )


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("The time of a head needs a time zone.")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _exactly(fields: object, kinds: Mapping[str, type]) -> dict[str, Any]:
    """The fields, if they are these and of these types; a truth value is not an integer."""
    if not isinstance(fields, dict) or fields.keys() != kinds.keys():
        raise UnreadableProof(f"Expected the fields {', '.join(kinds)} and no others.")
    for name, kind in kinds.items():
        if type(fields[name]) is not kind:
            raise UnreadableProof(f"The field {name} is not of the expected type.")
    return fields


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A field given twice may show a reader one value and a checker the other."""
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise UnreadableProof("A field stands twice in the file.")
    return fields


def _from_hex(text: object) -> bytes:
    """Lower-case hex alone, so that one proof has one spelling."""
    try:
        content = bytes.fromhex(text) if isinstance(text, str) else None
    except ValueError:
        content = None
    if content is None or content.hex() != text:
        raise UnreadableProof("A hash or signature is not written in lower-case hex.")
    return content
