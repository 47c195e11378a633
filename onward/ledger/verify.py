"""Checking the whole ledger from its own bytes, as the read-only auditor."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from onward.ledger.heads import public_key, signed
from onward.ledger.models import Head
from onward.ledger.proof_file import SignedHead, head_is_signed
from onward.ledger.stored import rows_of, stored_root
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
_COLUMNS = ("id", "kind", "by", "to", "for", "subject", "about_id")
_MOST_NAMED = 20

Account = Callable[[str], Iterable[str]]
"""Says, over the connection of this name, what does not agree with the ledger."""


@dataclass
class Report:
    """What a verification found: four verdicts that say different things.

    Integrity: each leaf is what was hashed, each entry's columns say what its leaf says, and the
    tree is made of them. Consistency: every head ever signed here, held elsewhere or named in a
    delivery is a beginning of this tree. Completeness: every entry has a place or waits for one,
    and what else is kept of each act agrees with its entry. Decryptability: what was sealed and
    not erased opens, and it and the words kept are what their entries commit to; not asked without
    the keys.
    """

    entries: int = 0
    root: bytes = EMPTY_ROOT
    heads: int = 0
    integrity: list[str] = field(default_factory=list)
    consistency: list[str] = field(default_factory=list)
    completeness: list[str] = field(default_factory=list)
    decryptability: list[str] | None = None
    opened: int = 0  # sealed parts

    @property
    def verdicts(self) -> dict[str, list[str] | None]:
        """The findings of each verdict; None for one that was not asked."""
        names = ("integrity", "consistency", "completeness", "decryptability")
        return {name: getattr(self, name) for name in names}

    @property
    def holds(self) -> bool:
        return not any(self.verdicts.values())


def verify(
    *,
    held: Iterable[SignedHead] = (),
    accounts: Iterable[Account] = (),
    using: str = "auditor",
) -> Report:
    """Recompute every leaf and every root, in one consistent view of the database.

    `held` are heads that others kept; `accounts` say what of an act's other traces does not fit.
    Memory stays constant; time is linear in the entries.
    """
    report = Report()
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")
        heads = [signed(head) for head in Head.objects.using(using).order_by("size")]
        heads += held
        report.heads += len(heads)
        roots = _walk(report, wanted={head.head.size for head in heads}, using=using)
        _compare_heads(report, heads, roots)
        _count_unplaced(report, using=using)
        for account in accounts:
            for finding in account(using):
                name(report.completeness, finding)
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
            name(report.integrity, f"The stored node {level}/{index} is not its leaves' hash.")
        if not index & 1:
            edge[level] = hashed
    report.root = roots[report.entries] = _root(report.entries, edge)
    if stored.has_more:
        name(report.integrity, "There are more stored nodes than the tree has.")
    _compare_named(report, leaves.heads_named, roots, using=using)
    return roots


def _compare_named(
    report: Report,
    named: Mapping[tuple[int, str], UUID],
    roots: Mapping[int, bytes],
    *,
    using: str,
) -> None:
    """The heads that were told with deliveries stand in the leaves themselves."""
    report.heads += len(named)
    for (size, root), entry in named.items():
        stands = roots.get(size) or _stored_root(size, using=using)
        if stands is None or stands.hex() != root:
            finding = f"The head of {size} entries told with entry {entry} is not a beginning of"
            name(report.consistency, f"{finding} this ledger.")


def _stored_root(size: int, *, using: str) -> bytes | None:
    """The root of a head that is not kept any more; the nodes were compared on the way."""
    try:
        return stored_root(size, using=using) if size > 0 else None
    except LookupError:
        return None


class _Leaves:
    """The hash of each leaf in order of place, counted and compared on the way."""

    def __init__(self, report: Report, using: str) -> None:
        self._report = report
        self._rows = rows_of(_ROWS, using=using)
        self._last_altered = -1
        self.heads_named: dict[tuple[int, str], UUID] = {}  # and one entry that names it

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
                name(self._report.completeness, f"Entry {identity} at place {place} is gone.")
                yield bytes(placed)
            else:
                yield self._compared(place, identity, bytes(placed), bytes(leaf), kept)

    def _compared(
        self, place: int, identity: UUID, placed: bytes, leaf: bytes, kept: list[Any]
    ) -> bytes:
        hashed = leaf_hash(leaf)
        if not hashed == placed == bytes(kept[0]):
            self._last_altered = place
            name(self._report.integrity, f"Entry {identity} at place {place} was altered.")
        elif not self._says(leaf, [str(identity), *kept[1:]], identity):
            finding = f"The columns of entry {identity} at place {place} differ from its leaf."
            name(self._report.integrity, finding)
        return hashed

    def _says(self, leaf: bytes, columns: list[object], identity: UUID) -> bool:
        """Whether the leaf says what the columns say: they are read by, but only it is hashed."""
        try:
            said = json.loads(leaf)
            entered = datetime.fromisoformat(said["entered"])
            if head := said["about"].get("head"):
                self.heads_named.setdefault((int(head["size"]), str(head["root"])), identity)
            return [*(said.get(column) for column in _COLUMNS), entered] == columns
        except (ValueError, LookupError, TypeError, AttributeError):  # it is no leaf at all
            return False


class _StoredNodes:
    """The stored nodes, read once in the order in which the tree completes them."""

    def __init__(self, using: str) -> None:
        self._rows = rows_of(_NODES, using=using)
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


def _compare_heads(report: Report, heads: list[SignedHead], roots: dict[int, bytes]) -> None:
    key = public_key()
    for head in heads:
        when = f"The head of {head.head.size} entries signed at {head.head.at:%Y-%m-%d %H:%M}"
        if not head_is_signed(head, public_key=key):
            name(report.consistency, f"{when} does not carry this ledger's signature.")
        elif head.head.size > report.entries:
            name(report.consistency, f"{when} is longer than the ledger: entries were removed.")
        elif roots.get(head.head.size) != head.head.root:
            name(report.consistency, f"{when} is not a beginning of this ledger.")


def _count_unplaced(report: Report, *, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(_UNPLACED)
        (unplaced,) = cursor.fetchone()
    if unplaced:
        report.completeness.append(f"{unplaced} entries have no place and do not wait for one.")


def name(findings: list[str], finding: str) -> None:
    """Add a finding, unless so many were named that more would tell nothing more."""
    if len(findings) < _MOST_NAMED:
        findings.append(finding)
    elif len(findings) == _MOST_NAMED:
        findings.append("... and more.")
