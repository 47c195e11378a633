"""Whoever a few rows may be about, read through the keys and nothing besides."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import QuerySet
from numpy.typing import NDArray

from onward.matching.keys import FEW, WIDEST, as_stored, asking_keys, rare_keys
from onward.matching.table import HASHED, Table
from onward.people.lookups import one_of
from onward.people.models import Record

Index = NDArray[np.int64]
Row = tuple[Any, ...]

# Laterals, because the planner has no statistics on personal values (decision 0006).
_UNDER_KEYS = """
select given.place, held.writing_id
from unnest(%s::int[], %s::bigint[], %s::int[]) as given (place, hash, widest)
cross join lateral (
    select k.writing_id from people_matchingkey k where k.hash = given.hash
    limit given.widest + 1 offset 0
) as held
"""
_NUMBERS = ("born", "sex", *HASHED)
_WRITTEN = f"""
select w.id, w.record_id, n.forename, n.surname, {", ".join(f"w.{name}" for name in _NUMBERS)}
from unnest(%s::bigint[]) as given (id)
cross join lateral (select * from people_writing where id = given.id offset 0) as w
cross join lateral (
    select forename, surname from people_personname where id = w.name_id offset 0
) as n
"""  # noqa: S608 - names of columns


@dataclass(frozen=True, kw_only=True)
class Candidates:
    """Rows that may be the same as rows asking: `asks[n]` and `rows[n]` share a key.

    `kept` is handled by places in `records`.
    """

    kept: Table
    records: list[UUID]
    asks: Index
    rows: Index


def candidates_of(asking: Table, *, among: QuerySet[Record] | None = None) -> Candidates:
    """Of the organisation acted for, as far as whoever asks may see it."""
    asks, writings = _under_keys(asking)
    found = _written(np.unique(writings).tolist())
    if among is not None:
        held = {row[1] for row in found}
        wanted = set(among.filter(one_of("pk", held)).values_list("pk", flat=True))
        found = [row for row in found if row[1] in wanted]
    ids = np.array([row[0] for row in found], dtype=np.int64)
    records = sorted({row[1] for row in found})
    kept = _table(found, {record: place for place, record in enumerate(records)})
    seen = np.isin(writings, ids)
    order = np.argsort(ids)
    rows = order[np.searchsorted(ids, writings[seen], sorter=order)] if len(ids) else ids
    return Candidates(kept=kept, records=records, asks=asks[seen], rows=rows)


def written_table(ids: Collection[int]) -> tuple[Table, list[UUID]]:
    """These writings as they are compared, handled by the places of their records."""
    found = _written(ids)
    records = sorted({row[1] for row in found})
    return _table(found, {record: place for place, record in enumerate(records)}), records


def _under_keys(asking: Table) -> tuple[Index, Index]:
    """Each pair once, in the order of asking. A key that too many stand under is not followed."""
    hashes, asks = asking_keys(asking)
    rare, by_name = rare_keys(asking)
    widest = np.r_[np.full(len(hashes), WIDEST), np.full(len(rare), FEW)]
    hashes, asks = np.r_[hashes, rare], np.r_[asks, by_name]
    with connection.cursor() as cursor:
        places = list(range(len(hashes)))
        cursor.execute(_UNDER_KEYS, [places, as_stored(hashes).tolist(), widest.tolist()])
        found = np.array(cursor.fetchall(), dtype=np.int64).reshape(-1, 2)
    stand = np.bincount(found[:, 0], minlength=len(hashes))
    found = found[(stand <= widest)[found[:, 0]]]
    pairs = np.unique(np.stack([asks[found[:, 0]], found[:, 1]], axis=1), axis=0)
    return pairs[:, 0], pairs[:, 1]


def _written(ids: Collection[int]) -> Sequence[Row]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN, [list(ids)])
        found: Sequence[Row] = cursor.fetchall()
        return found


def _table(found: Sequence[Row], handles: Mapping[UUID, int]) -> Table:
    columns = list(zip(*found, strict=True)) or [()] * (4 + len(_NUMBERS))
    numbers = dict(zip(_NUMBERS, columns[4:], strict=True))
    handle = [handles[record] for record in columns[1]]
    return Table.stored(first=columns[2], last=columns[3], numbers={**numbers, "handle": handle})
