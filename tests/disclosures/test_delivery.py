"""Delivering: decided again, exactly once, into the recipient's own record."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from onward.agreements.actions import end
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.parcels import Giving
from onward.disclosures.sealing import seal
from onward.ledger.models import Entry
from onward.people.facts import present_values
from onward.people.keys import KeyBroken, keys_for
from onward.people.models import Fact, Record, RecordKey
from tests.disclosures.factories import HELD, an_exchange
from tests.people.factories import a_record
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


def test_what_was_stopped_on_its_way_and_why_is_the_senders_own():
    exchange = an_exchange()
    disclosure = exchange.give("surname")
    with exchange.sending():
        Record.objects.filter(pk=exchange.record.pk).update(case_kind=Record.CaseKind.SCR)
    with exchange.receiving():
        assert Disclosure.objects.filter(pk=disclosure.pk).exists()

    exchange.deliver()

    with exchange.receiving():
        assert not Disclosure.objects.exists()
        assert not Parcel.objects.exists()
        assert not Entry.objects.filter(kind="disclosure.failed").exists()


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


def test_after_an_erasure_everything_later_reaches_one_new_record():
    exchange = an_exchange()
    first = exchange.give("surname")
    exchange.deliver()
    with exchange.receiving():
        Record.objects.update(erased_at=timezone.now())
    exchange.give("forename", at=LATER)
    exchange.deliver(at=LATER)
    with exchange.sending():  # so that the database reads the older one last
        earlier = Parcel.objects.get(disclosure=first)
        for handle in (None, earlier.to_handle):
            Parcel.objects.filter(pk=earlier.pk).update(to_handle=handle)

    exchange.give("nino", at=LATER)
    exchange.deliver(at=LATER)

    with exchange.receiving():
        fresh = Record.objects.get(erased_at=None)
        assert present_values(fresh) == {"forename": "Ailsa", "nino": "QQ123456C"}


def test_one_person_whose_key_is_broken_keeps_nobody_else_waiting():
    exchange = an_exchange()
    broken, others = exchange.give("surname"), list(_others(exchange, 4))
    with exchange.sending():
        RecordKey.objects.filter(handle=exchange.record.handle).update(wrapped=b"x" * 60)

    with pytest.raises(KeyBroken):
        exchange.deliver()

    with exchange.sending():
        assert {status_of(each) for each in others} == {Status.SENT}
        assert status_of(broken) == Status.PREPARED


def _others(exchange, count):
    for _ in range(count):
        record = a_record(exchange.sender, surname="Muir")
        yield exchange.give("surname", people=[Giving(record=record, items=frozenset({"surname"}))])


def test_a_ledger_that_is_behind_delays_what_is_prepared_and_refuses_it_to_nobody(settings):
    exchange = an_exchange()
    disclosure = exchange.give("surname")
    patience, settings.LEDGER_PATIENCE_SECONDS = settings.LEDGER_PATIENCE_SECONDS, -1

    assert exchange.deliver() == 0
    with exchange.sending():
        assert status_of(disclosure) == Status.PREPARED

    settings.LEDGER_PATIENCE_SECONDS = patience
    assert exchange.deliver() == 1


def refused_at_delivery(exchange):
    exchange.deliver()
    with exchange.receiving():
        assert not Record.objects.exists()
    with exchange.sending():
        return {row["code"] for row in Disclosure.objects.get().refusals}


def test_a_parcel_that_did_not_come_through_the_gate_is_not_delivered():
    exchange = an_exchange()
    place = exchange.record.handle, "identity"
    with exchange.sending():
        row = Disclosure.objects.create(
            kind="test", sender=exchange.sender, recipient=exchange.recipient,
            agreement=exchange.agreement, purpose="employment_support", channel="inside",
            status=Status.PREPARED, people_count=1, by=uuid4(), at=NOON,
        )  # fmt: skip
        entry = uuid4()
        sealed = seal({"surname": "Grant"}, key=keys_for([place], at=NOON)[place], entry_id=entry)
        Parcel.objects.create(
            disclosure=row, sender=exchange.sender, recipient=exchange.recipient, entry=entry,
            from_handle=exchange.record.handle, items=["surname"],
            sealed={"identity": [sealed.commitment, sealed.part]},
        )  # fmt: skip

    assert refused_at_delivery(exchange) == {"NOT_IN_LEDGER"}


@pytest.mark.parametrize(
    "change", [{"purpose": "further_support"}, {"kind": "other"}, {"on_behalf_of": "sender"}]
)
def test_a_disclosure_altered_after_its_entry_is_not_delivered(change):
    exchange = an_exchange()
    exchange.give("surname")
    with exchange.sending():
        named = {name: getattr(exchange, value, value) for name, value in change.items()}
        Disclosure.objects.update(**named)

    assert "NOT_IN_LEDGER" in refused_at_delivery(exchange)


def test_an_item_added_to_a_parcel_after_its_entry_stops_it():
    exchange = an_exchange()
    exchange.give("surname")
    with exchange.sending():
        Parcel.objects.update(items=["surname", "nino"])

    assert refused_at_delivery(exchange) == {"NOT_IN_LEDGER"}


def test_an_address_sealed_before_the_case_became_mappa_is_not_delivered():
    exchange = an_exchange(items=["surname", "address"], held=HELD | {"address": ["1 Mill Lane"]})
    exchange.give("surname", "address")
    with exchange.sending():
        Record.objects.update(case_kind=Record.CaseKind.MAPPA)

    assert refused_at_delivery(exchange) == {"WITHHELD"}


def test_a_part_whose_record_cannot_be_found_is_not_delivered():
    exchange = an_exchange()
    exchange.give("surname")
    with exchange.sending():
        Parcel.objects.update(from_handle=uuid4())

    assert refused_at_delivery(exchange) == {"RECORD_BLOCKED", "NOT_IN_LEDGER"}


def test_a_condition_that_was_taken_off_on_the_way_stops_the_send():
    """REQ-002-085"""
    exchange = an_exchange()
    disclosure = exchange.give("surname", use="NO_CONTACT")
    with exchange.sending():
        Disclosure.objects.filter(pk=disclosure.pk).update(use="")

    exchange.deliver()

    with exchange.sending():
        disclosure.refresh_from_db()
        assert [row["code"] for row in disclosure.refusals] == ["NOT_IN_LEDGER"]
