"""The worker: what cannot be done for one organisation keeps nothing else waiting."""

import pytest

from config.setbacks import Setbacks
from config.worker import work_once
from onward.disclosures.models import Disclosure
from onward.ledger.models import Head, Place
from onward.people.models import RecordKey
from onward.tenancy.context import REGISTER, acting_for
from tests.disclosures.factories import an_exchange

pytestmark = pytest.mark.django_db
Status = Disclosure.Status


def a_send_that_cannot_be_opened():
    exchange = an_exchange()
    exchange.give("surname")
    with exchange.sending():
        RecordKey.objects.update(wrapped=b"x" * 60)
    return exchange


def test_what_fails_for_one_organisation_keeps_no_other_and_no_ledger_waiting():
    broken, whole = a_send_that_cannot_be_opened(), an_exchange()
    whole.give("surname")

    assert work_once(Setbacks()) > 0

    with broken.sending():
        assert Disclosure.objects.get().status == Status.PREPARED
    with whole.sending():
        assert Disclosure.objects.get().status == Status.SENT
    with acting_for(REGISTER):
        assert Place.objects.exists()
        assert Head.objects.exists()


def test_a_send_that_fails_is_told_of_once_and_not_at_every_round(caplog):
    broken, setbacks = a_send_that_cannot_be_opened(), Setbacks()

    for _round in range(5):
        work_once(setbacks)

    assert [record.getMessage() for record in caplog.records if record.exc_info] == [
        f"Delivering for organisation {broken.sender.pk} failed. It is tried again in 1 s."
    ]
