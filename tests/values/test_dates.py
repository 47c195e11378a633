from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.values.dates import BadDate, read_date

dates = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(dates)
def test_a_date_reads_the_same_in_every_accepted_form(day):
    forms = [day.isoformat(), day.strftime("%d/%m/%Y"), f"{day.day}/{day.month}/{day.year}"]

    assert {read_date(text) for text in forms} == {day}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("03/04/17", "form that can be read safely"),
        ("42828", "form that can be read safely"),
        ("03042017", "form that can be read safely"),
        ("3 April 2017", "form that can be read safely"),
        ("2017-4-3", "form that can be read safely"),
        ("03.04.2017", "form that can be read safely"),
        ("", "form that can be read safely"),
        ("30/02/2017", "no such day"),
        ("04/13/2017", "no such day"),
        ("03/04/0017", "not between 1900 and 2099"),
    ],
)
def test_any_other_date_is_refused_with_the_remedy(text, rule):
    """Open question 23: a doubtful date is asked about, never guessed."""
    with pytest.raises(BadDate, match=rule) as refusal:
        read_date(text)

    assert "four-digit year" in refusal.value.remedy
