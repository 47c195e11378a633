"""One bit changed in any column that the ledger covers is found, and what is at fault is named."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql
from psycopg.errors import CheckViolation, UniqueViolation
from psycopg.types.json import Jsonb

from onward.disclosures.covered import COVERED
from onward.disclosures.verifying import verify_everything
from onward.ledger.heads import sign_current_head
from onward.ledger.sequencer import give_all_places
from onward.tenancy.context import REGISTER, acting_for
from tests.disclosures.factories import an_exchange
from tests.disclosures.one_offs import given_once, trained
from tests.disclosures.test_passing_on import Chain
from tests.ledger.stored import as_superuser
from tests.times import NOON

COLUMNS = [(table, column) for table, columns in COVERED.items() for column in columns]
MOST_ROWS = 40
HELD = {"surname": "Grant", "nino": "QQ123456C", "partner_name": "Callum Reid"}
WHY = "She has left college and her adviser cannot find where she went."
_FOUND = """
select ctid::text, {column} from {table} as one
where {column} is not null and {row} order by one::text
"""
# A refusal is entered without the recipient and the items, which are nobody's business.
_ROW = {"disclosures_disclosure": "status <> 'REFUSED'"}


@pytest.fixture(scope="module")
def ledger(committed_once):
    """Acts of giving: one delivered, with why and with somebody mentioned; one refused, one that
    waits, one passed on, one by telephone; a head.
    """
    exchange = an_exchange(HELD, held=HELD)
    exchange.give(*HELD, on_behalf_of=exchange.sender, justification=WHY)
    exchange.deliver()
    exchange.give("surname", "disability_status")
    exchange.give("nino", use="NO_CONTACT")
    Chain().pass_on("surname")
    trained(exchange.staff)
    given_once(exchange)
    give_all_places()
    with acting_for(REGISTER):
        sign_current_head(at=NOON)
    with as_superuser() as superuser:
        yield superuser


def test_what_nobody_touched_holds(ledger):
    report = verify_everything()

    assert report.holds, report
    assert report.opened == 7


@pytest.mark.parametrize(("table", "column"), COLUMNS)
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(row=st.integers(0, MOST_ROWS), bit=st.integers(0, 4_000))
def test_a_bit_flipped_in_a_covered_column_is_found_and_named(ledger, table, column, row, bit):
    names = {
        "table": sql.Identifier(*table.split(".")), "column": sql.Identifier(column),
    }  # fmt: skip
    found = ledger.execute(sql.SQL(_FOUND).format(**names, row=sql.SQL(_ROW.get(table, "true"))))
    rows = found.fetchall()
    place, value = rows[row % len(rows)]
    changed = flipped(value, bit)
    update = sql.SQL("update {table} set {column} = %s where ctid = %s::tid returning ctid::text")
    try:
        (place,) = ledger.execute(update.format(**names), [changed, place]).fetchone()
    except (CheckViolation, UniqueViolation):  # the database itself does not take it
        return
    try:
        report = verify_everything()
    finally:
        ledger.execute(update.format(**names), [as_stored(value), place])

    assert not report.holds, (value, changed)


def flipped(value, bit):
    """The value with one bit of it changed; where there is none, something is put there."""
    if value in ("", []):
        return "x" if value == "" else ["x"]
    if isinstance(value, bool | int):
        return value ^ 1 << bit % 14
    if isinstance(value, bytes):
        number = int.from_bytes(value) ^ 1 << bit % (len(value) * 8)
        return number.to_bytes(len(value))
    if isinstance(value, UUID):
        return UUID(int=value.int ^ 1 << bit % 128)
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1 << bit % 40)
    if isinstance(value, list):
        place = bit % len(value)
        return [*value[:place], flipped(value[place], bit), *value[place + 1 :]]
    if isinstance(value, dict):
        key_class = sorted(value)[bit % len(value)]
        return Jsonb(value | {key_class: flipped(value[key_class], bit)})
    return flipped_text(value, bit)


def flipped_text(value, bit):
    place = bit % len(value)
    letter = chr(ord(value[place]) ^ 1 << bit % 5)
    return value[:place] + letter + value[place + 1 :]


def as_stored(value):
    return Jsonb(value) if isinstance(value, dict) else value
