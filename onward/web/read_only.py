"""A page that is read does not write, but for who looked and what a download discloses."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

# Who looked at a record; the gate's rows, for a download is a disclosure; that a head was given
# out; the session itself.
MAY_BE_WRITTEN = re.compile(
    r"people_look|disclosures_\w+|ledger_entry|ledger_witnessed|record_key|parties_staffsession"
)
# "select ... for [no key] update" and "on conflict do update" name no table of their own.
_WRITE = re.compile(
    r"\b(?:insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?"
    r"|(?<!for\s)(?<!key\s)(?<!do\s)update)\s+(?:only\s+)?([\w.\"]+)",
    re.IGNORECASE,
)


class WroteWhileReading(RuntimeError):
    """A GET tried to change something: the view must ask for a POST."""


@contextmanager
def reading_only() -> Iterator[None]:
    """Refuse to write to any table but those of MAY_BE_WRITTEN. Raises WroteWhileReading.

    It reads the text of each statement: a guard against a mistake, not against malice.
    """
    with connection.execute_wrapper(_refuse_writes):
        yield


def tables_written(statement: str) -> list[str]:
    """Return the tables this statement would write to, without quotes or schema."""
    return [name.replace('"', "").rpartition(".")[2] for name in _WRITE.findall(statement)]


def _refuse_writes(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    statement = sql if isinstance(sql, str) else sql.as_string(context["cursor"].cursor)
    for table in tables_written(statement):
        if not MAY_BE_WRITTEN.fullmatch(table):
            raise WroteWhileReading(f"A page that is only read tried to write to {table}.")
    return execute(sql, params, many, context)
