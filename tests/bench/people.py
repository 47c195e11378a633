"""100,000 people given away in batches: people a second, and bytes that one person takes for ever.

Each with five items, as in a monthly list; the gate's own bench measures forty.
"""

import time
from collections.abc import Iterator, Sequence

from django.db import connections

from onward.disclosures.delivery import deliver_prepared
from onward.disclosures.gate import disclose_all
from onward.disclosures.parcels import Giving
from onward.ledger.sequencer import give_all_places
from onward.people.facts import NewFact, add_facts
from onward.people.models import Fact, Record
from tests.disclosures.factories import Exchange, an_exchange
from tests.times import NOON

PEOPLE, BATCH = 100_000, 500
ITEMS = ("surname", "forename", "nino", "date_of_birth", "postcode")

KEPT_FOR_EVER = (
    "ledger_entry",
    "ledger_place",
    "ledger_node",
    "disclosures_disclosure",
    "disclosures_parcel",
    "keys.record_key",
)


def measure(people: int = PEOPLE) -> Iterator[str]:
    exchange = an_exchange(ITEMS)
    before, prepared = _bytes(), 0.0
    for start in range(0, people, BATCH):
        with exchange.sending():
            records = _batch(exchange, start)
            started = time.perf_counter()
            made = disclose_all(
                [exchange.draft(people=[Giving(record=each, items=frozenset(ITEMS))])
                 for each in records],
                by=exchange.staff, at=NOON,
            )  # fmt: skip
            prepared += time.perf_counter() - started
        assert all(row.status == "PREPARED" for row in made)
    started = time.perf_counter()
    deliver_prepared(exchange.sender.pk, at=NOON)
    delivered = time.perf_counter() - started
    give_all_places()
    yield f"{people:,} people, {len(ITEMS)} items each, in batches of {BATCH}"
    yield f"prepare: {people / prepared:,.0f} people a second"
    yield f"deliver: {people / delivered:,.0f} people a second"
    yield f"both: {people / (prepared + delivered):,.0f} people a second"
    yield f"kept of each in ledger, parcels and keys: {(_bytes() - before) / people:,.0f} bytes"


def _batch(exchange: Exchange, start: int) -> Sequence[Record]:
    records = Record.objects.bulk_create(
        [Record(organisation=exchange.sender, opened_at=NOON) for _ in range(BATCH)]
    )
    add_facts(
        [
            NewFact(
                record=record,
                values={
                    "surname": f"Surname{number % 997}",
                    "forename": f"Forename{number % 97}",
                    "nino": f"QQ{number:06d}A",
                    "date_of_birth": "1988-02-29",
                    "postcode": "EH1 2AB",
                },
                source=Fact.Source.STAFF,
                valid_from=NOON.date(),
                at=NOON,
            )
            for number, record in enumerate(records, start=start)
        ]
    )
    return records


def _bytes() -> int:
    with connections["migrate"].cursor() as cursor:
        cursor.execute(
            "select sum(pg_total_relation_size(name::regclass)) from unnest(%s::text[]) as name",
            [list(KEPT_FOR_EVER)],
        )
        return int(cursor.fetchone()[0])
