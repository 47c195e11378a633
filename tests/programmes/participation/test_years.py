from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.programmes.participation.years import (
    leaves_compulsory_education_on,
    year_eleven,
    year_group,
)
from onward.values.academic_year import AcademicYear, academic_age

births = st.dates(date(1995, 1, 1), date(2015, 12, 31))


@pytest.mark.parametrize(
    ("born", "period_end", "age", "group"),
    [
        (date(2008, 8, 31), date(2025, 8, 31), 16, 12),
        (date(2008, 8, 31), date(2025, 9, 30), 17, 13),
        (date(2008, 9, 1), date(2025, 9, 30), 16, 12),
        (date(2009, 8, 31), date(2025, 9, 30), 16, 12),
        (date(2009, 9, 1), date(2025, 9, 30), 15, 11),
    ],
)
def test_academic_age_is_the_age_on_the_31_august_before_the_year(born, period_end, age, group):
    """`ccis.md` 9b.1"""
    assert academic_age(born, on=period_end) == age
    assert year_group(born, on=period_end) == group


@given(births, st.integers(0, 9_000))
def test_all_born_in_one_academic_year_move_up_together_on_1_september(born, days):
    on = AcademicYear.of(born).last + timedelta(days=1 + days)

    assert academic_age(born, on=on) == academic_age(AcademicYear.of(born).first, on=on)
    moved_up = academic_age(born, on=on + timedelta(days=1)) - academic_age(born, on=on)
    assert moved_up == ((on.month, on.day) == (8, 31))


@given(births)
def test_year_eleven_is_the_year_in_which_they_are_in_year_eleven(born):
    year = year_eleven(born)

    assert {year_group(born, on=day) for day in (year.first, year.last)} == {11}
    assert year.last in year
    assert year.last + timedelta(days=1) not in year


@given(births)
def test_compulsory_education_ends_on_the_last_friday_in_june_of_year_eleven(born):
    last = leaves_compulsory_education_on(born)

    assert (last.month, last.weekday()) == (6, 4)
    assert (last + timedelta(days=7)).month == 7
    assert year_group(born, on=last) == 11


def test_a_year_is_named_by_both_its_parts():
    assert str(AcademicYear.of(date(2026, 8, 31))) == "2025-26"
    assert str(AcademicYear.of(date(1999, 9, 1))) == "1999-00"
