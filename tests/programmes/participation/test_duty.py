from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.programmes.participation.activities import Duty, RateClass, meaning
from onward.programmes.participation.duty import (
    Doing,
    DutyRules,
    Form,
    Subject,
    duty_rules,
    is_neet,
)

BORN = date(2008, 4, 20)  # year 11 in 2023-24
AT_17_AND_11_MONTHS = date(2026, 3, 25)


def rules_of(day: date) -> DutyRules:
    found = duty_rules(day)
    assert found is not None
    return found


RULES = rules_of(AT_17_AND_11_MONTHS)
FULL_TIME_JOB = Doing(form=Form.PAID_WORK, work_minutes_a_week=35 * 60, weeks=30)
DAY_RELEASE = Doing(form=Form.FORMAL_COURSE, study_minutes_a_year=280 * 60, is_regulated=True)


def standing(*doings, on=AT_17_AND_11_MONTHS, code="330", **facts):
    return RULES.standing(
        Subject(born=BORN, **facts), on=on, meaning=meaning(code, on=on), doings=doings
    )


@pytest.mark.parametrize(
    ("doings", "neet"),
    [
        ([], True),
        ([Doing(form=Form.VOLUNTARY_WORK, work_minutes_a_week=35 * 60, weeks=20)], True),
        ([Doing(form=Form.WORK_EXPERIENCE)], True),
        ([Doing(form=Form.SUPPORT_MODULE)], True),
        ([Doing(form=Form.PAID_WORK, work_minutes_a_week=4 * 60)], False),
        ([Doing(form=Form.SELF_EMPLOYMENT)], False),
        ([Doing(form=Form.FORMAL_COURSE, study_minutes_a_year=60)], False),
        ([Doing(form=Form.TRAINEESHIP)], False),
        ([Doing(form=Form.VOLUNTARY_WORK), Doing(form=Form.PAID_WORK)], False),
    ],
)
def test_neet_is_no_formal_course_no_paid_work_and_no_training(doings, neet):
    """REQ-002-066."""
    assert is_neet(doings) is neet


def test_the_codes_agree_on_voluntary_work_and_on_a_few_paid_hours():
    """REQ-002-066."""
    assert meaning("540", on=AT_17_AND_11_MONTHS).rate_class is RateClass.NEET
    assert meaning("360", on=AT_17_AND_11_MONTHS).rate_class is RateClass.EET


def test_at_17_and_11_months_a_job_participates_with_study_beside_it_alone():
    """REQ-002-067."""
    assert standing(FULL_TIME_JOB) is Duty.NOT_PARTICIPATING
    assert standing(FULL_TIME_JOB, DAY_RELEASE) is Duty.MEETING


@pytest.mark.parametrize("form", [Form.SELF_EMPLOYMENT, Form.VOLUNTARY_WORK])
def test_work_of_ones_own_and_without_pay_counts_like_a_job(form):
    """REQ-002-067."""
    work = Doing(form=form, work_minutes_a_week=20 * 60, weeks=8)

    assert standing(work, DAY_RELEASE) is Duty.MEETING


@pytest.mark.parametrize(
    ("doings", "meets"),
    [
        ([Doing(form=Form.FORMAL_COURSE, study_minutes_a_year=540 * 60)], True),
        ([Doing(form=Form.FORMAL_COURSE, study_minutes_a_year=540 * 60 - 1)], False),
        ([Doing(form=Form.APPRENTICESHIP)], True),
        ([Doing(form=Form.TRAINEESHIP)], True),
        ([Doing(form=Form.SUPPORTED_INTERNSHIP)], True),
        ([Doing(form=Form.HOME_EDUCATION)], True),
        (
            [Doing(form=Form.PAID_WORK, work_minutes_a_week=20 * 60 - 1, weeks=8), DAY_RELEASE],
            False,
        ),
        ([Doing(form=Form.PAID_WORK, work_minutes_a_week=20 * 60, weeks=7), DAY_RELEASE], False),
        ([FULL_TIME_JOB, Doing(form=Form.FORMAL_COURSE, study_minutes_a_year=280 * 60)], False),
        ([DAY_RELEASE], False),
    ],
)
def test_the_hours_decide_where_they_are_known(doings, meets):
    assert RULES.participates(doings) is meets


@pytest.mark.parametrize(
    ("on", "facts", "is_under"),
    [
        (date(2024, 6, 28), {}, False),  # the last Friday in June of year 11
        (date(2024, 6, 29), {}, True),
        (date(2026, 4, 19), {}, True),
        (date(2026, 4, 20), {}, False),
        (date(2026, 4, 19), {"has_level_3": True}, False),
        (date(2026, 4, 19), {"has_level_3": False}, True),
        (date(2026, 4, 19), {"lives_in_england": False}, False),
    ],
)
def test_the_duty_lasts_from_the_end_of_schooling_to_the_18th_birthday(on, facts, is_under):
    """REQ-002-067."""
    assert RULES.is_under_duty(Subject(born=BORN, **facts), on=on) is is_under
    assert (standing(FULL_TIME_JOB, on=on, **facts) is not None) is is_under


def test_until_2015_the_duty_ended_with_year_12_and_before_2013_there_was_none():
    in_year_13 = Subject(born=date(1997, 5, 1))
    on = date(2014, 10, 1)

    assert not rules_of(on).is_under_duty(in_year_13, on=on)
    assert rules_of(on).is_under_duty(Subject(born=date(1998, 5, 1)), on=on)
    assert duty_rules(date(2013, 8, 31)) is None


def test_without_hours_the_code_speaks_and_a_lapsed_one_says_nothing():
    person, on = Subject(born=BORN), AT_17_AND_11_MONTHS
    ill = meaning("640", on=on)

    assert RULES.standing(person, on=on, meaning=ill) is Duty.TEMPORARY_BREAK
    assert RULES.standing(person, on=on, meaning=ill, has_lapsed=True) is Duty.NOT_KNOWN
    assert standing(code="640") is Duty.TEMPORARY_BREAK
    assert standing(Doing(form=Form.RE_ENGAGEMENT)) is Duty.WORKING_TOWARDS


@given(st.dates(date(2000, 1, 1), date(2012, 1, 1)), st.integers(0, 8_000))
def test_the_duty_is_one_span_of_less_than_two_and_a_half_years(born, days):
    on = born + timedelta(days=days)

    if RULES.is_under_duty(Subject(born=born), on=on):
        assert 15 * 365 < days < 18 * 366
        assert not RULES.is_under_duty(Subject(born=born), on=on + timedelta(days=913))
