from datetime import date, timedelta

import pytest

from onward.programmes.doubts import Doubt
from onward.programmes.outcomes import NotCounted, PassedOver
from onward.programmes.wfs import SHORT, SUSTAINED, WFS_2017
from onward.programmes.work import BadEvidence, JobStart, Week

JUNE_5 = date(2017, 6, 5)
A_WEEK = timedelta(weeks=1)
HOURS = 60


def weeks_of(job, *, first, count, hours=16, **facts):
    return [
        Week(beginning=first + A_WEEK * number, minutes=hours * HOURS, job=job, **facts)
        for number in range(count)
    ]


def outcomes_of(weeks, *, job_started_on=JUNE_5, started_on=date(2017, 5, 1)):
    """The short and the sustained assessment."""
    _, *others = WFS_2017.assess(
        started_on, job_starts=[JobStart(on=job_started_on, job="A")], weeks=weeks
    )
    return others


def job_start_of(*job_starts, started_on=date(2017, 5, 1), **extension):
    return WFS_2017.assess(started_on, job_starts=job_starts, weeks=[], **extension)[0]


def test_thirteen_weeks_of_sixteen_hours_are_a_short_outcome():
    """Worked example 10"""
    short, sustained = outcomes_of(weeks_of("A", first=JUNE_5, count=13))

    assert short.achieved_on == date(2017, 9, 3)
    assert short.explanation.counted == tuple(JUNE_5 + A_WEEK * number for number in range(13))
    assert short.explanation.not_counted == ()
    assert short.explanation.doubts == ()
    assert sustained.achieved_on is None


def test_a_week_of_fifteen_hours_breaks_the_run():
    """Worked example 10"""
    weeks = weeks_of("A", first=JUNE_5, count=40)
    weeks[6] = Week(beginning=weeks[6].beginning, minutes=15 * HOURS, job="A")

    before, _ = outcomes_of(weeks[:19])
    short, _ = outcomes_of(weeks)

    assert before.achieved_on is None
    assert len(before.explanation.counted) == 12
    assert short.achieved_on == weeks[19].beginning + timedelta(days=6)
    assert short.explanation.counted[0] == weeks[7].beginning
    assert short.explanation.not_counted[0].why is PassedOver.OUTSIDE_THE_WINDOW
    assert short.explanation.not_counted[6] == NotCounted(
        weeks[6].beginning, PassedOver.TOO_FEW_HOURS
    )
    assert short.explanation.doubts == (Doubt.WEEKLY_TEST, Doubt.WINDOW_SLIDES)


def test_two_jobs_with_a_break_of_three_weeks_are_a_sustained_outcome():
    """Worked example 11"""
    weeks = weeks_of("A", first=JUNE_5, count=12)
    weeks += weeks_of("B", first=date(2017, 9, 18), count=14)

    short, sustained = outcomes_of(weeks)

    assert sustained.achieved_on == date(2017, 12, 24)
    breaks = [date(2017, 8, 28), date(2017, 9, 4), date(2017, 9, 11)]
    assert sustained.explanation.not_counted == tuple(
        NotCounted(monday, PassedOver.NO_WORK) for monday in breaks
    )
    assert sustained.explanation.doubts == (Doubt.WEEKS_AFTER_SUPPORT,)
    assert short.achieved_on == date(2017, 12, 17)


def test_a_job_of_twelve_weeks_is_no_short_outcome():
    """Worked example 11"""
    short, _ = outcomes_of(weeks_of("A", first=JUNE_5, count=12))

    assert short.achieved_on is None
    assert len(short.explanation.counted) == 12


@pytest.mark.parametrize(("gap", "achieved"), [(4, True), (5, False)])
def test_breaks_of_four_weeks_are_the_most(gap, achieved):
    """Worked example 11"""
    weeks = weeks_of("A", first=JUNE_5, count=12)
    weeks += weeks_of("B", first=JUNE_5 + A_WEEK * (12 + gap), count=14)

    _, sustained = outcomes_of(weeks)

    assert (sustained.achieved_on is not None) is achieved


def test_after_too_long_a_break_later_weeks_may_still_be_enough():
    weeks = weeks_of("A", first=JUNE_5, count=12)
    weeks += weeks_of("B", first=JUNE_5 + A_WEEK * 17, count=26)

    _, sustained = outcomes_of(weeks)

    assert sustained.explanation.counted == tuple(week.beginning for week in weeks[12:])
    assert Doubt.WINDOW_SLIDES in sustained.explanation.doubts


def test_two_jobs_without_a_gap_are_a_short_outcome_with_a_doubt():
    """Open question 16"""
    weeks = weeks_of("A", first=JUNE_5, count=6)
    weeks += weeks_of("B", first=JUNE_5 + A_WEEK * 6, count=7)

    short, sustained = outcomes_of(weeks)

    assert short.achieved_on == date(2017, 9, 3)
    assert short.explanation.doubts == (Doubt.ACROSS_JOBS,)
    assert Doubt.ACROSS_JOBS not in sustained.explanation.doubts


def test_the_hours_of_two_jobs_in_a_week_add_up_with_a_doubt():
    weeks = weeks_of("A", first=JUNE_5, count=13, hours=9)
    weeks += weeks_of("B", first=JUNE_5, count=13, hours=7)

    short, _ = outcomes_of(weeks)

    assert short.achieved_on == date(2017, 9, 3)
    assert short.explanation.doubts == (Doubt.ACROSS_JOBS, Doubt.HOURS_ADDED)


