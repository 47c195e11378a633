"""An easement goes as the day until which it runs: what it is for stays with whoever was told."""

import logging
from datetime import UTC, date, datetime

import pytest

from onward.agreements.catalogue import catalogue
from onward.disclosures.models import Parcel
from onward.disclosures.parcels import open_parcels
from onward.ledger.models import Entry
from onward.people.facts import present_values
from onward.people.models import Fact, Record
from tests.disclosures.factories import an_exchange

pytestmark = pytest.mark.django_db
IN_2021 = datetime(2021, 12, 20, 11, 0, tzinfo=UTC)
UNTIL = {"easement_until": {"until": "2022-03-31"}}


@pytest.mark.parametrize("cause", catalogue()["easement_until"].codes)
def test_the_provider_learns_until_when_and_never_why(caplog, cause):
    """REQ-003-084."""
    caplog.set_level(logging.DEBUG)
    held = {"easement_until": {"until": "2022-03-31", "cause": cause}}
    exchange = an_exchange(
        held, held=held, standard="WHP-REFERRAL", effective_from=date(2021, 12, 15)
    )

    exchange.give("easement_until", at=IN_2021)
    exchange.deliver(at=IN_2021)

    with exchange.sending():
        assert present_values(exchange.record) == held
        parcel = Parcel.objects.get()
        assert open_parcels([parcel])[parcel.pk] == UNTIL
        leaves = b"".join(bytes(leaf) for leaf in Entry.objects.values_list("leaf", flat=True))
    with exchange.receiving():
        assert present_values(Record.objects.get()) == UNTIL
        facts = list(Fact.objects.values_list("values", flat=True))
        words = f"{facts} {list(Parcel.objects.values())}"
    assert cause not in f"{words} {leaves!r} {caplog.text}"
