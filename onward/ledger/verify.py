"""Checking the whole ledger from its own bytes, as the read-only auditor."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connections, transaction

from onward.ledger.heads import public_key, signed
from onward.ledger.models import Head
from onward.ledger.proof_file import SignedHead, head_is_signed
from onward.ledger.stored import stored_root
from onward.ledger.tree import EMPTY_ROOT, leaf_hash, new_nodes, node_hash

_ROWS = """
select p.place, p.entry_id, p.leaf_hash, e.leaf, e.leaf_hash
from ledger_place p left join ledger_entry e on e.id = p.entry_id order by p.place
"""
_UNPLACED = """
select count(*) from ledger_entry e
where not exists (select 1 from ledger_place p where p.entry_id = e.id)
  and not exists (select 1 from ledger_waiting w where w.entry_id = e.id)
"""
_MOST_NAMED = 20


@dataclass
class Report:
    """What a verification found: three verdicts that say different things.

    Integrity: each leaf is what was hashed, and the tree is made of them. Consistency: every
    head ever signed here, or held elsewhere, is a beginning of this tree. Completeness: every
    entry has a place or waits for one, and no place is empty.
    """

    entries: int = 0
    root: bytes = EMPTY_ROOT
    integrity: list[str] = field(default_factory=list)
    consistency: list[str] = field(default_factory=list)
    completeness: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not (self.integrity or self.consistency or self.completeness)


def verify(*, held: list[SignedHead] | None = None, using: str = "auditor") -> Report:
    """Recompute every leaf and every root, in one consistent view of the database.

    `held` are heads that others kept. Memory stays constant; time is linear in the entries.
    """
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")
        heads = [signed(head) for head in Head.objects.using(using).order_by("size")]
        report = Report()
        heads += held or []
        roots = _walk(report, wanted={head.head.size for head in heads}, using=using)
        _compare_heads(report, heads, roots)
        _compare_nodes(report, using=using)
        _count_unplaced(report, using=using)
    return report


def _walk(report: Report, *, wanted: set[int], using: str) -> dict[int, bytes]:
    """Recompute the tree leaf by leaf; the roots at the sizes wanted."""
    roots = {0: EMPTY_ROOT}
    peaks: list[bytes] = []
    for expected, (place, identity, placed, leaf, kept) in enumerate(_rows(using)):
        if place != expected:
            report.completeness.append(f"Place {expected} is missing.")
            break
        hashed = leaf_hash(bytes(leaf)) if leaf is not None else bytes(placed)
        if leaf is None:
            _name(report.completeness, f"Entry {identity} at place {place} is gone.")
        elif not hashed == bytes(placed) == bytes(kept):
            _name(report.integrity, f"Entry {identity} at place {place} was altered.")
        for level, _, node in new_nodes([hashed], size_before=place, edge=peaks):
            peaks = [*peaks[: len(peaks) - bool(level)], node] if level else [*peaks, node]
        report.entries = place + 1
        if report.entries in wanted:
            roots[report.entries] = _root_of(peaks)
    report.root = _root_of(peaks)
    roots[report.entries] = report.root
    return roots


def _root_of(peaks: list[bytes]) -> bytes:
    if not peaks:
        return EMPTY_ROOT
    *rest, hashed = peaks
    for peak in reversed(rest):
        hashed = node_hash(peak, hashed)
    return hashed


def _rows(using: str) -> Iterator[tuple[int, object, bytes, bytes | None, bytes | None]]:
    with connections[using].chunked_cursor() as cursor:
        cursor.execute(_ROWS)
        while chunk := cursor.fetchmany(2_000):
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


def _compare_nodes(report: Report, *, using: str) -> None:
    """The stored nodes that proofs are made from give the same root as the leaves."""
    try:
        stored = stored_root(report.entries, using=using)
    except LookupError as error:
        report.integrity.append(f"The stored tree is incomplete: {error}")
        return
    if stored != report.root:
        report.integrity.append("The stored tree's nodes do not belong to its leaves.")


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
