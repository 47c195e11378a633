from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.agreements.populations import Asked, Verdict
from onward.programmes.participation.cohort import Plan, YoungPerson
from onward.programmes.participation.populations import (
    IN_THE_ACT,
    IN_THE_ASSESSMENT,
    IN_THE_MEMORANDUM,
)
from onward.programmes.participation.tracking_period import (
    NoContact,
    TrackingPeriod,
    YearElevenEnds,
)
from onward.values.ages import age_on

BORN = date(2001, 3, 10)


def asked(on, *, difficulty, born=BORN):
    return Asked(age=age_on(on, born=born), has_learning_difficulty=difficulty)


@pytest.mark.parametrize(
    ("on", "difficulty", "verdict"),
    [
        (date(2014, 3, 9), False, Verdict.OUT),
        (date(2014, 3, 10), False, Verdict.IN),
        (date(2021, 3, 9), False, Verdict.IN),
        (date(2021, 3, 10), False, Verdict.OUT),
        (date(2021, 3, 10), True, Verdict.IN),
        (date(2025, 3, 11), True, Verdict.IN),
        (date(2026, 3, 9), True, Verdict.IN),
        (date(2026, 3, 10), True, Verdict.OUT),
    ],
)
@pytest.mark.parametrize("population", [IN_THE_ACT, IN_THE_ASSESSMENT])
def test_the_service_is_for_13_to_19_and_to_the_25th_birthday_with_a_difficulty(
    population, on, difficulty, verdict
):
    """REQ-002-013, REQ-LAW-040."""
    assert population.verdict(asked(on, difficulty=difficulty)) is verdict


def test_of_25_the_memorandum_says_two_things_and_a_named_person_decides():
    """REQ-002-148."""
    day_before = asked(date(2026, 3, 9), difficulty=True)
    birthday = asked(date(2026, 3, 10), difficulty=True)

    assert IN_THE_MEMORANDUM.is_contested
    assert IN_THE_MEMORANDUM.verdict(day_before) is Verdict.IN
    assert IN_THE_MEMORANDUM.verdict(birthday) is Verdict.UNDETERMINED
    by_the_clause = IN_THE_MEMORANDUM.verdict(birthday, chosen="source 002 recital D")
    assert by_the_clause is Verdict.OUT


PERIOD = TrackingPeriod()
PUPIL = YoungPerson(born=date(2010, 1, 20), lives_in="856")  # year 10 in 2024-25


def why_no_contact(on, *, school_in="855", person=PUPIL, period=PERIOD):
    return period.why_no_contact(person, school_in=school_in, authority="856", on=on)


def test_a_resident_at_another_authoritys_school_is_left_to_it_until_year_11_ends():
    """REQ-002-016."""
    assert why_no_contact(date(2025, 3, 1)) is NoContact.NOT_YET
    assert why_no_contact(date(2026, 8, 31)) is NoContact.NOT_YET
    assert why_no_contact(date(2026, 9, 1)) is None


def test_at_the_authoritys_own_school_or_at_none_there_is_no_such_wait():
    assert why_no_contact(date(2025, 3, 1), school_in="856") is None
    assert why_no_contact(date(2025, 3, 1), school_in="") is None


def test_who_lives_elsewhere_is_not_made_to_wait_by_that_rule():
    neighbour = YoungPerson(born=PUPIL.born, lives_in="855")

    assert why_no_contact(date(2025, 3, 1), person=neighbour) is None


def test_an_authority_may_take_the_end_of_june_for_the_end_of_year_11():
    to_june = TrackingPeriod(year_eleven_ends=YearElevenEnds.WITH_COMPULSORY_EDUCATION)

    assert why_no_contact(date(2026, 6, 26), period=to_june) is NoContact.NOT_YET
    assert why_no_contact(date(2026, 6, 27), period=to_june) is None


def test_contact_stops_three_years_after_year_11():
    """REQ-002-018."""
    assert PERIOD.ends_on(PUPIL.born) == date(2029, 8, 31)
    assert why_no_contact(date(2029, 8, 31)) is None
    assert why_no_contact(date(2029, 9, 1)) is NoContact.TRACKING_HAS_ENDED


def test_whom_a_plan_keeps_in_the_return_is_still_contacted():
    with_plan = YoungPerson(
        born=PUPIL.born, lives_in="856", plans=(Plan(date(2015, 1, 1), date(2031, 1, 31)),)
    )

    assert why_no_contact(date(2031, 1, 31), person=with_plan) is None
    assert why_no_contact(date(2031, 2, 1), person=with_plan) is NoContact.TRACKING_HAS_ENDED


@given(st.dates(date(1995, 1, 1), date(2015, 1, 1)))
def test_tracking_ends_with_an_academic_year_at_19_to_20(born):
    ends_on = PERIOD.ends_on(born)

    assert (ends_on.month, ends_on.day) == (8, 31)
    assert age_on(ends_on, born=born) == 19
    assert ends_on - PERIOD.begins_after(born) in (timedelta(days=1095), timedelta(days=1096))
