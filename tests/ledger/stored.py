"""A stored ledger to look at, and someone who may tamper with it: the database's superuser."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, LiteralString, cast
from uuid import UUID, uuid4

import psycopg
from django.db import connection

from onward.ledger.actions import Act, enter_all
from onward.ledger.models import Entry
from onward.tenancy.context import acting_for
from tests.cluster import CLUSTER
from tests.times import NOON

OURS = 41


def some_entries(count: int, *, by: int = OURS, subject: UUID | None = None) -> list[Entry]:
    """Entries of one organisation, committed where the test's own commits are real."""
    with acting_for(by):
        return enter_all(
            Act(
                kind="referral.made",
                by=by,
                to=42,
                subject=subject or uuid4(),
                at=NOON,
                about={"number": number},
            )
            for number in range(count)
        )


@contextmanager
def as_superuser() -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """Whom neither policy nor trigger stops: what a stolen server could do."""
    name = connection.settings_dict["NAME"]
    with psycopg.connect(CLUSTER.url("postgres", name), autocommit=True) as superuser:
        superuser.execute("set session_replication_role = replica")
        yield superuser


def tamper(statement: LiteralString, *values: object) -> None:
    with as_superuser() as superuser:
        superuser.execute(statement, values)


def entry_at(place: int) -> Entry:
    """The entry at a place, as its own organisation reads it."""
    with as_superuser() as superuser:
        found = superuser.execute("select entry_id from ledger_place where place = %s", [place])
        (identity,) = cast(tuple[UUID], found.fetchone())
    with acting_for(OURS):
        return Entry.objects.get(pk=identity)
