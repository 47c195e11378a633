"""Jobs and weekly hours: three clicks for a job, a table for the weeks, outcomes said at once."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from onward.outcomes.models import Job, Outcome, WeekWorked
from onward.parties.permissions import Role
from onward.tenancy.context import acting_for
from tests.journeys.stage import a_started_person
from tests.times import NOON
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import said_in

LATER = NOON + timedelta(weeks=20)
pytestmark = pytest.mark.parametrize("moment", [LATER])
JOB = {"employer": "Thistle Bakery", "started_on": "5 6 2017", "reference": "JOB-1"}
JUNE_5 = date(2017, 6, 5)


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_started_person)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup[0]


@pytest.fixture
def referral(django_db_setup):
    return django_db_setup[2]


@pytest.fixture
def job(caseworker, stage, referral):
    caseworker.post(f"/provider/referrals/{referral.pk}/jobs/new", JOB)
    with acting_for(stage.provider.pk):
        return Job.objects.get()


def hours(number, *, hours="16"):
    return {f"week-{JUNE_5 + timedelta(weeks=week)}": hours for week in range(number)}


def weeks(job):
    return f"/provider/jobs/{job.pk}/weeks"


def test_a_job_is_three_clicks_from_the_search(caseworker, referral):
    person = page_of(caseworker.get(f"/provider/people/{referral.received_as_id}"))
    (link,) = set(person.xpath("//a[normalize-space()='Record a job']/@href"))
    form = page_of(caseworker.get(link))
    (reference,) = form.xpath("//input[@name='reference']/@value")

    answer = caseworker.post(link, JOB | {"reference": reference}, follow=True)

    assert "Outcome reached: Job start." in said_in(answer)
    assert "Thistle Bakery" in said_in(answer)


def test_sent_twice_the_same_form_makes_one_job(caseworker, stage, referral, job):
    caseworker.post(f"/provider/referrals/{referral.pk}/jobs/new", JOB)

    with acting_for(stage.provider.pk):
        assert Job.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"started_on": "1 5 2017"}, "Job start must be the same as or after the start"),
        ({"started_on": "5 6 2018"}, "Job start must be today or in the past."),
        ({"ended_on": "1 6 2017"}, "Job end must be between the job's start and today."),
        ({"employer": ""}, "Enter the employer's name, or tick self-employed"),
    ],
)
def test_a_wrong_job_says_what_is_right(caseworker, referral, changed, words):
    answer = caseworker.post(f"/provider/referrals/{referral.pk}/jobs/new", JOB | changed)

    assert words in said_in(answer)


def test_a_job_is_corrected_under_its_own_reference(caseworker, stage, referral, job):
    changed = JOB | {"employer": "Thistle Café", "supported": "on", "reference": "another"}

    caseworker.post(f"/provider/jobs/{job.pk}", changed)

    with acting_for(stage.provider.pk):
        (corrected,) = Job.objects.all()
        assert (corrected.employer, corrected.supported) == ("Thistle Café", True)
        assert corrected.reference == "JOB-1"


def test_weeks_are_typed_in_a_table_and_reach_the_outcome(caseworker, stage, job):
    answer = caseworker.post(weeks(job), hours(13), follow=True)

    assert "Outcome reached: Short job outcome: 13 weeks." in said_in(answer)
    with acting_for(stage.provider.pk):
        assert WeekWorked.objects.filter(minutes=16 * 60).count() == 13
        assert set(Outcome.objects.values_list("code", flat=True)) == {"job_start", "short_13"}


def test_a_table_holds_thirteen_weeks_and_opens_where_hours_are_missing(caseworker, job):
    first = page_of(caseworker.get(weeks(job)))
    caseworker.post(weeks(job), hours(13))
    second = page_of(caseworker.get(weeks(job)))

    names = first.xpath("//main//input[starts-with(@name, 'week-')]/@name")
    assert names == list(hours(13))
    assert second.xpath("//main//input[starts-with(@name, 'week-')]/@name")[0] == "week-2017-09-04"


def test_an_empty_week_stays_as_it_is(caseworker, stage, job):
    caseworker.post(weeks(job), hours(2))
    caseworker.post(f"{weeks(job)}?page=1", hours(1, hours="7.5") | {"week-2017-06-12": ""})

    with acting_for(stage.provider.pk):
        minutes = dict(WeekWorked.objects.values_list("beginning", "minutes"))
    assert minutes == {JUNE_5: 450, date(2017, 6, 12): 960}


def test_no_hours_are_an_answer(caseworker, stage, job):
    caseworker.post(weeks(job), hours(1, hours="0"))

    with acting_for(stage.provider.pk):
        assert WeekWorked.objects.get().minutes == 0


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("169", "Hours in the week of 5 June 2017 must be 168 or fewer"),
        ("lots", "Hours in the week of 5 June 2017 must be a number, like 37.5"),
        ("-1", "Hours in the week of 5 June 2017 must be 0 or more"),
    ],
)
def test_wrong_hours_say_what_is_right(caseworker, job, typed, words):
    assert words in said_in(caseworker.post(weeks(job), hours(1, hours=typed)))


def test_the_task_list_counts_the_weeks(caseworker, referral, job):
    caseworker.post(weeks(job), hours(4))

    said = said_in(caseworker.get(f"/provider/people/{referral.received_as_id}"))

    assert "4 of 13 weeks so far" in said
    assert "Reached on 5 June 2017, not claimed" in said


def test_jobs_are_listed_with_their_weeks(caseworker, referral, job):
    caseworker.post(weeks(job), hours(4))

    said = said_in(caseworker.get(f"/provider/referrals/{referral.pk}/jobs"))

    assert "Thistle Bakery" in said
    assert "4 weeks recorded" in said


@pytest.mark.parametrize("part", ["", "/weeks"])
def test_anothers_job_looks_like_none(client, job, part):
    stranger = signed_in(client, somebody(Role.CASE_MANAGER))

    assert stranger.get(f"/provider/jobs/{job.pk}{part}").status_code == 404
    assert stranger.get(f"/provider/jobs/{uuid4()}{part}").status_code == 404
