from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.programmes.participation.activity import Activity
from onward.programmes.participation.updating import (
    Change,
    Effect,
    NeitherStartNorEnd,
    Told,
    Why,
    change,
)

RUN_ON = date(2025, 10, 20)
COLLEGE = Activity(
    code="230",
    started_on=date(2025, 9, 5),
    ascertained_on=date(2025, 9, 12),
    verified_on=date(2025, 9, 12),
)
LOST = Activity(code="820", started_on=date(2025, 9, 1))
FORTNIGHT = timedelta(days=14)

days = st.dates(date(2025, 8, 1), date(2025, 12, 31))
codes = st.sampled_from(["230", "310", "410", "619", "820"])


def told(code="230", started="", ended="", on=RUN_ON):
    return Told(
        code=code,
        told_on=on,
        started_on=date.fromisoformat(started) if started else None,
        ended_on=date.fromisoformat(ended) if ended else None,
    )


def done(current, row, tolerance=FORTNIGHT):
    return change(current, row, run_on=RUN_ON, tolerance=tolerance)


def test_a_starter_who_was_lost_has_an_activity_again():
    found = done(LOST, told(started="2025-09-08"))

    assert found.effect is Effect.STARTED
    before, now = found.activities
    assert (before.code, before.ended_on) == ("820", date(2025, 9, 7))
    assert (now.code, now.started_on, now.verified_on) == ("230", date(2025, 9, 8), RUN_ON)


def test_the_same_place_once_more_confirms_it():
    found = done(COLLEGE, told(started="2025-09-05"))

    assert found == Change(Effect.CONFIRMED, (replace(COLLEGE, verified_on=RUN_ON),))


def test_a_leaver_is_ended_and_nobody_knows_what_follows():
    ended, lost = done(COLLEGE, told(ended="2025-10-10")).activities

    assert (ended.code, ended.ended_on) == ("230", date(2025, 10, 10))
    assert (lost.code, lost.started_on) == ("810", date(2025, 10, 11))


def test_an_end_still_to_come_is_a_predicted_end():
    found = done(COLLEGE, told(started="2025-09-05", ended="2026-07-31"))

    assert found.effect is Effect.CONFIRMED
    assert found.activities[0].predicted_end_on == date(2026, 7, 31)
    assert found.activities[0].ended_on is None


def test_a_later_start_elsewhere_ends_what_was_before():
    before, now = done(COLLEGE, told("310", started="2025-10-13")).activities

    assert (before.ended_on, now.started_on) == (date(2025, 10, 12), date(2025, 10, 13))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (told(started="2025-09-08"), Why.OTHER_START),
        (told("310", started="2025-09-05"), Why.OTHER_ACTIVITY),
        (told("310", started="2025-09-01"), Why.OTHER_ACTIVITY),
        (told("310", ended="2025-10-01"), Why.OTHER_ACTIVITY),
        (told(ended="2025-09-01"), Why.OTHER_END),
        (told("310", started="2025-09-10", on=date(2025, 9, 11)), Why.FRESHER_KNOWN),
    ],
)
def test_what_contradicts_the_record_is_asked_about_and_changes_nothing(row, why):
    assert done(COLLEGE, row) == Change(Effect.ASKED, why=why)


def test_an_activity_within_the_tolerance_is_left_and_the_row_noted():
    began_lately = replace(COLLEGE, started_on=date(2025, 10, 6), verified_on=None)
    row = told("310", started="2025-10-13")

    assert done(began_lately, row) == Change(Effect.NOTED, why=Why.WITHIN_TOLERANCE)
    assert done(began_lately, row, timedelta(days=13)).effect is Effect.STARTED


def test_what_is_over_before_the_present_activity_began_is_no_news():
    assert done(COLLEGE, told("410", started="2025-06-01", ended="2025-08-01")).activities == ()
    assert done(LOST, told(ended="2025-08-01")).effect is Effect.NOTHING


def test_a_row_without_start_and_end_says_nothing():
    with pytest.raises(NeitherStartNorEnd):
        told()


@given(
    st.none() | st.builds(Activity, code=codes, started_on=days, verified_on=st.none() | days),
    st.builds(
        lambda code, on, start, end: Told(
            code=code, told_on=on, started_on=start, ended_on=end or (None if start else on)
        ),
        st.sampled_from(["230", "310", "410"]),
        days,
        st.none() | days,
        st.none() | days,
    ),
)
def test_the_same_row_twice_changes_nothing_more_and_no_fresher_fact_is_lost(current, row):
    first = done(current, row)
    for activity in first.activities:
        assert activity.ended_on is None or activity.started_on <= activity.ended_on

    now = first.activities[-1] if first.activities else current
    assert done(now, row).activities == ()
    if current and first.effect in {Effect.STARTED, Effect.ENDED} and current.code < "800":
        assert current.verified_on is None or current.verified_on <= row.told_on
