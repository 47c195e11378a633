from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.programmes.participation.activity import Activity
from onward.programmes.participation.destinations import (
    IntendedDestination,
    UnknownDestination,
    is_asked,
    is_required,
)
from onward.programmes.participation.survey import Recorded, answer, is_surveyed

RETURNED_AT = datetime(2026, 1, 30, 17, tzinfo=UTC)


def recorded(code, started, ended="", *, known="2025-09-20", is_confirmed=True, is_primary=True):
    activity = Activity(
        code=code,
        started_on=date.fromisoformat(started),
        ended_on=date.fromisoformat(ended) if ended else None,
        is_primary=is_primary,
    )
    known_since = datetime.fromisoformat(f"{known}T12:00+00:00")
    return Recorded(activity=activity, known_since=known_since, is_confirmed=is_confirmed)


def code_of(*rows, returned_at=RETURNED_AT):
    found = answer(rows, survey_year=2025, returned_at=returned_at)
    return found and found.code


def test_what_begins_on_the_day_answers_and_what_ended_the_day_before_does_not():
    """`ccis.md` 9b.15"""
    left = recorded("230", "2025-09-04", "2025-10-31")

    assert code_of(left, recorded("619", "2025-11-01")) == "619"


def test_what_ends_on_the_day_still_answers():
    """`ccis.md` 9b.15"""
    stayed = recorded("230", "2025-09-04", "2025-11-01")

    assert code_of(stayed, recorded("310", "2025-11-02")) == "230"


def test_the_primary_confirmed_activity_answers():
    """`ccis.md` 9b.15"""
    college = recorded("230", "2025-09-04")
    unconfirmed = recorded("230", "2025-09-04", is_confirmed=False)
    evenings = recorded("330", "2025-10-01", is_primary=False)

    assert code_of(college, evenings) == "230"
    assert code_of(unconfirmed, evenings) == "330"
    assert code_of(unconfirmed) is None


def test_what_is_learnt_before_the_return_answers_for_november():
    """`ccis.md` 9b.15"""
    learnt_late = recorded("230", "2025-09-04", known="2026-01-15")

    assert code_of(learnt_late) == "230"
    assert code_of(learnt_late, returned_at=datetime(2026, 1, 14, tzinfo=UTC)) is None


@given(st.permutations([("230", "2025-09-04"), ("310", "2025-10-06"), ("619", "2025-10-20")]))
def test_the_order_of_recording_does_not_matter(rows):
    assert code_of(*(recorded(code, started) for code, started in rows)) == "619"


def test_the_survey_is_about_last_summers_year_11():
    assert is_surveyed(date(2009, 8, 31), survey_year=2025)
    assert is_surveyed(date(2008, 9, 1), survey_year=2025)
    assert not is_surveyed(date(2009, 9, 1), survey_year=2025)


def test_an_intended_destination_is_asked_of_year_11_and_no_longer_required():
    assert is_asked(date(2009, 10, 10), on=date(2026, 3, 31))
    assert not is_asked(date(2009, 10, 10), on=date(2026, 9, 1))
    assert is_required(date(2003, 10, 10), on=date(2020, 3, 31))
    assert not is_required(date(2003, 10, 10), on=date(2020, 4, 30))


def test_an_intended_destination_is_one_of_the_returns_codes():
    assert IntendedDestination("211", date(2026, 3, 2)).code == "211"
    with pytest.raises(UnknownDestination):
        IntendedDestination("112", date(2026, 3, 2))
