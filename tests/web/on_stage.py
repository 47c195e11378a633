"""What tests of pages about a whole story need: its clock, its people, and answers compared."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cluster import CLUSTER
from tests.times import NOON
from tests.web.client import page_of

# What differs in every answer, whatever it is about: nonces, form tokens, the machine's time.
PASSING = re.compile(rb'(nonce|value|content)="[A-Za-z0-9+/=_-]{16,}"|own time is [^.]*\.')


@contextmanager
def clock_at(at: datetime = NOON) -> Iterator[None]:
    """Make the database a demonstration's, whose clock stands still, and take that back again."""
    url = CLUSTER.url("onward_migrate", str(connection.settings_dict["NAME"]))
    with psycopg.connect(url, options="-c role=onward_owner", autocommit=True) as owner:
        owner.execute(
            "insert into parties_instance (id, demonstration, clock_at) values (1, true, %s)", [at]
        )
        try:
            yield
        finally:
            owner.execute("delete from parties_instance")


def said_in(response: Any) -> str:
    """The words of the page between header and footer, with single spaces."""
    return " ".join(page_of(response).xpath("string(//main)").split())


def without_secrets(response: Any) -> tuple[int, bytes]:
    """The answer as everybody would get it, at any time."""
    return response.status_code, PASSING.sub(b"", response.content)


def cost_of(client: Any, path: str) -> int:
    """How many queries the page takes."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)
