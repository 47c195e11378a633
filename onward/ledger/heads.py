"""Signed heads and proofs: what others keep, so that nobody can quietly change the ledger."""

from datetime import date, datetime
from importlib.metadata import version
from uuid import UUID

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from onward.ledger import proof_file
from onward.ledger.keys import read_key
from onward.ledger.models import Entry, Head, Place, Witnessed
from onward.ledger.proof_file import EntryProof, HeadSince, SignedHead
from onward.ledger.stored import read, size, stored_root
from onward.ledger.tree import consistency_from, inclusion_from


class NotPlacedYet(RuntimeError):
    """The entry is committed, but the sequencer has not given it a place."""


def sign_current_head(*, at: datetime) -> SignedHead:
    """Sign the tree as it stands and keep the head; the same size is signed once."""
    current = size()
    kept = Head.objects.filter(size=current).first()
    if kept is not None:
        return signed(kept)
    head = proof_file.Head(
        size=current, root=stored_root(current), at=at, software=f"onward {version('onward')}"
    )
    made = proof_file.sign_head(head, private_key=signing_key())
    Head.objects.bulk_create(
        [
            Head(
                size=current,
                root=head.root,
                signed_at=at,
                software=head.software,
                signature=made.signature,
            )
        ],
        ignore_conflicts=True,  # two signers of one size sign the same root
    )
    return made


def newest_head() -> SignedHead | None:
    """The largest head that was signed."""
    kept = Head.objects.order_by("-size").first()
    return signed(kept) if kept else None


def as_told(head: SignedHead | None) -> dict[str, object]:
    """A head as the leaf of a delivery tells it; nothing before the first was signed."""
    return {"head": {"size": head.head.size, "root": head.head.root.hex()}} if head else {}


def is_beginning(size_told: int, *, root: bytes) -> bool:
    """Whether the ledger, as it is stored now, still begins with the tree of this head."""
    return size_told <= size() and stored_root(size_told) == root


def note_witnessed(head: SignedHead, *, way: Witnessed.Way, at: datetime) -> None:
    """Say that this head has left this database; the first time counts."""
    left = Witnessed(size=head.head.size, way=way, at=at)
    Witnessed.objects.bulk_create([left], ignore_conflicts=True)


def head_signed_on(day: date) -> bool:
    """Whether a head was signed on this day (UTC)."""
    return Head.objects.filter(signed_at__date=day).exists()


def signed(kept: Head) -> SignedHead:
    """A kept head in the form that proofs carry."""
    head = proof_file.Head(
        size=kept.size, root=bytes(kept.root), at=kept.signed_at, software=kept.software
    )
    return SignedHead(head=head, signature=bytes(kept.signature))


def prove(entry_id: UUID, *, at: datetime) -> EntryProof:
    """That this entry stands in the tree of the head signed now.

    Raises Entry.DoesNotExist for an entry that is not the acting organisation's, NotPlacedYet.
    """
    entry = Entry.objects.get(pk=entry_id)
    place = Place.objects.filter(entry_id=entry_id).first()
    if place is None:
        raise NotPlacedYet(f"Entry {entry_id} has no place yet. Try again in a minute.")
    head = sign_current_head(at=at)
    path = read(lambda node: inclusion_from(place.place, size=head.head.size, node=node))
    return EntryProof(leaf=bytes(entry.leaf), index=place.place, proof=tuple(path), signed=head)


def prove_since(kept: int, *, at: datetime) -> HeadSince:
    """That the first entries, as many as a head kept elsewhere has, begin the tree signed now.

    Raises IndexError where the tree is shorter than that.
    """
    head = sign_current_head(at=at)
    path = read(lambda node: consistency_from(kept, second=head.head.size, node=node))
    return HeadSince(since=kept, proof=tuple(path), signed=head)


def signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(read_key(settings.SIGNING_KEY_FILE))


def public_key() -> bytes:
    """The raw public key of 32 bytes that others check heads with."""
    return (
        signing_key()
        .public_key()
        .public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    )
