"""Delivering: decided again, exactly once, into the recipient's own record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from onward.agreements.actions import end
from onward.disclosures.models import Disclosure, Parcel
from onward.ledger.models import Entry
from onward.people.facts import present_values
from onward.people.models import Fact, Record
from tests.disclosures.factories import an_exchange
from tests.times import NOON

pytestmark = pytest.mark.django_db
Status = Disclosure.Status
LATER = NOON + timedelta(hours=1)


def status_of(disclosure):
    return Disclosure.objects.get(pk=disclosure.pk).status


def test_the_recipient_gets_a_record_of_its_own_with_what_it_was_given():
    exchange = an_exchange()
    disclosure = exchange.give("surname", "nino")

    exchange.deliver()

    with exchange.receiving():
        record = Record.objects.get()
        assert present_values(record) == {"surname": "Grant", "nino": "QQ123456C"}
        assert record.handle != exchange.record.handle
        fact = Fact.objects.get()
        assert (fact.source, fact.source_id) == (Fact.Source.DISCLOSURE, disclosure.pk)
        assert status_of(disclosure) == Status.SENT


def test_a_second_disclosure_about_the_same_person_reaches_the_same_record():
    exchange = an_exchange()
    exchange.give("surname")
    exchange.deliver()

    exchange.give("forename", at=LATER)
    exchange.deliver(at=LATER)

    with exchange.receiving():
        assert present_values(Record.objects.get()) == {"surname": "Grant", "forename": "Ailsa"}


def test_delivering_again_changes_nothing():
    exchange = an_exchange()
    exchange.give("surname")

    assert exchange.deliver() == 1
    assert exchange.deliver() == 0

    with exchange.receiving():
        assert Fact.objects.count() == 1


def test_an_agreement_ended_between_prepare_and_deliver_stops_the_delivery():
    exchange = an_exchange()
    disclosure = exchange.give("surname")
    with exchange.sending():
        end(exchange.agreement, by=exchange.staff, at=NOON)

    exchange.deliver(at=LATER)

    with exchange.sending():
        row = Disclosure.objects.get(pk=disclosure.pk)
        assert row.status == Status.FAILED
        assert row.refusals[0]["code"] == "NOT_IN_FORCE"
        assert Parcel.objects.get().sealed == {}
    with exchange.receiving():
        assert not Record.objects.exists()


def test_a_person_who_becomes_a_special_customer_record_is_not_delivered():
    exchange = an_exchange()
    disclosure = exchange.give("surname")
    with exchange.sending():
        Record.objects.filter(pk=exchange.record.pk).update(case_kind=Record.CaseKind.SCR)

    exchange.deliver()

    with exchange.sending():
        assert status_of(disclosure) == Status.FAILED
    with exchange.receiving():
        assert not Record.objects.exists()


def test_prepared_comes_before_sent_in_the_ledger():
    exchange = an_exchange()
    disclosure = exchange.give("surname")
    exchange.deliver()

    with exchange.sending():
        entries = Entry.objects.filter(about_id=disclosure.pk).order_by("entered_at")
        assert [entry.kind for entry in entries] == ["disclosure.prepared", "disclosure.sent"]


def test_an_erased_recipient_record_is_not_filled_again():
    exchange = an_exchange()
    exchange.give("surname")
    exchange.deliver()
    with exchange.receiving():
        Record.objects.update(erased_at=timezone.now())

    exchange.give("forename", at=LATER)
    exchange.deliver(at=LATER)

    with exchange.receiving():
        fresh = Record.objects.get(erased_at=None)
        assert present_values(fresh) == {"forename": "Ailsa"}
