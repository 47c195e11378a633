"""What the person says is asked at the gate: consent, objection and restriction."""

import json
from datetime import timedelta

import pytest

from onward.disclosures.models import Disclosure
from onward.ledger.models import Entry
from onward.people.consents import give_consent, withdraw_consent
from onward.people.models import Restriction
from onward.people.objections import object_to, restrict_use
from onward.rights.erasure import erase
from tests.disclosures.factories import an_exchange
from tests.times import NOON

pytestmark = pytest.mark.django_db
DAY, TODAY = timedelta(days=1), NOON.date()
SCOPE = "consent_employers"


def codes(disclosure):
    return [reason["code"] for reason in disclosure.refusals]


def consent(exchange, *, on=TODAY):
    with exchange.sending():
        give_consent(exchange.record, scope=SCOPE, wording="v1", on=on, by=exchange.staff, at=NOON)


def withdraw(exchange, *, on):
    with exchange.sending():
        withdraw_consent(exchange.record, scope=SCOPE, on=on, by=exchange.staff, at=NOON)


def leaves(exchange):
    with exchange.sending():
        return {row.pk: bytes(row.leaf) for row in Entry.objects.exclude(kind__startswith="cons")}


def test_from_the_day_a_consent_is_taken_back_it_goes_no_more_and_what_went_stays():
    """REQ-001-014."""
    exchange = an_exchange(consent_scope=SCOPE)
    consent(exchange)
    assert codes(exchange.give("surname")) == []
    exchange.deliver()
    before = leaves(exchange)

    withdraw(exchange, on=TODAY + DAY)

    assert codes(exchange.give("surname", at=NOON + DAY)) == ["CONSENT_WITHDRAWN"]
    assert before.items() <= leaves(exchange).items()


def test_what_needs_no_consent_goes_on_when_one_is_taken_back_and_may_be_objected_to():
    """REQ-002-100."""
    exchange = an_exchange()
    consent(exchange)
    withdraw(exchange, on=TODAY)

    assert codes(exchange.give("surname")) == []
    with exchange.sending():
        object_to(exchange.record, purpose="employment_support", on=TODAY, by=None, at=NOON)
    assert codes(exchange.give("surname")) == ["OBJECTION_OPEN"]


def test_an_objection_to_one_purpose_leaves_the_others():
    exchange = an_exchange()
    with exchange.sending():
        object_to(exchange.record, purpose="evaluation", on=TODAY, by=None, at=NOON)

    assert codes(exchange.give("surname")) == []


def test_an_objection_after_preparing_stops_the_delivery():
    exchange = an_exchange()
    made = exchange.give("surname")
    with exchange.sending():
        object_to(exchange.record, purpose="", on=TODAY, by=None, at=NOON)

    exchange.deliver()

    with exchange.sending():
        made.refresh_from_db()
        assert (made.status, codes(made)) == (Disclosure.Status.FAILED, ["OBJECTION_OPEN"])


def test_a_restricted_record_is_used_only_for_what_the_person_consents_to():
    exchange, consented = an_exchange(), an_exchange(consent_scope=SCOPE)
    consent(consented)
    for each in (exchange, consented):
        with each.sending():
            restrict_use(each.record, Restriction.Ground.ACCURACY, on=TODAY, by=each.staff, at=NOON)

    assert codes(exchange.give("surname")) == ["RESTRICTED"]
    assert codes(consented.give("surname")) == []


def test_what_she_stopped_is_forgotten_with_the_last_of_the_record():
    exchange = an_exchange()
    with exchange.sending():
        object_to(exchange.record, purpose="", on=TODAY, by=None, at=NOON)
        restrict_use(
            exchange.record, Restriction.Ground.CLAIM, on=TODAY, by=exchange.staff, at=NOON
        )
        erase(exchange.record, by=exchange.staff, at=NOON)

        assert not Restriction.objects.exists()


def test_the_ledger_says_that_she_objected_and_to_what():
    exchange = an_exchange()
    with exchange.sending():
        object_to(exchange.record, purpose="evaluation", on=TODAY, by=None, at=NOON)

        leaf = json.loads(bytes(Entry.objects.get(kind="objection.raised").leaf))
    assert leaf["about"] == {"purpose": "evaluation"}
