"""`make bench`: speed and memory on a database of its own, as ratios against a stated baseline.

Figures of one run are comparable with one another, not with another machine's or another day's.
"""

import os
import resource
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"


def main() -> int:
    import django

    django.setup()
    from tests.bench import gate, ledger, nccis, pages, people
    from tests.bench.database import own_database

    wanted = sys.argv[1:] or ["gate", "people", "ledger", "nccis", "pages"]
    with own_database():
        for bench in (gate, people, ledger, nccis, pages):
            name = bench.__name__.rsplit(".", 1)[1]
            if name in wanted:
                print(f"\n{name}", flush=True)
                for line in bench.measure():
                    print(f"  {line}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of this process: {peak:,.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
