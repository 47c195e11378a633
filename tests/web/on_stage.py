"""What tests of pages about a whole story need: its clock, its people, and answers compared."""

import re
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.databases import demonstration
from tests.times import NOON
from tests.web.client import page_of

# What differs in every answer, whatever it is about: nonces, form tokens, the machine's time.
PASSING = re.compile(rb'(nonce|value|content)="[A-Za-z0-9+/=_-]{16,}"|own time is [^.]*\.')


def clock_at(at: datetime = NOON) -> AbstractContextManager[None]:
    """Make the database a demonstration's, whose clock stands still, and take that back again."""
    return demonstration(clock_at=at)


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
