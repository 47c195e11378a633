"""Leavers plans: due in time, read once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.casework.models import PlanRead, Referral, Status
from onward.casework.plans import mark_plan_done, plan_due_on, plan_is_late, plans_to_read
from onward.people.models import Fact, Record
from tests.casework.factories import a_referral
from tests.casework.ledgers import leaves_seen_by
from tests.people.factories import say
from tests.times import NOON


def an_ended_referral(ended_on: date) -> Referral:
    return Referral(programme="wfs", rules="2017-04-03", ended_on=ended_on)


def test_a_plan_is_due_ten_calendar_days_after_the_end():
    """REQ-000-006; domain/programmes.md section 9, example 20"""
    assert plan_due_on(an_ended_referral(date(2018, 9, 3))) == date(2018, 9, 13)


@given(st.dates(date(2017, 4, 3), date(2019, 4, 30)), st.integers(0, 60))
def test_a_plan_is_late_from_the_eleventh_day_on(ended_on, days):
    """REQ-000-006"""
    sent_on = ended_on + timedelta(days=days)

    assert plan_is_late(an_ended_referral(ended_on), on=sent_on) == (days > 10)


def test_before_the_end_no_plan_is_due_or_late():
    referral = Referral(programme="wfs", rules="2017-04-03")

    assert plan_due_on(referral) is None
    assert not plan_is_late(referral, on=date(2030, 1, 1))


def a_plan_received(trade) -> Fact:
    referral = a_referral(trade=trade, status=Status.ENDED)
    with trade.at_work(trade.department):
        record = Record.objects.get(referrals_out=referral)
        say(record, source=Fact.Source.STAFF, leavers_plan_summary="Our own note.")
        say(record, source=Fact.Source.DISCLOSURE, participation_basis="voluntary")
        return say(
            record,
            source=Fact.Source.DISCLOSURE,
            leavers_plan_summary="Finished a course in joinery.",
        )


@pytest.mark.django_db
def test_a_plan_waits_until_it_is_marked_done(trade):
    plan = a_plan_received(trade)

    with trade.at_work(trade.department) as by:
        assert plans_to_read().get() == plan
        mark_plan_done(plan, by=by, at=NOON)
        assert not plans_to_read().exists()


@pytest.mark.django_db
def test_a_plan_is_marked_done_once_and_by_the_first(trade):
    plan = a_plan_received(trade)

    with trade.at_work(trade.department) as by:
        first = mark_plan_done(plan, by=by, at=NOON)
        second = mark_plan_done(plan, by=by, at=NOON + timedelta(days=1))
        assert (second, second.done_at, PlanRead.objects.count()) == (first, NOON, 1)

    assert len(leaves_seen_by(trade.department, about_id=plan.pk)) == 1
