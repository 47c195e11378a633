from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.programmes.outcomes import WeeksOutcome
from onward.programmes.wfs import SHORT, SUSTAINED
from onward.programmes.work import Week

SMALL = WeeksOutcome(code="small", name="", source="", minutes_a_week=960, weeks=3, within_weeks=5)
MONDAY = date(2017, 6, 5)
A_WEEK = timedelta(weeks=1)
OUTCOMES = st.sampled_from([SMALL, SHORT, SUSTAINED])
DAYS = st.integers(0, 20).map(lambda days: MONDAY + timedelta(days=days))
# Mostly enough hours, or 26 weeks of 30 would hardly ever come.
MINUTES = st.sampled_from([0, 300, 480, 959, 960, 960, 960, 2400, 2400])


@st.composite
def evidence(draw):
    """Up to 60 weeks of two jobs, in any order, each week of a job at most once."""
    places = draw(st.lists(st.integers(0, 59), unique=True))
    places += list(range(draw(st.integers(0, 30)), draw(st.integers(20, 60))))
    weeks = {
        (place, job): Week(
            beginning=MONDAY + A_WEEK * place,
            minutes=draw(MINUTES),
            job=job,
            supported=draw(st.sampled_from([False] * 9 + [True])),
        )
        for place in places
        for job in draw(st.sampled_from(["A", "A", "AB"]))
    }
    return draw(st.permutations(list(weeks.values())))


def assess(outcome, weeks, job_started_on):
    return outcome.assess(
        weeks, job_started_on=job_started_on, support_ends_on=job_started_on + A_WEEK * 26
    )


def the_plain_answer(outcome, weeks, job_started_on):
    """Look at every window there is."""
    first = job_started_on - timedelta(days=job_started_on.weekday())
    minutes = dict.fromkeys((first + A_WEEK * number for number in range(100)), 0)
    for week in weeks:
        if not week.supported and week.beginning >= first:
            minutes[week.beginning] += week.minutes
    enough = [total >= outcome.minutes_a_week for total in minutes.values()]
    for end in range(1, 101):
        if sum(enough[max(0, end - outcome.within_weeks) : end]) >= outcome.weeks:
            return first + A_WEEK * end - timedelta(days=1)
    return None


@given(OUTCOMES, evidence(), DAYS)
def test_the_date_is_that_of_looking_at_every_window(outcome, weeks, job_started_on):
    assessment = assess(outcome, weeks, job_started_on)

    assert assessment.achieved_on == the_plain_answer(outcome, weeks, job_started_on)


@given(OUTCOMES, evidence(), DAYS, st.integers())
def test_the_order_of_rows_never_matters(outcome, weeks, job_started_on, seed):
    shuffled = Random(seed).sample(weeks, len(weeks))

    assert assess(outcome, shuffled, job_started_on) == assess(outcome, weeks, job_started_on)


@given(OUTCOMES, evidence(), DAYS, st.data())
def test_more_hours_never_make_an_outcome_later(outcome, weeks, job_started_on, data):
    before = assess(outcome, weeks, job_started_on).achieved_on or date.max
    more = [replace(week, minutes=week.minutes + data.draw(MINUTES)) for week in weeks]
    more.append(Week(beginning=MONDAY + A_WEEK * 3, minutes=data.draw(MINUTES), job="C"))

    assert (assess(outcome, more, job_started_on).achieved_on or date.max) <= before


@given(OUTCOMES, evidence(), DAYS)
def test_an_outcome_has_its_weeks_within_its_window(outcome, weeks, job_started_on):
    assessment = assess(outcome, weeks, job_started_on)
    counted = assessment.explanation.counted

    if assessment.achieved_on is None:
        assert len(counted) < outcome.weeks
    else:
        assert len(set(counted)) == outcome.weeks
        assert counted[-1] - counted[0] <= A_WEEK * (outcome.within_weeks - 1)
        assert assessment.achieved_on == counted[-1] + timedelta(days=6)


@given(OUTCOMES, evidence(), DAYS)
def test_every_week_from_the_job_start_on_is_accounted_for_once(outcome, weeks, job_started_on):
    explanation = assess(outcome, weeks, job_started_on).explanation
    told = sorted([*explanation.counted, *(week.on for week in explanation.not_counted)])

    first = job_started_on - timedelta(days=job_started_on.weekday())
    assert told == [first + A_WEEK * number for number in range(len(told))]


@given(evidence(), DAYS)
def test_weeks_counted_so_far_need_no_more_than_what_is_missing(weeks, job_started_on):
    """If the weeks that follow are all worked, what is missing is all it takes."""
    so_far = assess(SUSTAINED, weeks, job_started_on)
    last = max((week.beginning for week in weeks), default=MONDAY - A_WEEK)
    if so_far.achieved_on or last < job_started_on:
        return
    missing = SUSTAINED.weeks - len(so_far.explanation.counted)
    coming = [
        Week(beginning=last + A_WEEK * number, minutes=960, job="C")
        for number in range(1, missing + 1)
    ]

    done = assess(SUSTAINED, [*weeks, *coming], job_started_on)

    assert done.achieved_on == last + A_WEEK * missing + timedelta(days=6)


@pytest.mark.parametrize(("gap", "achieved"), [(3, True), (4, False)])
def test_thirteen_weeks_in_sixteen_are_another_setting_of_the_same_rule(gap, achieved):
    """Worked example 12"""
    fair_start = replace(SHORT, within_weeks=16)
    places = [*range(10), *range(10 + gap, 13 + gap)]
    weeks = [Week(beginning=MONDAY + A_WEEK * place, minutes=960, job="A") for place in places]

    assert bool(assess(fair_start, weeks, MONDAY).achieved_on) is achieved
