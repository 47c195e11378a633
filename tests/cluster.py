"""The throw-away server that tests run on, and the name of its template database."""

import fcntl
import hashlib
import os
from functools import cache
from pathlib import Path

from config.embedded_postgres import Cluster
from config.environment import BASE

CLUSTER = Cluster(
    Path(os.environ.get("ONWARD_TEST_DATA", BASE / ".onward" / "test")), throw_away=True
)


@cache
def template_name() -> str:
    """A name that changes whenever a migration or a policy does; one for the whole session."""
    digest = hashlib.sha256()
    for path in sorted((BASE / "onward").glob("*/migrations/*.py")):
        digest.update(path.read_bytes())
    digest.update((BASE / "onward/tenancy/policies.py").read_bytes())
    return f"onward_template_{digest.hexdigest()[:12]}"


class _Use:
    """This session's share in the server: the last one to leave stops it."""

    def __init__(self) -> None:
        CLUSTER.folder.mkdir(parents=True, exist_ok=True)
        self._file = (CLUSTER.folder / "in-use").open("w")

    def begin(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def end(self) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        CLUSTER.stop()
        fcntl.flock(self._file, fcntl.LOCK_UN)


USE = _Use()
