"""Outcomes that have come true are stored once, with their date, their rules and their reasons."""

from datetime import date, timedelta

import pytest

from onward.casework.models import Status
from onward.outcomes.models import Job, Outcome
from onward.outcomes.reached import evaluate
from onward.tenancy.context import acting_for
from tests.casework.factories import a_trade, some_referrals
from tests.outcomes.factories import (
    JUNE_5,
    LATER,
    a_new_job,
    a_started_case,
    jobs_recorded,
    new_weeks,
    weeks_recorded,
)

pytestmark = pytest.mark.django_db


def evaluated(trade, *referrals, at=LATER) -> dict[str, date]:
    with trade.at_work(trade.provider):
        return {outcome.code: outcome.achieved_on for outcome in evaluate(referrals, at=at)}


def a_case_with_work(*spells):
    """A started case with one job for each (first Monday, weeks of 16 hours)."""
    trade, referral = a_started_case()
    for beginning, number in spells:
        job = a_new_job(referral, started_on=beginning)
        jobs_recorded(trade, job)
        weeks = new_weeks(referral, job.reference, number=number, beginning=beginning)
        weeks_recorded(trade, weeks)
    return trade, referral


def test_thirteen_weeks_in_a_row_are_a_short_outcome():
    """domain/programmes.md section 9, example 10"""
    trade, referral = a_case_with_work((JUNE_5, 13))

    assert evaluated(trade, referral) == {"job_start": JUNE_5, "short_13": date(2017, 9, 3)}


def test_twenty_six_weeks_of_thirty_in_two_jobs_are_a_sustained_outcome():
    """domain/programmes.md section 9, example 11"""
    trade, referral = a_case_with_work((JUNE_5, 12), (date(2017, 9, 18), 14))

    assert evaluated(trade, referral) == {
        "job_start": JUNE_5,
        "short_13": date(2017, 12, 17),
        "sustained_26": date(2017, 12, 24),
    }


def test_evidence_that_does_not_suffice_stores_nothing():
    trade, referral = a_case_with_work((JUNE_5, 12))

    assert evaluated(trade, referral) == {"job_start": JUNE_5}


def test_an_outcome_is_stored_once():
    trade, referral = a_case_with_work((JUNE_5, 13))
    evaluated(trade, referral)

    assert evaluated(trade, referral, at=LATER + timedelta(days=1)) == {}

    with acting_for(trade.provider.pk):
        assert Outcome.objects.count() == 2


def test_a_later_week_adds_the_outcome_it_completes():
    trade, referral = a_case_with_work((JUNE_5, 12))
    evaluated(trade, referral)
    with acting_for(trade.provider.pk):
        job = Job.objects.get().reference

    weeks_recorded(trade, new_weeks(referral, job, number=1, beginning=date(2017, 8, 28)))

    assert evaluated(trade, referral) == {"short_13": date(2017, 9, 3)}


def test_an_outcome_says_which_weeks_counted_and_what_is_open():
    trade, referral = a_case_with_work((JUNE_5, 13))
    evaluated(trade, referral)

    with acting_for(trade.provider.pk):
        short = Outcome.objects.get(code="short_13")

    assert short.rules == "2017-04-03"
    assert short.why["counted"][0] == "2017-06-05"
    assert len(short.why["counted"]) == 13
    assert set(short.why) == {"counted", "not_counted", "doubts"}


def test_there_is_no_outcome_before_the_start():
    trade, referral = a_case_with_work((JUNE_5, 13))

    for status in ("REFERRED", "ACKNOWLEDGED"):
        referral.status, referral.started_on = status, None
        assert evaluated(trade, referral) == {}


def test_only_the_provider_of_a_case_evaluates_it():
    trade, referral = a_case_with_work((JUNE_5, 13))

    with trade.at_work(trade.commissioner):
        assert evaluate([referral], at=LATER) == []


def test_many_cases_are_evaluated_in_a_handful_of_statements(django_assert_max_num_queries):
    trade = a_trade()
    cases = some_referrals(50, trade=trade, status=Status.STARTED)
    jobs = [a_new_job(referral) for referral in cases]
    jobs_recorded(trade, *jobs)
    weeks_recorded(
        trade, [week for job in jobs for week in new_weeks(job.referral, job.reference, number=13)]
    )

    with trade.at_work(trade.provider), django_assert_max_num_queries(8):
        assert len(evaluate(cases, at=LATER)) == 100
