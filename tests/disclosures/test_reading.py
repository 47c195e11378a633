"""Free text is screened at the gate, whoever asks, and goes when somebody has read it."""

import pytest

from onward.acts.leavers_plans import Plan
from onward.disclosures.decision import as_rows
from onward.disclosures.gate import preview
from onward.disclosures.models import Disclosure, Parcel, TextReading
from onward.disclosures.parcels import Giving
from onward.ledger.models import Entry
from tests.disclosures.factories import an_exchange
from tests.times import NOON

pytestmark = pytest.mark.django_db
TEXT = "Ring her sister on 07700 900123 about the depot."


def texts_of(exchange, **changes):
    return [Giving(record=exchange.record, items=frozenset({"aims"}), **changes)]


def test_a_marked_text_is_refused_by_the_gate_itself_until_somebody_has_read_it():
    """A2, REQ-004-016."""
    exchange = an_exchange(["aims"], held={"aims": TEXT})

    unread = exchange.give("aims")
    read = exchange.give("aims", people=texts_of(exchange, texts_read=True))

    handle = str(exchange.record.handle)
    assert unread.refusals == [{"code": "NEEDS_REDACTION", "item": "aims", "handle": handle}]
    assert read.status == Disclosure.Status.PREPARED


@pytest.mark.parametrize("asked", [["aims"], ["surname"], ["nino", "surname"], ["aims", "nino"]])
def test_whoever_asks_beforehand_hears_what_would_be_refused(asked):
    exchange = an_exchange(["aims", "surname"], held={"aims": TEXT, "surname": "Grant"})

    with exchange.sending():
        (beforehand,) = preview([exchange.draft(*asked)], at=NOON)
    refused = exchange.give(*asked)

    assert as_rows(beforehand) == refused.refusals
    assert bool(beforehand) == (asked != ["surname"])


def test_what_was_let_through_is_kept_by_kind_with_who_and_when_and_never_in_words():
    exchange = an_exchange(["aims"], held={"aims": TEXT})

    made = exchange.give("aims", people=texts_of(exchange, texts_read=True))

    with exchange.sending():
        reading = TextReading.objects.get()
        leaf = bytes(Entry.objects.get(about_id=made.pk).leaf)
    assert (reading.item, reading.kinds, reading.handle) == (
        "aims",
        ["TELEPHONE"],
        exchange.record.handle,
    )
    assert (reading.disclosure_id, made.by) == (made.pk, exchange.staff.handle)
    assert b"07700" not in leaf
    assert b"TELEPHONE" not in leaf


def test_the_recipient_is_not_told_what_was_taken_for_a_name():
    """A6."""
    exchange = an_exchange(["aims"], held={"aims": TEXT})
    exchange.give("aims", people=texts_of(exchange, texts_read=True))
    exchange.deliver()

    with exchange.receiving():
        assert Parcel.objects.exists()
        assert not TextReading.objects.exists()


def test_an_unmarked_text_goes_and_leaves_no_reading():
    exchange = an_exchange(["aims"], held={"aims": "To work in a kitchen near home."})

    made = exchange.give("aims")

    with exchange.sending():
        assert (made.status, TextReading.objects.count()) == (Disclosure.Status.PREPARED, 0)


def test_a_leavers_plan_is_unread_unless_somebody_says_otherwise():
    assert not Plan(summary="A CV.", next_steps="A course.").texts_read
