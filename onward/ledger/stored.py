"""The stored tree: its size, its edge, and what is computed from its nodes."""

from collections.abc import Callable, Iterator, Mapping, Set
from typing import Any, TypeVar

from django.db import connections
from django.db.models import Max

from onward.ledger.models import Place
from onward.ledger.tree import HASH_BYTES, StoredNode, nodes_for_root, root_from

Computed = TypeVar("Computed")
Position = tuple[int, int]
"""Level and index of a node."""

_AT_ONCE = 2_000
_STORED = """
select 0, place, leaf_hash from ledger_place where place = any(%s::bigint[])
union all
select level, "index", hash from ledger_node
where (level, "index") in (select * from unnest(%s::smallint[], %s::bigint[]))
"""


def size(*, using: str = "default") -> int:
    """How many entries have a place."""
    last = Place.objects.using(using).aggregate(last=Max("place"))["last"]
    return 0 if last is None else int(last) + 1


def rows_of(query: str, parameters: Any = None, *, using: str) -> Iterator[Any]:
    """The rows of a query however many, some thousands in memory at a time."""
    with connections[using].chunked_cursor() as cursor:
        cursor.execute(query, parameters)
        while chunk := cursor.fetchmany(_AT_ONCE):
            yield from chunk


def read(computed: Callable[[StoredNode], Computed], *, using: str = "default") -> Computed:
    """What a function of the tree computes from stored nodes, which are fetched all at once.

    It is asked twice: first which nodes it needs, then with them. LookupError if one of them is
    not stored, because its subtree is not complete yet.
    """
    needed: set[Position] = set()

    def note(level: int, index: int) -> bytes:
        needed.add((level, index))
        return bytes(HASH_BYTES)

    computed(note)
    nodes = _nodes(needed, using=using)
    return computed(lambda level, index: nodes[level, index])


def edge(at_size: int) -> list[bytes]:
    """The complete subtrees that an append continues from."""
    positions = nodes_for_root(at_size)
    return read(lambda node: [node(level, index) for level, index in positions])


def stored_root(at_size: int, *, using: str = "default") -> bytes:
    return read(lambda node: root_from(at_size, node=node), using=using)


def _nodes(positions: Set[Position], *, using: str) -> Mapping[Position, bytes]:
    leaves = [index for level, index in positions if level == 0]
    above = [(level, index) for level, index in positions if level > 0]
    with connections[using].cursor() as cursor:
        cursor.execute(_STORED, [leaves, [level for level, _ in above], [i for _, i in above]])
        stored = {(level, index): bytes(hashed) for level, index, hashed in cursor.fetchall()}
    for level, index in positions - stored.keys():
        raise LookupError(f"No node is stored at level {level}, index {index}.")
    return stored
