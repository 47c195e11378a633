from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from onward.web.words import date_words, day_words, deadline, masked, moment_words

THURSDAY = date(2017, 4, 6)


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (2, "due in 2 working days, Thursday 6 April 2017"),
        (1, "due in 1 working day, Thursday 6 April 2017"),
        (0, "due today, Thursday 6 April 2017"),
        (-1, "1 working day overdue, was due Thursday 6 April 2017"),
        (-3, "3 working days overdue, was due Thursday 6 April 2017"),
    ],
)
def test_a_deadline_is_said_in_words_and_as_a_date(left, said):
    assert deadline(THURSDAY, left) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2017, 4, 3, 13, 5, tzinfo=UTC), "3 April 2017 at 2:05pm"),
        (datetime(2017, 1, 3, 0, 0, tzinfo=UTC), "3 January 2017 at 12:00am"),
        (datetime(2017, 1, 3, 12, 30, tzinfo=UTC), "3 January 2017 at 12:30pm"),
    ],
)
def test_a_moment_is_told_in_london_time(at, said):
    assert moment_words(at) == said


def test_a_moment_just_before_midnight_may_be_the_next_day_in_london():
    assert date_words(datetime(2017, 4, 3, 23, 30, tzinfo=UTC)) == "4 April 2017"


@pytest.mark.parametrize(
    ("value", "said"),
    [("QQ 12 34 56 C", "ending 456C"), ("1234567", "hidden"), ("", ""), (None, "")],
)
def test_only_the_end_of_an_identifier_is_shown(value, said):
    assert masked(value) == said


@pytest.mark.parametrize("say", [date_words, day_words, moment_words])
def test_no_date_is_no_words(say):
    assert say(None) == ""


def test_dates_are_said_in_the_language_of_the_page():
    with translation.override("cy"):
        assert day_words(THURSDAY) == "Dydd Iau 6 Ebrill 2017"
