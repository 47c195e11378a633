"""A backup of every table, keys included, and its restore: what `pg_restore` would bring back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from tests.ledger.stored import as_superuser

_TABLES = """
select schemaname, tablename from pg_tables
where schemaname in ('public', 'keys') and tablename <> 'django_migrations'
order by 1, 2
"""


class Backup:
    """Copies of all tables, kept for as long as the superuser is connected."""

    def __init__(self, superuser: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._superuser = superuser
        self._tables: list[tuple[str, str]] = [
            (str(schema), str(table)) for schema, table in superuser.execute(_TABLES).fetchall()
        ]
        for schema, table in self._tables:
            self._run("create temporary table {copy} as table {table}", schema, table)

    def restore(self) -> None:
        """Everything is as it was, whatever has been done since."""
        for schema, table in self._tables:
            self._run("truncate {table} cascade", schema, table)
        for schema, table in self._tables:
            self._run("insert into {table} overriding system value table {copy}", schema, table)

    def _run(self, statement: str, schema: str, table: str) -> None:
        self._superuser.execute(
            sql.SQL(statement).format(
                copy=sql.Identifier(f"copy_{schema}_{table}"), table=sql.Identifier(schema, table)
            )
        )


@contextmanager
def a_backup() -> Iterator[Backup]:
    with as_superuser() as superuser:
        yield Backup(superuser)
