"""Time and memory of the next list, with the model and the tables stored: a process of its own.

    python -m tests.bench.matching.speed FOLDER

reads what `store` wrote, so that neither the fictional town nor the fitting counts.
"""

import json
import pickle
import re
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from onward.matching.fitting import fit
from onward.matching.kept import Kept
from onward.matching.stored import as_json, from_json
from onward.matching.table import Columns, Table
from tests.bench.matching.tables import base_of, columns
from tests.matching.town.lists import a_case

ENTRIES = 400


def measured(people: int, *, seed: int) -> dict[str, float]:
    """Seconds and megabytes against a base of `people`: first list, next list, one row."""
    with TemporaryDirectory() as folder:
        first = _store(Path(folder), people, seed)
        told = subprocess.run(
            [sys.executable, "-m", "tests.bench.matching.speed", folder],
            capture_output=True, check=True, text=True,
        )  # fmt: skip
        later: dict[str, float] = json.loads(told.stdout)
    return first | later


def _store(folder: Path, people: int, seed: int) -> dict[str, float]:
    case = a_case(seed=seed, base=people)
    rows, listed = base_of(case), columns(case.listed)
    started, spent = time.perf_counter(), time.process_time()
    kept, asking = Kept.of(rows), Table.of(listed)
    model = fit(asking, kept.table, kept.keys)
    kept.link(asking, model)
    took = {
        "first list, s": time.perf_counter() - started,
        "first list, CPU s": time.process_time() - spent,
    }
    (folder / "model.json").write_text(as_json(model))
    (folder / "kept").write_bytes(pickle.dumps(kept))
    (folder / "listed").write_bytes(pickle.dumps(listed))
    return took


def _next_list(folder: Path) -> dict[str, float]:
    kept: Kept = pickle.loads((folder / "kept").read_bytes())  # noqa: S301
    listed: Columns = pickle.loads((folder / "listed").read_bytes())  # noqa: S301
    model = from_json((folder / "model.json").read_text())
    kept.link(Table.of(_row(listed, 0)), model)  # what is read once for a process is read
    started, spent = time.perf_counter(), time.process_time()
    kept.link(Table.of(listed), model)
    took: dict[str, Any] = {
        "next list, s": time.perf_counter() - started,
        "next list, CPU s": time.process_time() - spent,
        "peak MB": _peak(),
    }
    walls, spent_each = [], []
    for row in range(ENTRIES):
        began, used = time.perf_counter(), time.process_time()
        kept.link(Table.of(_row(listed, row)), model)
        walls.append((time.perf_counter() - began) * 1_000)
        spent_each.append((time.process_time() - used) * 1_000)
    return took | {
        "one row, p95 ms": float(np.percentile(walls, 95)),
        "one row, p95 CPU ms": float(np.percentile(spent_each, 95)),
    }


def _peak() -> float:
    """Of this process since it began; getrusage would count its parent's before the exec."""
    told = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+([0-9]+) kB", told)[1]) / 1024  # type: ignore[index]


def _row(listed: Columns, row: int) -> Columns:
    return Columns(**{name: [values[row]] for name, values in vars(listed).items()})


if __name__ == "__main__":
    print(json.dumps(_next_list(Path(sys.argv[1]))))
