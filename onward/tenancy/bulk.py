"""Adding thousands of rows in one statement with one parameter, or in a few of them."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import AutoField, BigAutoField, Field, Model

# Of a nation's return, the text of one statement would take more memory than all its rows.
AT_ONCE = 1_000
Row = TypeVar("Row", bound=Model)


def insert_all(rows: Sequence[Model]) -> None:
    """Insert rows of one model; a key that the database makes is not read back.

    Works on values as Python holds them. `bulk_create` spends most of its time on writing out a
    parameter for each value.
    """
    for first in range(0, len(rows), AT_ONCE):
        some = rows[first : first + AT_ONCE]
        with connection.cursor() as cursor:
            cursor.execute(_insert_into(type(some[0])), [_written(some)])
    _mark_as_stored(rows)


def insert_new(rows: Sequence[Row]) -> list[Row]:
    """Insert those rows that meet no other in a unique constraint, and return them.

    Their primary key is `id` and made by us.
    """
    if not rows:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_insert_into(type(rows[0]))} on conflict do nothing returning id", [_written(rows)]
        )
        added = {key for (key,) in cursor.fetchall()}
    stored = [row for row in rows if row.pk in added]
    _mark_as_stored(stored)
    return stored


def _mark_as_stored(rows: Sequence[Model]) -> None:
    for row in rows:
        row._state.adding = False


@cache
def _insert_into(model: type[Model]) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in _fields(model))
    typed = ", ".join(
        f"{quote(str(field.column))} {field.db_type(connection)}" for field in _fields(model)
    )
    return (
        f"insert into {quote(model._meta.db_table)} ({columns})"  # noqa: S608 - names of columns
        f" select {columns} from json_to_recordset(%s) as given ({typed})"
    )


def _written(rows: Sequence[Model]) -> str:
    names = [(field.column, field.attname) for field in _fields(type(rows[0]))]
    given = [{column: getattr(row, name) for column, name in names} for row in rows]
    return json.dumps(given, default=_as_text)


@cache
def _fields(model: type[Model]) -> list["Field[Any, Any]"]:
    return [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, AutoField | BigAutoField)
    ]


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"A {type(value).__name__} cannot be inserted in bulk.")
