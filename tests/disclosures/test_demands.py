"""What an agreement asks for each time: the act must bring it, and the ledger knows that it did."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.agreements.demands import Demand
from onward.disclosures.circumstances import EmailReason
from onward.disclosures.justifying import likeness, says_something
from onward.disclosures.models import Disclosure, Justification
from onward.ledger.models import Entry
from onward.rights.erasure import erase
from tests.disclosures.factories import an_exchange
from tests.times import NOON

WHY = "Left the college course in May, her letters come back, we have a training place to offer."
OTHER = "His aunt rang from Perth: evicted on Monday, sleeps in the car, hostel bed held."


def codes(disclosure):
    return [reason["code"] for reason in disclosure.refusals]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "n/a",
        "As requested.",
        "This helps the authority to fulfil its duties.",
        "It will help the local authority fulfil its statutory duties under the memorandum.",
        "Needed for work with the young person, please share.",
        "duties duties duties duties duties",
    ],
)
def test_words_that_any_request_could_have_justify_none(text):
    """REQ-002-079."""
    assert not says_something(text)


@pytest.mark.parametrize("text", [WHY, OTHER])
def test_words_about_this_request_justify_it(text):
    assert says_something(text)


@given(
    st.lists(
        st.sampled_from(["the", "authority", "needs", "this", "to", "fulfil", "its", "duties"])
    )
)
def test_stock_words_justify_nothing_in_whatever_order_and_number(words):
    """REQ-002-079."""
    assert not says_something(" ".join(words))


def test_a_copy_is_known_in_other_letters_and_spaces():
    assert likeness("Left  the course, in MAY!") == likeness("left the course in May")


@pytest.mark.django_db
class TestAJustification:
    def test_is_kept_by_the_sender_and_committed_to_in_the_ledger(self):
        """REQ-002-079."""
        exchange = an_exchange(demands=[Demand.JUSTIFICATION])

        made = exchange.give("surname", justification=WHY)
        exchange.deliver()

        with exchange.sending():
            assert Disclosure.objects.get(pk=made.pk).status == Disclosure.Status.SENT
            assert Justification.objects.get().text == WHY
            leaf = bytes(Entry.objects.get(kind="disclosure.prepared").leaf)
            assert len(json.loads(leaf)["about"]["justification"]) == 64
            assert b"college" not in leaf
        with exchange.receiving():
            assert not Justification.objects.exists()

    def test_is_missing_from_nothing_that_asks_for_it(self):
        """REQ-002-079."""
        exchange = an_exchange(demands=[Demand.JUSTIFICATION])

        assert codes(exchange.give("surname")) == ["JUSTIFICATION"]
        assert codes(exchange.give("surname", justification="As requested.")) == ["JUSTIFICATION"]

    def test_of_what_was_refused_may_be_used_again(self):
        exchange = an_exchange(["surname"], demands=[Demand.JUSTIFICATION])

        assert codes(exchange.give("nino", justification=WHY)) == ["NOT_PERMITTED"]
        assert codes(exchange.give("surname", justification=WHY)) == []

    def test_goes_with_the_record_that_it_is_about(self):
        exchange = an_exchange(demands=[Demand.JUSTIFICATION])
        exchange.give("surname", justification=WHY)
        exchange.deliver()

        with exchange.sending():
            erase(exchange.record, by=exchange.staff, at=NOON)
            kept = Justification.objects.get()
            assert (kept.text, bytes(kept.nonce), kept.likeness) == ("", b"", "")


@pytest.mark.django_db
def test_by_email_a_movement_template_is_needed_and_by_telephone_none():
    """REQ-002-093."""
    exchange = an_exchange(
        channels=["telephone", "secure_email"], demands=[Demand.MOVEMENT_TEMPLATE]
    )

    assert codes(exchange.give("surname", channel="secure_email")) == ["DATA_MOVEMENT_TEMPLATE"]
    assert codes(exchange.give("surname", channel="telephone")) == []
    by_email = exchange.give("surname", channel="secure_email", movement_template="DMT-7")
    assert codes(by_email) == []


@pytest.mark.django_db
def test_email_instead_of_the_system_needs_a_stored_reason():
    """REQ-003-007."""
    exchange = an_exchange(channels=["inside", "secure_email"])

    assert codes(exchange.give("surname", channel="secure_email")) == ["CHANNEL_REASON"]
    unknown = exchange.give("surname", channel="secure_email", channel_reason="quicker")
    assert codes(unknown) == ["CHANNEL_REASON"]
    made = exchange.give("surname", channel="secure_email", channel_reason=EmailReason.OUT_OF_ORDER)
    assert (codes(made), made.channel_reason) == ([], "out_of_order")


@pytest.mark.django_db
def test_what_is_told_at_another_stage_does_not_go_at_this_one():
    exchange = an_exchange(["surname"], stages=["during", "end"])

    assert codes(exchange.give("surname", stage="start")) == ["STAGE"]
    assert codes(exchange.give("surname")) == ["STAGE"]
    assert codes(exchange.give("surname", stage="end")) == []
