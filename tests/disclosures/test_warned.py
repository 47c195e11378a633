"""What goes although it is late, or was said long ago, goes with a warning that both sides see."""

from datetime import timedelta

import pytest

from onward.disclosures.gate import preview
from onward.disclosures.models import Disclosure
from onward.disclosures.warned import in_words
from onward.ledger.canonical import read_canonical
from onward.ledger.models import Entry
from tests.disclosures.factories import an_exchange
from tests.people.factories import say
from tests.times import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=183)
HELD = {
    "surname": "Grant",
    "address": ["14 Larch Terrace"],
    "postcode": "FK1 1AA",
    "signing_day": "monday",
}


@pytest.fixture
def exchange():
    return an_exchange(HELD, held=HELD)


def entered(exchange):
    with exchange.sending():
        (entry,) = Entry.objects.filter(kind="disclosure.prepared")
        return read_canonical(bytes(entry.leaf))["about"].get("warnings")


def test_what_changes_and_was_said_long_ago_goes_with_a_warning_in_row_and_ledger(exchange):
    made = exchange.give(*HELD, at=LATER)

    stale = ["STALE_ITEM(address)", "STALE_ITEM(postcode)", "STALE_ITEM(signing_day)"]
    assert (made.status, made.warnings, entered(exchange)) == ("PREPARED", stale, stale)


def test_what_was_said_lately_or_never_changes_goes_without_one(exchange):
    made = exchange.give(*HELD, at=NOON + timedelta(days=182))

    assert (made.warnings, entered(exchange)) == ([], None)


def test_a_value_that_is_said_again_is_fresh_again(exchange):
    with exchange.sending():
        say(exchange.record, at=LATER, address=["14 Larch Terrace"], postcode="FK1 1AA")

    made = exchange.give("address", "postcode", "signing_day", at=LATER)

    assert made.warnings == ["STALE_ITEM(signing_day)"]


@pytest.mark.parametrize(("days", "warnings"), [(0, []), (1, ["LATE"])])
def test_what_goes_after_its_last_day_is_late_and_goes(exchange, days, warnings):
    """REQ-000-006"""
    made = exchange.give("surname", at=NOON + timedelta(days=days), due_on=NOON.date())

    assert (made.status, made.warnings) == ("PREPARED", warnings)
    assert entered(exchange) == (warnings or None)


def test_a_warning_refuses_nothing_and_the_recipient_sees_it(exchange):
    with exchange.sending():
        assert preview([exchange.draft("address")], at=LATER) == [{}]
    exchange.give("address", at=LATER, due_on=NOON.date())

    exchange.deliver(at=LATER)

    with exchange.receiving():
        row = Disclosure.objects.get()
        assert (row.status, row.warnings) == ("SENT", ["LATE", "STALE_ITEM(address)"])


def test_a_refusal_has_reasons_and_no_warnings(exchange):
    made = exchange.give("address", "nino", at=LATER)

    assert (made.status, made.warnings) == ("REFUSED", [])


def test_warnings_are_said_in_words_that_name_the_items():
    late, old = in_words(["STALE_ITEM(postcode)", "LATE", "STALE_ITEM(address)"])

    assert late == "It was given after the last day for it."
    assert old.endswith("It is about: Address, Postcode.")
