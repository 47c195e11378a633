"""`make bench`: speed and memory on a database of its own, as ratios against a stated baseline.

Figures of one run are comparable with one another, not with another machine's or another day's.
"""

import os
import resource
import sys
from types import ModuleType

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

# The monthly return first, for it says how far memory grew.
ON_A_DATABASE = (
    "returns",
    "gate",
    "people",
    "ledger",
    "nccis",
    "pages",
    "lists",
    "intake",
    "matched",
)


def main() -> int:
    wanted = sys.argv[1:] or [*ON_A_DATABASE, "matching"]
    if set(wanted) & set(ON_A_DATABASE):
        _on_a_database(wanted)
    if "matching" in wanted:
        from tests.bench.matching import measure

        _print("matching", measure)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of this process: {peak:,.0f} MB")
    return 0


def _on_a_database(wanted: list[str]) -> None:
    import django

    django.setup()
    from config.collector import spare_the_collector
    from tests.bench import gate, intake, ledger, lists, matched, nccis, pages, people, returns
    from tests.bench.database import own_database

    spare_the_collector()
    benches = (returns, gate, people, ledger, nccis, pages, lists, intake, matched)
    with own_database():
        for name, bench in zip(ON_A_DATABASE, benches, strict=True):
            if name in wanted:
                _print(name, bench)


def _print(name: str, bench: ModuleType) -> None:
    print(f"\n{name}", flush=True)
    for line in bench.measure():
        print(f"  {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
