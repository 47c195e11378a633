from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.values.period import BadPeriod, Period, days_covered, months_after

days = st.dates(date(2015, 1, 1), date(2025, 12, 31))
periods = st.builds(
    lambda first, length: Period(first, first + timedelta(days=length)), days, st.integers(0, 300)
)


def _each_day(period):
    return {period.first + timedelta(days=n) for n in range(period.days)}


@given(st.lists(periods, max_size=5))
def test_days_covered_counts_each_day_once(several):
    assert days_covered(several) == len(set().union(*map(_each_day, several)))


@given(periods, days)
def test_a_day_is_in_a_period_from_its_first_to_its_last(period, day):
    assert (day in period) == (day in _each_day(period))


def test_overlapping_businesses_count_once():
    """The whole-programme example of `programmes.md` section 9, number 9."""
    business_a = Period(date(2019, 1, 1), date(2019, 4, 10))

    assert days_covered([business_a, Period(date(2019, 4, 1), date(2019, 6, 30))]) == 181
    assert days_covered([business_a, Period(date(2019, 4, 1), date(2019, 7, 1))]) == 182


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(BadPeriod, match="before the start"):
        Period(date(2017, 4, 4), date(2017, 4, 3))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 10), 6, date(2024, 7, 10)),
        (date(2017, 1, 31), 1, date(2017, 2, 28)),
        (date(2016, 1, 31), 1, date(2016, 2, 29)),
        (date(2017, 8, 31), 6, date(2018, 2, 28)),
        (date(2017, 12, 15), 1, date(2018, 1, 15)),
        (date(2017, 3, 31), -1, date(2017, 2, 28)),
    ],
)
def test_months_later_is_the_same_day_or_the_months_last(day, months, later):
    assert months_after(day, months=months) == later
