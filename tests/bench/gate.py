"""How fast the gate is: people a second, each with some 40 items, one by one and in batches.

Baseline: the same rows, 1,000 to an INSERT, into bare copies of the same tables (same columns and
primary key, no policy, trigger or other index), by the same role in the same run.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import connection, connections, transaction

from onward.agreements.catalogue import ValueType, catalogue
from onward.disclosures.delivery import deliver_prepared
from onward.disclosures.gate import Draft, disclose, disclose_all
from onward.disclosures.parcels import Giving
from onward.people.facts import NewFact, add_facts
from onward.people.models import Fact, Record
from tests.disclosures.factories import Exchange, an_exchange
from tests.times import NOON

PEOPLE, BATCH, SINGLES, ITEMS = 2_000, 500, 200, 40
TABLES = (
    "disclosures_disclosure",
    "disclosures_parcel",
    "ledger_entry",
    "ledger_waiting",
    '"keys"."record_key"',
    "people_record",
    "people_fact",
    "people_personname",
    "people_identifier",
    "people_address",
)


def measure() -> Iterator[str]:
    items = _items()
    exchange = an_exchange(items=items)
    with exchange.sending():
        records = _people(exchange, items, PEOPLE + SINGLES)
    before = _counts()
    drafts = [exchange.draft(people=[Giving(record=each, items=items)]) for each in records]
    prepared = _batched(exchange, drafts[:PEOPLE])
    delivered = _timed(lambda: deliver_prepared(exchange.sender.pk, at=NOON))
    batched = prepared + delivered
    rows = _rows_since(before)
    bare = _bare_inserts(rows)
    singly = _singly(exchange, drafts[PEOPLE:])
    count = sum(len(each) for each in rows.values())
    yield f"{PEOPLE:,} people, {len(items)} items each, {count / PEOPLE:.1f} rows a person"
    yield f"prepare in batches of {BATCH}: {PEOPLE / prepared:,.0f} people a second"
    yield f"deliver: {PEOPLE / delivered:,.0f} people a second"
    yield f"prepare and deliver: {PEOPLE / batched:,.0f} people a second"
    yield f"baseline, bare inserts of the same rows: {PEOPLE / bare:,.0f} people a second"
    yield f"ratio: {bare / batched:.2f} of the baseline (goal: at least 0.25)"
    yield f"one by one, prepare and deliver: {SINGLES / singly:,.0f} people a second"


def _items() -> frozenset[str]:
    known = catalogue()
    at_referral = [
        code for code, item in known.items()
        if item.value_type in (ValueType.STRING, ValueType.TEXT, ValueType.DATE, ValueType.BOOLEAN)
    ]  # fmt: skip
    chosen = ["surname", "forename", "nino", "postcode", "address"]
    chosen += [code for code in at_referral if code not in chosen]
    return frozenset(chosen[:ITEMS])


def _people(exchange: Exchange, items: frozenset[str], count: int) -> Sequence[Record]:
    records = Record.objects.bulk_create(
        [Record(organisation=exchange.sender, opened_at=NOON) for _ in range(count)]
    )
    add_facts([_fact(record, items, number) for number, record in enumerate(records)])
    return records


def _fact(record: Record, items: frozenset[str], number: int) -> NewFact:
    values: dict[str, object] = {item: f"value {number} of {item}" for item in items}
    values |= {
        "surname": f"Surname{number % 997}",
        "forename": f"Forename{number % 97}",
        "nino": f"QQ{number:06d}A",
        "postcode": "EH1 2AB",
        "address": ["1 High Street", "Anywhere"],
    }
    return NewFact(
        record=record,
        values=values,
        source=Fact.Source.STAFF,
        valid_from=NOON.date(),
        at=NOON,
    )


def _batched(exchange: Exchange, drafts: Sequence[Draft]) -> float:
    def prepare() -> None:
        for start in range(0, len(drafts), BATCH):
            with exchange.sending():
                disclose_all(drafts[start : start + BATCH], by=exchange.staff, at=NOON)

    return _timed(prepare)


def _singly(exchange: Exchange, drafts: Sequence[Draft]) -> float:
    def one_by_one() -> None:
        for draft in drafts:
            with exchange.sending():
                disclose(draft, by=exchange.staff, at=NOON)
            deliver_prepared(exchange.sender.pk, at=NOON)

    return _timed(one_by_one)


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _counts() -> dict[str, int]:
    with connections["migrate"].cursor() as cursor:
        _see_all(cursor)
        return {table: _count(cursor, table) for table in TABLES}


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"select count(*) from {table}")
    return int(cursor.fetchone()[0])


def _see_all(cursor: Any) -> None:
    """As the owner, without the policies: for counting and copying only."""
    for table in TABLES:
        cursor.execute(f"alter table {table} no force row level security")


def _rows_since(before: dict[str, int]) -> dict[str, list[tuple[Any, ...]]]:
    found = {}
    with connections["migrate"].cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select * from {table} order by ctid offset {before[table]}")
            found[table] = cursor.fetchall()
            cursor.execute(f"alter table {table} force row level security")
    return found


def _bare_inserts(rows: dict[str, list[tuple[Any, ...]]]) -> float:
    """Seconds to insert these rows into bare copies, 1,000 to a statement."""
    for number, table in enumerate(TABLES):
        with connections["migrate"].cursor() as cursor:
            cursor.execute(f"create table bare_{number} (like {table})")
            cursor.execute(_primary_key(table, number))
            cursor.execute(f"grant insert on bare_{number} to onward_app")
    started = time.perf_counter()
    for number, table in enumerate(TABLES):
        with transaction.atomic():
            for start in range(0, len(rows[table]), 1_000):
                _insert(f"bare_{number}", rows[table][start : start + 1_000])
    return time.perf_counter() - started


def _primary_key(table: str, number: int) -> str:
    key = {"ledger_waiting": "entry_id"}.get(table, "id")
    return f"alter table bare_{number} add primary key ({key})"


def _insert(table: str, rows: list[tuple[Any, ...]]) -> None:
    from psycopg.types.json import Jsonb

    one = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
    flat: list[Any] = [
        Jsonb(value) if isinstance(value, dict) else value for row in rows for value in row
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"insert into {table} values " + ", ".join([one] * len(rows)), flat)
