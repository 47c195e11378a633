"""Whether somebody takes part of their own will is a fact, so its history stands."""

from datetime import timedelta

import pytest

from onward.people.facts import present_values
from onward.people.models import Record
from tests.casework.factories import a_referral
from tests.people.factories import say
from tests.times import NOON

pytestmark = pytest.mark.django_db


def test_a_changed_flag_leaves_what_was_known_when_an_event_happened(trade):
    """REQ-004-015"""
    referral = a_referral(trade=trade)
    a_week_later = NOON + timedelta(days=7)

    with trade.at_work(trade.provider):
        record = Record.objects.get(referrals_in=referral)
        say(record, participation_basis="voluntary")
        say(record, participation_basis="mandatory", at=a_week_later)
        at_the_event = present_values(record, known_at=NOON + timedelta(days=3))

        assert at_the_event["participation_basis"] == "voluntary"
        assert present_values(record)["participation_basis"] == "mandatory"