def test_one_week_of_added_hours_is_enough_for_the_doubt():
    weeks = weeks_of("A", first=JUNE_5, count=13)
    weeks[4] = Week(beginning=weeks[4].beginning, minutes=15 * HOURS, job="A")
    weeks += weeks_of("B", first=weeks[4].beginning, count=1, hours=1)

    short, _ = outcomes_of(weeks)

    assert short.explanation.doubts == (Doubt.ACROSS_JOBS, Doubt.HOURS_ADDED)


def test_supported_work_does_not_count():
    """WFS pays for unsupported jobs alone"""
    weeks = weeks_of("A", first=JUNE_5, count=13, supported=True)

    short, _ = outcomes_of(weeks)

    assert short.achieved_on is None
    assert {week.why for week in short.explanation.not_counted} == {PassedOver.SUPPORTED}


def test_the_partial_first_week_counts_if_it_has_the_hours():
    weeks = weeks_of("A", first=JUNE_5, count=13)

    short, _ = outcomes_of(weeks, job_started_on=date(2017, 6, 8))

    assert short.achieved_on == date(2017, 9, 3)


def test_a_partial_first_week_with_few_hours_only_moves_the_run():
    weeks = weeks_of("A", first=JUNE_5, count=14)
    weeks[0] = Week(beginning=JUNE_5, minutes=15 * HOURS, job="A")

    short, _ = outcomes_of(weeks, job_started_on=date(2017, 6, 8))

    assert short.achieved_on == date(2017, 9, 10)
    assert Doubt.WINDOW_SLIDES not in short.explanation.doubts


def test_a_full_first_week_with_few_hours_slides_the_window():
    """Open question 17"""
    weeks = weeks_of("A", first=JUNE_5, count=14)
    weeks[0] = Week(beginning=JUNE_5, minutes=15 * HOURS, job="A")

    short, _ = outcomes_of(weeks)

    assert short.achieved_on == date(2017, 9, 10)
    assert Doubt.WINDOW_SLIDES in short.explanation.doubts


@pytest.mark.parametrize(
    ("support_ends_on", "doubts"),
    [(date(2017, 9, 3), (Doubt.WEEKS_AFTER_SUPPORT,)), (date(2017, 9, 4), ())],
)
def test_weeks_that_end_after_support_are_told(support_ends_on, doubts):
    weeks = weeks_of("A", first=JUNE_5, count=13)

    short = SHORT.assess(weeks, job_started_on=JUNE_5, support_ends_on=support_ends_on)

    assert short.explanation.doubts == doubts


def test_weeks_before_the_job_start_do_not_count():
    weeks = weeks_of("A", first=JUNE_5, count=13)

    short, _ = outcomes_of(weeks, job_started_on=JUNE_5 + A_WEEK)

    assert short.achieved_on is None
    assert len(short.explanation.counted) == 12


def test_without_a_job_start_no_weeks_count():
    weeks = weeks_of("A", first=JUNE_5, count=40)
    assessments = WFS_2017.assess(date(2017, 5, 1), job_starts=[], weeks=weeks)

    assert [assessment.achieved_on for assessment in assessments] == [None, None, None]


@pytest.mark.parametrize(
    ("on", "achieved", "doubts"),
    [
        (date(2017, 4, 30), False, ()),
        (date(2017, 5, 1), True, (Doubt.JOB_START_HOURS,)),
        (date(2017, 10, 31), True, (Doubt.JOB_START_HOURS,)),
        (date(2017, 11, 1), False, (Doubt.JOB_START_ON_THE_END,)),
        (date(2017, 11, 2), False, ()),
    ],
)
def test_a_job_starts_within_pre_employment_support(on, achieved, doubts):
    job_start = job_start_of(JobStart(on=on, job="A"))

    assert job_start.achieved_on == (on if achieved else None)
    assert job_start.explanation.doubts == doubts


def test_a_supported_job_raises_no_doubt_about_its_day():
    job_start = job_start_of(JobStart(on=date(2017, 11, 1), job="A", supported=True))

    assert job_start.explanation.doubts == ()


def test_an_extension_by_the_commissioner_lets_a_later_job_count():
    late = JobStart(on=date(2017, 11, 20), job="A")

    assert job_start_of(late).achieved_on is None
    assert job_start_of(late, pre_employment_ends_on=date(2017, 12, 1)).achieved_on == late.on


def test_the_first_unsupported_job_is_the_job_start():
    job_start = job_start_of(
        JobStart(on=date(2017, 8, 1), job="C"),
        JobStart(on=date(2017, 6, 1), job="A", supported=True),
        JobStart(on=date(2017, 4, 1), job="earlier"),
        JobStart(on=date(2017, 7, 1), job="B"),
    )

    assert job_start.achieved_on == date(2017, 7, 1)
    assert [(each.on.month, each.why) for each in job_start.explanation.not_counted] == [
        (4, PassedOver.BEFORE_THE_START),
        (6, PassedOver.SUPPORTED),
    ]


def test_a_week_that_stands_twice_for_one_job_is_refused():
    week = weeks_of("A", first=JUNE_5, count=1)

    with pytest.raises(BadEvidence, match="twice"):
        outcomes_of(week * 2)


@pytest.mark.parametrize(
    "change", [{"beginning": date(2017, 6, 6)}, {"minutes": -1}, {"minutes": 10_081}]
)
def test_a_week_that_cannot_be_is_refused(change):
    with pytest.raises(BadEvidence):
        Week(**({"beginning": JUNE_5, "minutes": 960, "job": "A"} | change))


@pytest.mark.parametrize("minutes", [0, 10_080])
def test_a_week_has_at_most_its_own_minutes(minutes):
    assert Week(beginning=JUNE_5, minutes=minutes, job="A").minutes == minutes


def test_each_outcome_says_its_source():
    for outcome in (*WFS_2017.outcomes, SHORT, SUSTAINED):
        assert outcome.source
        assert outcome.name
