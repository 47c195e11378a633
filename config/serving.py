"""Starting Onward for a person at this machine: a web server, a worker, a place to look."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable

from config.environment import BASE
from config.worker import work_until

FIRST_PORT = 8000


def load_small_demonstration() -> None:
    """Load some 200 people into a database that holds nobody yet."""
    from onward.demonstration.story import load_small

    load_small()


def serve(port: int, *, lines: Callable[[], Iterable[str]] | None = None) -> int:
    """Serve pages and work until interrupted; returns the web server's exit status.

    `lines` say who can sign in; without them, those of Work First Scotland.
    """
    from onward.demonstration.story import sign_in_lines

    port = port or _next_free(FIRST_PORT)
    for stopping in (signal.SIGINT, signal.SIGTERM):  # either ends everything that was started
        signal.signal(stopping, signal.default_int_handler)
    stop = threading.Event()
    worker = threading.Thread(target=work_until, args=[stop], name="worker")
    worker.start()
    server = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
        [
            *(sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"),
            *("--workers", "2", "--threads", "4", "--log-level", "warning", "--timeout", "120"),
        ],
        cwd=BASE,
        env=os.environ,
    )
    print(f"\nOnward is at http://127.0.0.1:{port}/\n", flush=True)
    for line in (lines or sign_in_lines)():
        print(line, flush=True)
    print("\nStop it with Ctrl-C.", flush=True)
    try:
        return server.wait()
    except KeyboardInterrupt:
        server.send_signal(signal.SIGTERM)
        server.wait()
        return 0
    finally:
        stop.set()
        worker.join()


def _next_free(port: int) -> int:
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
        port += 1
