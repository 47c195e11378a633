"""Checking the whole ledger from its own bytes, as the read-only auditor."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from onward.ledger.heads import public_key, signed
from onward.ledger.models import Head
from onward.ledger.proof_file import SignedHead, head_is_signed
from onward.ledger.tree import EMPTY_ROOT, leaf_hash, new_nodes, root_from

_ROWS = """
select p.place, p.entry_id, p.leaf_hash, e.leaf, e.leaf_hash, e.kind, e.by_organisation_id,
       e.to_organisation_id, e.for_organisation_id, e.subject::text, e.about_id::text, e.entered_at
from ledger_place p left join ledger_entry e on e.id = p.entry_id order by p.place
"""
# In the order in which a growing tree completes them.
_NODES = """
select level, "index", hash from ledger_node order by (("index" + 1) << level), level
"""
_UNPLACED = """
select count(*) from ledger_entry e
where not exists (select 1 from ledger_place p where p.entry_id = e.id)
  and not exists (select 1 from ledger_waiting w where w.entry_id = e.id)
"""
_MOST_NAMED = 20
_AT_ONCE = 2_000


@dataclass
class Report:
    """What a verification found: three verdicts that say different things.

    Integrity: each leaf is what was hashed, each entry's columns say what its leaf says, and the
    tree is made of them. Consistency: every head ever signed here, or held elsewhere, is a
    beginning of this tree. Completeness: every entry has a place or waits for one, and no place
    is empty.
    """

    entries: int = 0
    root: bytes = EMPTY_ROOT
    integrity: list[str] = field(default_factory=list)
    consistency: list[str] = field(default_factory=list)
    completeness: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not (self.integrity or self.consistency or self.completeness)


def verify(*, held: Iterable[SignedHead] = (), using: str = "auditor") -> Report:
    """Recompute every leaf and every root, in one consistent view of the database.

    `held` are heads that others kept. Memory stays constant; time is linear in the entries.
    """
    report = Report()
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")
        heads = [signed(head) for head in Head.objects.using(using).order_by("size")]
        heads += held
        roots = _walk(report, wanted={head.head.size for head in heads}, using=using)
        _compare_heads(report, heads, roots)
        _count_unplaced(report, using=using)
    return report


def _walk(report: Report, *, wanted: set[int], using: str) -> dict[int, bytes]:
    """Recompute the tree leaf by leaf, beside the stored nodes; the roots at the sizes wanted."""
    roots: dict[int, bytes] = {}
    edge: dict[int, bytes] = {}  # the last left node of each level
    leaves, stored = _Leaves(report, using), _StoredNodes(using)
    for level, index, hashed in new_nodes(leaves, size_before=0, edge=[]):
        if level == 0:
            if index in wanted:
                roots[index] = _root(index, edge)
        elif stored.take(level, index) != hashed and leaves.stand_since(index << level):
            _name(report.integrity, f"The stored node {level}/{index} is not its leaves' hash.")
        if not index & 1:
            edge[level] = hashed
    report.root = roots[report.entries] = _root(report.entries, edge)
    if stored.has_more:
        _name(report.integrity, "There are more stored nodes than the tree has.")
    return roots


class _Leaves:
    """The hash of each leaf in order of place, counted and compared on the way."""

    def __init__(self, report: Report, using: str) -> None:
        self._report = report
        self._rows = _rows(_ROWS, using)
        self._last_altered = -1

    def stand_since(self, place: int) -> bool:
        """Whether none was altered from this place on, as far as they were read."""
        return self._last_altered < place

    def __iter__(self) -> Iterator[bytes]:
        for place, identity, placed, leaf, *kept in self._rows:
            if place != self._report.entries:
                self._report.completeness.append(f"Place {self._report.entries} is missing.")
                return
            self._report.entries += 1
            if leaf is None:
                _name(self._report.completeness, f"Entry {identity} at place {place} is gone.")
                yield bytes(placed)
            else:
                yield self._compared(place, identity, bytes(placed), bytes(leaf), kept)

    def _compared(
        self, place: int, identity: UUID, placed: bytes, leaf: bytes, kept: list[Any]
    ) -> bytes:
        hashed = leaf_hash(leaf)
        if not hashed == placed == bytes(kept[0]):
            self._last_altered = place
            _name(self._report.integrity, f"Entry {identity} at place {place} was altered.")
        elif [str(identity), *kept[1:]] != _columns(leaf):
            finding = f"The columns of entry {identity} at place {place} differ from its leaf."
            _name(self._report.integrity, finding)
        return hashed


def _columns(leaf: bytes) -> list[object]:
    """What the columns beside a leaf must say: they are read by, but only the leaf is hashed.

    Nothing, where it is no leaf at all.
    """
    names = ("id", "kind", "by", "to", "for", "subject", "about_id")
    try:
        said = json.loads(leaf)
        return [*(said.get(name) for name in names), datetime.fromisoformat(said["entered"])]
    except (ValueError, LookupError, TypeError, AttributeError):
        return []


class _StoredNodes:
    """The stored nodes, read once in the order in which the tree completes them."""

    def __init__(self, using: str) -> None:
        self._rows = _rows(_NODES, using)
        self._next = next(self._rows, None)
        self._skipped = False

    @property
    def has_more(self) -> bool:
        """Whether there were nodes that nobody asked for."""
        return self._skipped or self._next is not None

    def take(self, level: int, index: int) -> bytes | None:
        """The hash stored for this node; None if there is none."""
        wanted = _completion(level, index)
        while self._next is not None and _completion(*self._next[:2]) < wanted:
            self._skipped = True
            self._next = next(self._rows, None)
        if self._next is None or _completion(*self._next[:2]) != wanted:
            return None
        hashed = bytes(self._next[2])
        self._next = next(self._rows, None)
        return hashed


def _completion(level: int, index: int) -> tuple[int, int]:
    """When a node comes into being: with which number of leaves, and at which level."""
    return (index + 1) << level, level


def _root(size: int, edge: dict[int, bytes]) -> bytes:
    """The root of a tree whose peaks are the last left nodes of their levels."""
    return root_from(size, node=lambda level, _index: edge[level])


def _rows(query: str, using: str) -> Iterator[Any]:
    with connections[using].chunked_cursor() as cursor:
        cursor.execute(query)
        while chunk := cursor.fetchmany(_AT_ONCE):
            yield from chunk


def _compare_heads(report: Report, heads: list[SignedHead], roots: dict[int, bytes]) -> None:
    key = public_key()
    for head in heads:
        when = f"The head of {head.head.size} entries signed at {head.head.at:%Y-%m-%d %H:%M}"
        if not head_is_signed(head, public_key=key):
            _name(report.consistency, f"{when} does not carry this ledger's signature.")
        elif head.head.size > report.entries:
            _name(report.consistency, f"{when} is longer than the ledger: entries were removed.")
        elif roots.get(head.head.size) != head.head.root:
            _name(report.consistency, f"{when} is not a beginning of this ledger.")


def _count_unplaced(report: Report, *, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(_UNPLACED)
        (unplaced,) = cursor.fetchone()
    if unplaced:
        report.completeness.append(f"{unplaced} entries have no place and do not wait for one.")


def _name(findings: list[str], finding: str) -> None:
    if len(findings) < _MOST_NAMED:
        findings.append(finding)
    elif len(findings) == _MOST_NAMED:
        findings.append("... and more.")
