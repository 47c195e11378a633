"""A provider's jobs and weeks become evidence, and evidence becomes outcomes."""

from datetime import date, timedelta

import pytest

from onward.formats.evidence_csv import (
    JobStart,
    WeekWorked,
    write_job_starts,
    write_weekly_hours,
)
from onward.intake.taking_in import Done
from onward.outcomes.models import Job, Outcome
from onward.outcomes.models import WeekWorked as Week
from onward.values.nino import Nino
from tests.databases import demonstration
from tests.intake.factories import Trade, a_trade, a_zip, actions, taken_in
from tests.times import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_demonstration")]

LATER = NOON + timedelta(days=200)
MONDAY = date(2017, 5, 15)


def a_start() -> Trade:
    """PO-1 started on 8 May; PO-2 was acknowledged and has not started."""
    trade = a_trade()
    rows = trade.row("PO-1", nino="QQ123456C"), trade.row("PO-2")
    acts = actions(
        ("PO-1", "ACKNOWLEDGE", "2017-05-03", ""),
        ("PO-2", "ACKNOWLEDGE", "2017-05-03", ""),
        ("PO-1", "START", "2017-05-08", ""),
    )
    with demonstration():
        taken_in(trade.staff_of(trade.department), a_zip(*rows))
        trade.deliver()
        taken_in(trade.staff_of(trade.provider), acts, feed="referral-actions", at=LATER)
    return trade


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_start)


def a_job(reference: str = "PO-1", **changes: object) -> JobStart:
    settled = {
        "referral_reference": reference,
        "nino": None,
        "job_reference": "J1",
        "employer": "Braeside Bakery",
        "job_started_on": MONDAY,
        "job_ended_on": None,
        "minutes_per_week": 16 * 60,
        "self_employed": False,
        "supported": False,
    }
    return JobStart(**settled | changes)  # type: ignore[arg-type]


def weeks(number: int, *, first: date = MONDAY, job: str = "J1") -> list[WeekWorked]:
    return [
        WeekWorked(
            referral_reference="PO-1",
            job_reference=job,
            week_beginning=first + timedelta(weeks=week),
            minutes=16 * 60,
        )
        for week in range(number)
    ]


def give_jobs(trade: Trade, *jobs: JobStart) -> Done:
    by = trade.staff_of(trade.provider)
    return taken_in(by, write_job_starts(jobs), feed="job-starts", at=LATER)


def give_weeks(trade: Trade, *rows: WeekWorked) -> Done:
    by = trade.staff_of(trade.provider)
    return taken_in(by, write_weekly_hours(rows), feed="weekly-hours", at=LATER)


def test_a_job_becomes_an_outcome(trade):
    done = give_jobs(trade, a_job())

    assert done.effect == ["Jobs recorded: 1", "Outcomes achieved: job_start: 1"]
    with trade.at_work(trade.provider):
        assert Outcome.objects.get().achieved_on == MONDAY


def test_thirteen_weeks_of_sixteen_hours_become_the_short_outcome(trade):
    give_jobs(trade, a_job())

    done = give_weeks(trade, *weeks(13))

    assert done.done_count == 13
    assert "Outcomes achieved: short_13: 1" in done.effect


def test_weeks_that_were_given_before_change_nothing(trade):
    give_jobs(trade, a_job())
    give_weeks(trade, *weeks(2))

    done = give_weeks(trade, *weeks(3))

    assert (done.done_count, done.unchanged_count) == (1, 2)
    with trade.at_work(trade.provider):
        assert Week.objects.count() == 3


@pytest.mark.parametrize(
    ("job", "column"),
    [
        (a_job("PO-2"), "referral_reference"),
        (a_job("PO-9"), "referral_reference"),
        (a_job(job_started_on=date(2017, 5, 7)), "job_started_on"),
        (a_job(job_ended_on=date(2018, 5, 7)), "job_ended_on"),
        (a_job(nino=Nino("QQ999999C")), "nino"),
    ],
)
def test_a_job_that_cannot_be_says_where_and_why(trade, job, column):
    done = give_jobs(trade, job)

    (problem,) = done.problems
    assert (problem.file, problem.row, problem.column) == ("file.csv", 2, column)
    assert problem.rule
    assert problem.remedy
    with trade.at_work(trade.provider):
        assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        (weeks(1, first=date(2017, 5, 1)), "week_beginning"),
        (weeks(1, job="J9"), "job_reference"),
    ],
)
def test_a_week_that_cannot_be_says_where_and_why(trade, rows, column):
    give_jobs(trade, a_job())

    (problem,) = give_weeks(trade, *rows).problems

    assert (problem.row, problem.column) == (2, column)


def test_the_number_of_the_person_guards_the_reference(trade):
    assert give_jobs(trade, a_job(nino=Nino("QQ123456C"))).done_count == 1
