"""The stored tree: its size, its edge, and single nodes by level and index."""

from django.db import connections
from django.db.models import Max

from onward.ledger.models import Node, Place
from onward.ledger.tree import StoredNode, nodes_for_root, root_from


def size(*, using: str = "default") -> int:
    """How many entries have a place."""
    last = Place.objects.using(using).aggregate(last=Max("place"))["last"]
    return 0 if last is None else int(last) + 1


def node(level: int, index: int, *, using: str = "default") -> bytes:
    """The hash stored there; LookupError if that subtree is not complete yet."""
    if level == 0:
        places = Place.objects.using(using).filter(place=index)
        stored = places.values_list("leaf_hash", flat=True).first()
    else:
        nodes = Node.objects.using(using).filter(level=level, index=index)
        stored = nodes.values_list("hash", flat=True).first()
    if stored is None:
        raise LookupError(f"No node is stored at level {level}, index {index}.")
    return bytes(stored)


def reader(*, using: str = "default") -> StoredNode:
    """A lookup for the functions of the tree that read stored nodes."""
    connections[using].ensure_connection()
    return lambda level, index: node(level, index, using=using)


def edge(at_size: int) -> list[bytes]:
    """The complete subtrees that an append continues from."""
    return [node(level, index) for level, index in nodes_for_root(at_size)]


def stored_root(at_size: int, *, using: str = "default") -> bytes:
    return root_from(at_size, node=reader(using=using))
