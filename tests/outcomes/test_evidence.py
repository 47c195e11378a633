"""Evidence of jobs and weeks: refused in words, once is enough, a correction keeps the earlier."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from onward.casework.models import Status
from onward.outcomes.evidence import record_jobs
from onward.outcomes.models import EarlierEvidence, Job, WeekWorked
from onward.outcomes.new_evidence import NewWeek
from onward.people.models import Record
from onward.people.records import restrict
from onward.tenancy.context import acting_for
from tests.casework.factories import TODAY, a_referral, a_trade, some_referrals
from tests.outcomes.factories import (
    JUNE_5,
    LATER,
    a_new_job,
    a_started_case,
    jobs_recorded,
    new_weeks,
    weeks_recorded,
)
from tests.parties.factories import a_member_of_staff
from tests.times import NOON

pytestmark = pytest.mark.django_db
THE_DAY_BEFORE = TODAY - timedelta(days=1)


def test_a_job_is_recorded_in_the_providers_own_record(case):
    trade, referral = case
    landed = uuid4()

    with trade.at_work(trade.provider) as by:
        record_jobs([a_new_job(referral, employer="A bakery")], by=by, at=LATER, source_id=landed)
        job = Job.objects.get()

    assert (job.organisation_id, job.record_id) == (trade.provider.pk, referral.received_as_id)
    assert (job.employer, job.started_on, job.known_at) == ("A bakery", JUNE_5, LATER)
    assert (job.by, job.source_id) == (by.handle, landed)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"started_on": THE_DAY_BEFORE}, "same as or after the start on the programme, 2 May 2017"),
        ({"started_on": LATER.date() + timedelta(days=1)}, "must be today or in the past"),
        ({"ended_on": JUNE_5 - timedelta(days=1)}, "between the job's start and today"),
        ({"ended_on": LATER.date() + timedelta(days=1)}, "between the job's start and today"),
    ],
)
def test_a_job_lies_between_the_start_on_the_programme_and_today(case, facts, words):
    trade, referral = case

    recorded = jobs_recorded(trade, a_new_job(referral, **facts))

    [(_, reason)] = recorded.refused
    assert words in reason
    assert recorded.added == 0


@pytest.mark.parametrize("status", [Status.ACKNOWLEDGED, Status.WITHDRAWN, Status.DID_NOT_START])
def test_without_a_start_there_is_no_job(status):
    trade = a_trade()
    referral = a_referral(trade=trade, status=status)

    [(_, reason)] = jobs_recorded(trade, a_new_job(referral)).refused

    assert reason == "The participant has not started. Record the start first."


def test_evidence_about_another_providers_referral_is_refused(case):
    (trade, _), (_, elsewhere) = case, a_started_case()

    [(_, reason)] = jobs_recorded(trade, a_new_job(elsewhere)).refused

    assert "has no such referral" in reason


def test_a_party_that_only_reads_the_referral_records_no_evidence_of_it(case):
    trade, referral = case

    with trade.at_work(trade.commissioner) as by:
        recorded = record_jobs([a_new_job(referral)], by=by, at=LATER)

    assert (recorded.added, len(recorded.refused)) == (0, 1)


def test_the_same_rows_twice_change_nothing(case):
    trade, referral = case
    job = a_new_job(referral)
    weeks = new_weeks(referral, job.reference, number=3)
    jobs_recorded(trade, job)
    weeks_recorded(trade, weeks)

    jobs = jobs_recorded(trade, job, job, at=LATER + timedelta(days=1))
    again = weeks_recorded(trade, weeks, at=LATER + timedelta(days=1))

    assert (jobs.added, jobs.changed, jobs.unchanged) == (0, 0, 2)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 3)
    with acting_for(trade.provider.pk):
        assert not EarlierEvidence.objects.exists()
        assert set(WeekWorked.objects.values_list("known_at", flat=True)) == {LATER}


def test_a_corrected_week_replaces_the_earlier_and_keeps_what_was_known(case):
    trade, referral = case
    job = a_new_job(referral)
    [week] = new_weeks(referral, job.reference, number=1)
    jobs_recorded(trade, job)
    weeks_recorded(trade, [week])
    a_day_later = LATER + timedelta(days=1)

    recorded = weeks_recorded(trade, [replace(week, minutes=900)], at=a_day_later)

    assert recorded.changed == 1
    with acting_for(trade.provider.pk):
        now, before = WeekWorked.objects.get(), EarlierEvidence.objects.get()
    assert (now.minutes, now.known_at) == (900, a_day_later)
    assert (before.beginning, before.values) == (JUNE_5, {"minutes": 960})
    assert (before.known_at, before.known_until) == (LATER, a_day_later)


def test_a_corrected_job_keeps_its_weeks_and_what_was_known(case):
    trade, referral = case
    job = a_new_job(referral, employer="A bakery")
    jobs_recorded(trade, job)
    weeks_recorded(trade, new_weeks(referral, job.reference, number=2))

    jobs_recorded(trade, replace(job, supported=True, ended_on=date(2017, 7, 1)))

    with acting_for(trade.provider.pk):
        now, before = Job.objects.get(), EarlierEvidence.objects.get()
        assert now.weeks.count() == 2
    assert (now.supported, now.ended_on) == (True, date(2017, 7, 1))
    assert before.values == {
        "employer": "A bakery",
        "started_on": "2017-06-05",
        "ended_on": None,
        "self_employed": False,
        "supported": False,
    }


def test_a_job_is_not_moved_away_from_its_weeks(case):
    trade, referral = case
    job = a_new_job(referral)
    jobs_recorded(trade, job)
    weeks_recorded(trade, new_weeks(referral, job.reference, number=3))

    moved = replace(job, started_on=JUNE_5 + timedelta(days=7))
    cut = replace(job, ended_on=JUNE_5 + timedelta(days=13))

    assert [reason for _, reason in jobs_recorded(trade, moved).refused] == [
        "Weeks with work are recorded outside these dates. Correct those weeks first."
    ]
    assert jobs_recorded(trade, cut).refused
    assert jobs_recorded(trade, replace(job, started_on=JUNE_5 + timedelta(days=6))).changed == 1


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"beginning": JUNE_5 + timedelta(days=1)}, "Give the Monday of this one, 5 June 2017"),
        ({"beginning": JUNE_5 - timedelta(days=7)}, "lies before the job began"),
        ({"beginning": JUNE_5 + timedelta(days=14)}, "lies after the job ended"),
        ({"beginning": date(2018, 2, 26)}, "is not over"),
        ({"minutes": 168 * 60 + 1}, "0 to 168 hours"),
        ({"minutes": -1}, "0 to 168 hours"),
        ({"job": "NOWHERE"}, "No job of this referral has the reference NOWHERE"),
    ],
)
def test_a_week_that_cannot_be_true_is_refused(case, facts, words):
    trade, referral = case
    jobs_recorded(trade, a_new_job(referral, reference="A", ended_on=JUNE_5 + timedelta(days=13)))
    values = {"job": "A", "beginning": JUNE_5, "minutes": 960} | facts

    [(_, reason)] = weeks_recorded(trade, [NewWeek(referral=referral, **values)]).refused

    assert words in reason


def test_the_week_in_which_a_job_begins_counts(case):
    trade, referral = case
    job = a_new_job(referral, started_on=JUNE_5 + timedelta(days=6))
    jobs_recorded(trade, job)

    assert weeks_recorded(trade, new_weeks(referral, job.reference, number=1)).added == 1


def test_the_good_rows_of_a_batch_are_kept(case):
    trade, referral = case
    good = a_new_job(referral)
    contradicts_it = replace(good, employer="Another")
    too_early = a_new_job(referral, started_on=THE_DAY_BEFORE)

    recorded = jobs_recorded(trade, good, contradicts_it, too_early)

    assert recorded.added == 1
    assert [job for job, _ in recorded.refused] == [contradicts_it, too_early]


def test_the_database_keeps_a_week_on_a_monday(case):
    trade, referral = case
    job = a_new_job(referral)
    jobs_recorded(trade, job)
    weeks_recorded(trade, new_weeks(referral, job.reference, number=1))

    with acting_for(trade.provider.pk), pytest.raises(IntegrityError), transaction.atomic():
        WeekWorked.objects.update(beginning=JUNE_5 + timedelta(days=1))


def test_hundreds_of_rows_are_recorded_in_a_handful_of_statements(django_assert_max_num_queries):
    trade = a_trade()
    jobs = [
        a_new_job(referral) for referral in some_referrals(50, trade=trade, status=Status.STARTED)
    ]
    weeks = [week for job in jobs for week in new_weeks(job.referral, job.reference, number=10)]

    with django_assert_max_num_queries(12):
        jobs_recorded(trade, *jobs)
    with django_assert_max_num_queries(12):
        assert weeks_recorded(trade, weeks).added == 500


def test_no_other_party_sees_a_providers_evidence(case):
    trade, referral = case
    jobs_recorded(trade, a_new_job(referral))

    for party in (trade.department, trade.commissioner):
        with trade.at_work(party):
            assert not Job.objects.exists()


def test_a_restricted_persons_evidence_is_seen_by_those_named(case):
    trade, referral = case
    job = a_new_job(referral)
    jobs_recorded(trade, job)
    weeks_recorded(trade, new_weeks(referral, job.reference, number=1))

    with trade.at_work(trade.provider) as by:
        restrict(Record.objects.get(referrals_in=referral), to=[by], by=by, at=NOON)
        assert Job.objects.exists()

    with acting_for(trade.provider.pk, user=a_member_of_staff(trade.provider).pk):
        assert not Job.objects.exists()
        assert not WeekWorked.objects.exists()
