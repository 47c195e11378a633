"""What is waiting for each party, and for nobody else."""

from datetime import timedelta

import pytest

from onward.casework import referrals, tasks
from onward.casework.models import Referral, Status
from onward.people.models import Record
from tests.casework.factories import (
    CANCELLATION,
    TODAY,
    WITHDRAWAL,
    a_new_referral,
    a_referral,
    some_referrals,
)
from tests.times import NOON

pytestmark = pytest.mark.django_db


def test_a_reply_is_overdue_after_its_last_day(trade):
    referral = a_referral(trade=trade)

    with trade.at_work(trade.provider):
        assert not tasks.overdue(on=referral.reply_due_on).exists()
        assert tasks.overdue(on=referral.reply_due_on + timedelta(days=1)).get() == referral


def test_a_provider_counts_what_is_waiting_for_it(trade):
    some_referrals(2, trade=trade)
    a_referral(trade=trade, status=Status.STARTED)
    a_referral(trade=trade, status=Status.WITHDRAWN)
    asked = a_referral(trade=trade, status=Status.ACKNOWLEDGED)

    with trade.at_work(trade.provider) as by:
        referrals.ask_cancellation(asked, reason=CANCELLATION, by=by, at=NOON)
        counts = tasks.provider_counts(on=TODAY, most=9)

    assert counts == {
        "to_acknowledge": 2,
        "overdue": 0,
        "cancellations_asked": 1,
        "deletions_to_confirm": 1,
    }


def test_the_counts_are_those_of_the_lists(trade):
    for status in Status:
        a_referral(trade=trade, status=status)
    a_month_later = TODAY + timedelta(days=31)

    with trade.at_work(trade.provider):
        assert tasks.provider_counts(on=a_month_later, most=9) == {
            "to_acknowledge": tasks.to_acknowledge().count(),
            "overdue": tasks.overdue(on=a_month_later).count(),
            "cancellations_asked": tasks.cancellations_asked().count(),
            "deletions_to_confirm": tasks.deletions_to_confirm().count(),
        }


def test_a_withdrawn_referral_that_never_arrived_leaves_nothing_to_delete(trade):
    new = a_new_referral(trade)

    with trade.at_work(trade.department) as by:
        referral = referrals.refer(new, by=by, at=NOON)
        referrals.withdraw(referral, reason=WITHDRAWAL, by=by, at=NOON)
        assert not Referral.objects.awaiting_deletion().exists()


def test_what_came_back_waits_for_the_referrer_until_the_person_is_referred_again(trade):
    back = a_referral(trade=trade, status=Status.REJECTED)
    new = a_new_referral(trade, record=Record(pk=back.sent_from_id))

    with trade.at_work(trade.department) as by:
        assert tasks.sent_back(first=9) == [Referral.objects.get(pk=back.pk)]
        referrals.refer(new, by=by, at=NOON)
        assert tasks.sent_back(first=9) == []


def test_each_list_is_empty_for_the_other_parties(trade):
    for status in Status:
        a_referral(trade=trade, status=status)

    with trade.at_work(trade.commissioner):
        assert not any(tasks.provider_counts(on=TODAY, most=9).values())
        assert tasks.sent_back(first=9) == []
    with trade.at_work(trade.department):
        assert not any(tasks.provider_counts(on=TODAY, most=9).values())


def test_referrals_are_narrowed_in_words(trade):
    live = a_referral(trade=trade, status=Status.STARTED)
    a_referral(trade=trade, status=Status.ENDED)

    with trade.at_work(trade.commissioner):
        theirs = Referral.objects.sent_by(trade.department).sent_to(trade.provider)
        assert theirs.made_for(trade.commissioner).open().get() == live
        assert not Referral.objects.sent_to(trade.department).exists()
