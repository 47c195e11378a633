"""Giving entries their places, soon after they are committed: the one writer of the tree."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from onward.ledger.stored import edge, size
from onward.ledger.tree import new_nodes
from onward.tenancy.context import sequencing

_LOCK = 6962  # one sequencer at a time, whatever number of workers there are


def give_places(*, at_most: int = 20_000) -> int:
    """Place the entries that wait, oldest first; returns how many.

    Sees ids and hashes alone. A crash before commit places nothing; another run places them.
    """
    with sequencing(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute(
            "select entry_id, leaf_hash from ledger_waiting order by entered_at, entry_id limit %s",
            [at_most],
        )
        waiting = [(identity, bytes(leaf_hash)) for identity, leaf_hash in cursor.fetchall()]
        if waiting:
            _append(waiting)
    return len(waiting)


def give_all_places() -> int:
    """Place everything that waits, batch by batch."""
    placed = 0
    while batch := give_places():
        placed += batch
    return placed


def delay(*, at: datetime) -> timedelta:
    """How long the oldest unplaced entry has waited at this moment; nothing when none waits."""
    with connection.cursor() as cursor:
        cursor.execute("select ledger_oldest_waiting()")
        (oldest,) = cursor.fetchone() or (None,)
    return max(at - oldest, timedelta()) if oldest else timedelta()


def placed() -> int:
    """How many entries have their place."""
    with sequencing():
        return size()


def _append(waiting: Sequence[tuple[UUID, bytes]]) -> None:
    first = size()
    nodes = list(new_nodes((leaf for _, leaf in waiting), size_before=first, edge=edge(first)))
    above = [node for node in nodes if node[0] > 0]
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ledger_place (place, entry_id, leaf_hash)"
            " select * from unnest(%s::bigint[], %s::uuid[], %s::bytea[])",
            [
                list(range(first, first + len(waiting))),
                [identity for identity, _ in waiting],
                [leaf for _, leaf in waiting],
            ],
        )
        cursor.execute(
            'insert into ledger_node (level, "index", hash)'
            " select * from unnest(%s::smallint[], %s::bigint[], %s::bytea[])",
            [[level for level, _, _ in above], [i for _, i, _ in above], [h for _, _, h in above]],
        )
        cursor.execute(
            "delete from ledger_waiting where entry_id = any(%s)",
            [[identity for identity, _ in waiting]],
        )
