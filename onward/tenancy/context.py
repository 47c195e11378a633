"""On whose behalf the database is being used: the one way to say so.

Row level security reads these names from the transaction's own settings. They are never set
for a whole connection, so nothing said here outlives the transaction it was said in.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

AUTOMATIC = "automatic"  # the organisation's own unattended work: sees its restricted records
NOBODY = ""
REGISTER = 0  # no organisation: reads and keeps the register of organisations, and no more

_NAMES = ("organisation", "user", "participant")


class NotActing(RuntimeError):
    """Code that needs to know on whose behalf it works was called outside `acting_for`."""


class AlreadyActing(RuntimeError):
    """One transaction acts for one organisation; only the delivery of a parcel crosses."""


@dataclass(frozen=True)
class Acting:
    """An organisation, and the member of staff (or AUTOMATIC, or nobody) who acts for it."""

    organisation_id: int
    user: str = NOBODY


_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)


def acting() -> Acting:
    """Who is being acted for; raises NotActing outside a context."""
    current = _acting.get()
    if current is None:
        raise NotActing("Nothing may be read or written before an organisation is named.")
    return current


@contextmanager
def acting_for(organisation_id: int, *, user: int | str = NOBODY) -> Iterator[Acting]:
    """Act for one organisation inside one transaction.

    Requests, jobs and commands all use this. `user` is a staff id, or AUTOMATIC for the
    organisation's own unattended work. Raises AlreadyActing inside another organisation's.
    """
    wanted = Acting(organisation_id, str(user))
    outer = _acting.get()
    if outer == wanted:
        yield wanted
        return
    if outer is not None:
        raise AlreadyActing(f"Already acting for organisation {outer.organisation_id}.")
    with _settings(organisation=str(organisation_id), user=wanted.user):
        token = _acting.set(wanted)
        try:
            yield wanted
        finally:
            _acting.reset(token)


@contextmanager
def delivering_to(organisation_id: int) -> Iterator[Acting]:
    """Open a sealed parcel as its recipient, inside the sender's transaction.

    One transaction for both sides is what makes a delivery happen exactly once.
    `disclosures.deliver` alone may call this; tests/architecture names it.
    """
    outer = acting()
    recipient = Acting(organisation_id, AUTOMATIC)
    token = _acting.set(recipient)
    try:
        with _settings(organisation=str(organisation_id), user=AUTOMATIC):
            yield recipient
    finally:
        _acting.reset(token)
        _set({"organisation": str(outer.organisation_id), "user": outer.user})


@contextmanager
def participant(handles: Iterable[UUID]) -> Iterator[None]:
    """Read, as the person herself, what is held under these handles of her records."""
    if _acting.get() is not None:
        raise AlreadyActing("A participant does not act for an organisation.")
    with _settings(participant=",".join(str(handle) for handle in handles)):
        yield


@contextmanager
def naming(name: str, value: str) -> Iterator[None]:
    """Name the one row that may be seen before an organisation is known (sign-in, session)."""
    with _settings(**{name: value}):
        yield


@contextmanager
def sequencing() -> Iterator[None]:
    """Become the ledger's sequencer, who sees entry ids and hashes and nothing else."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role onward_sequencer")
        try:
            yield
        finally:
            if not connection.needs_rollback:
                cursor.execute("set local role none")


@contextmanager
def _settings(**values: str) -> Iterator[None]:
    nested = connection.in_atomic_block
    with transaction.atomic():
        _set(values)
        yield
        # A transaction's end clears its settings; inside a longer one, clear them here.
        if nested and not connection.needs_rollback:
            _set(dict.fromkeys(values, NOBODY))


def _set(values: dict[str, str]) -> None:
    calls = ", ".join("set_config(%s, %s, true)" for _ in values)
    parameters = [text for name, value in values.items() for text in (f"onward.{name}", value)]
    with connection.cursor() as cursor:
        cursor.execute(f"select {calls}", parameters)
