"""How fast the ledger is placed and verified: entries a second.

Baseline: hashing the same leaves with nothing else, in the same process.
"""

import time
from collections.abc import Callable, Iterator
from hashlib import sha256

from onward.ledger.actions import Act, enter_all
from onward.ledger.models import Entry
from onward.ledger.sequencer import give_all_places
from onward.ledger.verify import verify
from onward.tenancy.context import acting_for
from tests.parties.factories import an_organisation
from tests.times import NOON

ENTRIES = 50_000


def measure() -> Iterator[str]:
    organisation = an_organisation()
    with acting_for(organisation.pk):
        for _ in range(ENTRIES // 5_000):
            enter_all(
                [
                    Act(
                        kind="bench", by=organisation.pk, at=NOON, about={"items": ["surname"] * 40}
                    )
                    for _ in range(5_000)
                ]
            )
    placed = _timed(give_all_places)
    report = None

    def check() -> None:
        nonlocal report
        report = verify()

    verified = _timed(check)
    with acting_for(organisation.pk):
        leaves = [bytes(leaf) for leaf in Entry.objects.values_list("leaf", flat=True)]
    hashed = _timed(lambda: [sha256(b"\x00" + leaf).digest() for leaf in leaves])
    assert report is not None
    assert report.holds
    yield f"placed: {ENTRIES / placed:,.0f} entries a second"
    rate = report.entries / verified
    yield f"verified: {rate:,.0f} entries a second ({report.entries:,} entries)"
    yield f"baseline, hashing alone: {len(leaves) / hashed:,.0f} leaves a second"


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started
