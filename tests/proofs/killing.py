"""Starting a child process and killing it at a random moment of its work."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from config.environment import BASE


def kill_at_random(*arguments: object, within: float, outbox: Path, chance: random.Random) -> bool:
    """Start the child, wait until it works, kill -9 within so many seconds; True if it was done."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.proofs.child", *map(str, arguments)],
        cwd=BASE,
        env=os.environ | {"ONWARD_OUTBOX": str(outbox)},
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    time.sleep(chance.uniform(0, within))
    child.kill()
    finished = b"done" in child.stdout.read()
    child.wait()
    child.stdout.close()
    return finished


def wait_for_the_server_to_notice() -> None:
    """A killed client's transaction is rolled back once its connection is found closed."""
    from django.db import connection

    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from pg_stat_activity where datname = current_database()"
                " and usename = 'onward_app' and pid <> pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.05)
