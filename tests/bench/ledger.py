"""How fast the ledger is placed, verified and proved, and what several writers do to it.

Baseline: hashing the same leaves with nothing else, in the same process. Goals (issue 3): verify a
million entries in at most 60 s with flat memory; an inclusion proof at a million in under 50 ms;
eight writers together no slower than one.
"""

import resource
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

from django.db import connection

from onward.ledger.actions import Act, enter_all
from onward.ledger.heads import prove, sign_current_head
from onward.ledger.models import Entry
from onward.ledger.sequencer import give_all_places
from onward.ledger.verify import verify
from onward.tenancy.context import acting_for
from tests.parties.factories import an_organisation
from tests.times import NOON

ENTRIES, AT_ONCE = 1_000_000, 5_000
HASHED, PROVED = 50_000, 50
WRITERS, WRITES, IN_ONE = 8, 400, 20


def measure(entries: int = ENTRIES) -> Iterator[str]:
    organisation = an_organisation().pk
    for _ in range(entries // AT_ONCE):
        _write(organisation, AT_ONCE)
    yield f"placed: {entries / _timed(give_all_places):,.0f} entries a second"
    yield from _verified()
    yield from _proved(organisation)
    yield from _written_at_once(organisation)
    yield from _hashed(organisation)


def _verified() -> Iterator[str]:
    before = _peak_memory()
    started = time.perf_counter()
    report = verify()
    took, grown = time.perf_counter() - started, _peak_memory() - before
    assert report.holds, report
    yield f"verified: {report.entries / took:,.0f} entries a second ({report.entries:,} entries)"
    yield f"a million at that rate: {took / report.entries * 1_000_000:.0f} s (goal: at most 60)"
    yield f"memory grown while verifying: {grown:,.1f} MB (goal: a few, however many entries)"


def _proved(organisation: int) -> Iterator[str]:
    with acting_for(organisation):
        sign_current_head(at=NOON)
        ids = list(Entry.objects.values_list("pk", flat=True)[:PROVED])
        took = [_timed(lambda pk=pk: prove(pk, at=NOON)) for pk in ids]  # type: ignore[misc]
    median, worst = statistics.median(took) * 1_000, max(took) * 1_000
    yield f"inclusion proof: {median:.1f} ms, at most {worst:.1f} ms (goal: under 50)"


def _written_at_once(organisation: int) -> Iterator[str]:
    """Short transactions by one writer, then by eight at once: nobody waits for a place."""
    alone = _timed(lambda: _write_many(organisation, WRITES))
    with ThreadPoolExecutor(WRITERS) as pool:
        each = WRITES // WRITERS
        together = _timed(
            lambda: list(pool.map(lambda _: _write_and_leave(organisation, each), range(WRITERS)))
        )
    rate = WRITES * IN_ONE / alone
    yield f"one writer, {IN_ONE} entries to a transaction: {rate:,.0f} entries a second"
    yield f"{WRITERS} writers at once: {alone / together:.2f} of that (goal: at least 1)"


def _hashed(organisation: int) -> Iterator[str]:
    with acting_for(organisation):
        leaves = [bytes(leaf) for leaf in Entry.objects.values_list("leaf", flat=True)[:HASHED]]
    hashed = _timed(lambda: [sha256(b"\x00" + leaf).digest() for leaf in leaves])
    yield f"baseline, hashing alone: {len(leaves) / hashed:,.0f} leaves a second"


def _write_and_leave(organisation: int, times: int) -> None:
    try:
        _write_many(organisation, times)
    finally:
        connection.close()


def _write_many(organisation: int, times: int) -> None:
    for _ in range(times):
        _write(organisation, IN_ONE)


def _write(organisation: int, count: int) -> None:
    act = Act(kind="bench", by=organisation, at=NOON, about={"items": ["surname"] * 40})
    with acting_for(organisation):
        enter_all([act] * count)


def _peak_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started
