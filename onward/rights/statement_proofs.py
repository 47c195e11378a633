"""Proofs that the ledger holds each line of a statement, for the person to have checked."""

from collections.abc import Iterable
from uuid import UUID

from onward.ledger.heads import signed
from onward.ledger.models import Entry, Head, Place
from onward.ledger.proof_file import EntryProof, write_proof
from onward.ledger.stored import read
from onward.ledger.tree import StoredNode, inclusion_from
from onward.rights.statement import Statement
from onward.tenancy.context import participant


def proofs_of(statement: Statement) -> dict[UUID, str]:
    """A proof file for each line that stands under the newest signed head, by entry.

    Nothing is signed here. A line entered since the last signature has no proof before the next.
    """
    with participant(statement.handles):
        head = Head.objects.order_by("-size").first()
        return _proofs(statement.entries, head) if head else {}


def _proofs(entries: Iterable[UUID], head: Head) -> dict[UUID, str]:
    under = Place.objects.filter(entry_id__in=list(entries), place__lt=head.size)
    places = dict(under.values_list("entry_id", "place"))
    leaves = dict(Entry.objects.filter(pk__in=places).values_list("pk", "leaf"))
    vouched = signed(head)
    paths = read(lambda node: [_path(place, head.size, node) for place in places.values()])
    return {
        entry: write_proof(
            EntryProof(leaf=bytes(leaves[entry]), index=place, proof=path, signed=vouched)
        )
        for (entry, place), path in zip(places.items(), paths, strict=True)
    }


def _path(place: int, size: int, node: StoredNode) -> tuple[bytes, ...]:
    return tuple(inclusion_from(place, size=size, node=node))
