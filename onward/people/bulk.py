"""Adding thousands of rows in one statement with one parameter."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import AutoField, BigAutoField, Model


def insert_all(rows: Sequence[Model]) -> None:
    """Insert rows of one model; a key that the database makes is not read back.

    Works on values as Python holds them. For the gate's batches: `bulk_create` spends most
    of its time on writing out a parameter for each value.
    """
    if not rows:
        return
    quote = connection.ops.quote_name
    fields = [
        field
        for field in rows[0]._meta.concrete_fields
        if not isinstance(field, AutoField | BigAutoField)
    ]
    names = [quote(str(field.column)) for field in fields]
    types = [field.db_type(connection) for field in fields]
    columns = ", ".join(names)
    typed = ", ".join(f"{name} {kind}" for name, kind in zip(names, types, strict=True))
    given = [{field.column: getattr(row, field.attname) for field in fields} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {quote(rows[0]._meta.db_table)} ({columns})"  # noqa: S608 - names of columns
            f" select {columns} from json_to_recordset(%s) as given ({typed})",
            [json.dumps(given, default=_as_text)],
        )


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"A {type(value).__name__} cannot be inserted in bulk.")
