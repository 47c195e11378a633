"""Ages in whole years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.values.ages import age_on

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1994, 3, 1), date(2014, 2, 28), 19),
        (date(1994, 3, 1), date(2014, 3, 1), 20),
        (date(1996, 2, 29), date(2014, 2, 28), 17),
        (date(1996, 2, 29), date(2014, 3, 1), 18),
        (date(1996, 2, 29), date(2016, 2, 29), 20),
    ],
)
def test_a_year_is_reached_as_the_anniversary_begins(born, day, age):
    assert age_on(day, born=born) == age


@given(DAYS, st.integers(0, 40_000))
def test_nobody_grows_younger_or_by_two_years_in_a_day(born, days):
    day = born + timedelta(days=days)

    assert age_on(day + timedelta(days=1), born=born) - age_on(day, born=born) in (0, 1)


def test_nobody_has_an_age_before_birth():
    with pytest.raises(ValueError, match="before birth"):
        age_on(date(2014, 1, 1), born=date(2014, 1, 2))
