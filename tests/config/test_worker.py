"""The worker: what cannot be done for one organisation keeps nothing else waiting."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.setbacks import Setbacks
from config.worker import work_once
from onward.disclosures.models import Disclosure
from onward.intake.models import Landing
from onward.ledger.models import Head, Place
from onward.people.models import RecordKey
from onward.tenancy.context import REGISTER, acting_for
from tests.databases import demonstration
from tests.disclosures.factories import an_exchange
from tests.intake.factories import a_trade, a_zip, landed
from tests.times import NOON

pytestmark = pytest.mark.django_db
Status = Disclosure.Status


def a_send_of_today():
    """The worker goes by the clock, so the agreement stands on the law of today."""
    exchange = an_exchange(basis="gdpr-6-1-e", condition="gdpr-9-2-g-sch1-6")
    exchange.give("surname", at=timezone.now())
    return exchange


def a_send_that_cannot_be_opened():
    exchange = a_send_of_today()
    with exchange.sending():
        RecordKey.objects.update(wrapped=b"x" * 60)
    return exchange


def test_what_fails_for_one_organisation_keeps_no_other_and_no_ledger_waiting():
    broken, whole = a_send_that_cannot_be_opened(), a_send_of_today()

    assert work_once(Setbacks()) > 0

    with broken.sending():
        assert Disclosure.objects.get().status == Status.PREPARED
    with whole.sending():
        assert Disclosure.objects.get().status == Status.SENT
    with acting_for(REGISTER):
        assert Place.objects.exists()
        assert Head.objects.exists()


def test_a_send_that_fails_is_told_of_once_and_not_at_every_round(caplog):
    broken, setbacks = a_send_that_cannot_be_opened(), Setbacks(clock=lambda: 0.0)

    for _round in range(5):
        work_once(setbacks)

    assert [record.getMessage() for record in caplog.records if record.exc_info] == [
        f"Delivering for organisation {broken.sender.pk} failed. It is tried again in 1 s."
    ]


def test_a_file_that_cannot_be_dealt_with_keeps_those_behind_it_from_nothing():
    trade = a_trade()
    by = trade.staff_of(trade.department)
    broken = landed(by, a_zip(trade.row()), at=NOON - timedelta(hours=1))
    whole = landed(by, a_zip(trade.row()), name="second.zip")
    with trade.at_work(trade.department):
        Landing.objects.filter(pk=broken.pk).update(feed="one-that-is-no-more")

    with demonstration():
        work_once(Setbacks())

    with trade.at_work(trade.department):
        assert Landing.objects.get(pk=broken.pk).status == Landing.Status.LANDED
        assert Landing.objects.get(pk=whole.pk).status == Landing.Status.CHECKED
