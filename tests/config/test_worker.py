"""The worker: what cannot be done for one organisation keeps nothing else waiting."""

import pytest

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

    assert work_once() > 0

    with broken.sending():
        assert Disclosure.objects.get().status == Status.PREPARED
    with whole.sending():
        assert Disclosure.objects.get().status == Status.SENT
    with acting_for(REGISTER):
        assert Place.objects.exists()
        assert Head.objects.exists()
