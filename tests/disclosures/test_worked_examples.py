"""Worked example H9 (domain/privacy.md, section 5): what a projection leaves, and nothing else."""

import logging

import pytest

from onward.agreements.authority import authority
from onward.agreements.standard import standard_agreement
from onward.disclosures.models import Parcel
from onward.disclosures.parcels import open_parcels
from onward.ledger.models import Entry
from onward.people.facts import BadValues
from onward.tenancy.context import acting_for
from tests.agreements.factories import drawn_up
from tests.disclosures.factories import an_exchange
from tests.people.factories import say
from tests.times import NOON

pytestmark = pytest.mark.django_db


def test_an_absence_travels_as_its_dates_and_earnings_as_a_threshold(caplog):
    """H9."""
    caplog.set_level(logging.DEBUG)
    held = {
        "coc_hospital": {
            "unavailable_from": "2017-06-03",
            "unavailable_to": "2017-06-10",
            "detail": "surgery, ward 7",
        },
        "earnings_reached_1000": {"reached": True, "on": "2017-06-28", "earned_pence": 123456},
    }
    exchange = an_exchange(items=held, held=held)

    exchange.give(*held)
    exchange.deliver()

    with exchange.sending():
        parcel = Parcel.objects.get()
        given = open_parcels([parcel])[parcel.pk]
        leaves = b"".join(bytes(leaf) for leaf in Entry.objects.values_list("leaf", flat=True))
    assert given == {
        "coc_hospital": {"unavailable_from": "2017-06-03", "unavailable_to": "2017-06-10"},
        "earnings_reached_1000": {"reached": True, "on": "2017-06-28"},
    }
    everything = f"{given} {leaves!r} {caplog.text}"
    assert not [word for word in ("surgery", "ward", "1234") if word in everything]


def test_a_story_in_the_wrong_part_is_in_no_error():
    """H9."""
    exchange = an_exchange()

    with exchange.sending(), pytest.raises(BadValues) as refusal:
        say(exchange.record, coc_hospital={"unavailable_from": "surgery, ward 7"})

    assert "surgery" not in str(refusal.value)


def test_two_thousand_pounds_are_told_to_a_provider_of_whp_and_not_of_jets():
    """H9."""
    items = {"earnings_reached_1000", "earnings_reached_2000"}

    def refused(code):
        agreement = drawn_up(standard_agreement(code))
        parties = sorted(agreement.organisations)
        with acting_for(parties[0]):
            found = authority(agreement)
        roles = {role: party for party, role in found.roles.items()}
        way = {"giver": roles["department"], "receiver": roles["provider"]}
        why = found.refusals(items, at=NOON, **way)
        return {each.item for each in why if each.code == "NOT_PERMITTED"}

    assert refused("WHP-REFERRAL") == set()
    assert refused("WHP-JETS") == {"earnings_reached_2000"}
