from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.programmes.participation.activities import meanings, neet_codes
from onward.programmes.participation.activity import Activity, neet_started_on
from onward.programmes.participation.currency import CURRENCY_2019, currency_rules, lapsing
from onward.programmes.participation.doubts import TEXT, Doubt

days = st.dates(date(2015, 1, 1), date(2030, 12, 31))
coded = st.sampled_from(sorted(meanings(date(2018, 1, 1))))
activities = st.builds(
    Activity,
    code=coded,
    started_on=days,
    verified_on=st.none() | days,
    review_on=st.none() | days,
    predicted_end_on=st.none() | days,
)


def day(text):
    return date.fromisoformat(text) if text else None


def an_activity(code="230", started_on="2018-09-05", **dates):
    return Activity(
        code=code, started_on=day(started_on), **{name: day(text) for name, text in dates.items()}
    )


@pytest.mark.parametrize(
    ("code", "verified", "predicted_end", "lapses"),
    [
        ("230", "2019-03-26", "2020-08-31", "2019-08-31"),
        ("230", "2019-03-26", "2019-06-28", "2019-06-28"),
        ("230", "2019-09-10", "2020-08-31", "2020-08-31"),
        ("110", "2019-08-31", "", "2019-08-31"),
        ("110", "2019-09-01", "", "2020-08-31"),
    ],
)
def test_education_lapses_with_the_academic_year_or_its_end(code, verified, predicted_end, lapses):
    """`ccis.md` 9b.3"""
    activity = an_activity(code, verified_on=verified, predicted_end_on=predicted_end)

    assert CURRENCY_2019.lapses_on(activity) == day(lapses)


@pytest.mark.parametrize(
    ("code", "verified", "predicted_end", "lapses"),
    [
        ("310", "2019-03-26", "", "2020-03-26"),
        ("330", "2019-03-26", "", "2019-09-26"),
        ("330", "2019-08-31", "", "2020-02-29"),
        ("330", "2019-03-26", "2019-04-01", "2019-09-26"),
        ("410", "2019-04-14", "2019-08-31", "2019-08-31"),
        ("410", "2019-04-14", "", "2019-10-14"),
        ("530", "2019-04-15", "", "2019-07-15"),
        ("530", "2019-04-15", "2019-06-01", "2019-06-01"),
    ],
)
def test_work_and_training_lapse_by_verification(code, verified, predicted_end, lapses):
    """`ccis.md` 9b.4"""
    activity = an_activity(code, verified_on=verified, predicted_end_on=predicted_end)

    assert CURRENCY_2019.lapses_on(activity) == day(lapses)


@pytest.mark.parametrize(
    ("code", "review", "lapses"),
    [
        ("350", "2019-08-31", "2019-09-28"),
        ("260", "2019-06-30", "2019-07-28"),
        ("290", "2019-08-31", "2019-09-28"),
        ("710", "2019-06-30", "2019-07-28"),
    ],
)
def test_what_is_reviewed_lapses_28_days_after_the_review(code, review, lapses):
    """`ccis.md` 9b.5"""
    activity = an_activity(code, verified_on="2019-03-26", review_on=review)

    assert CURRENCY_2019.lapses_on(activity) == day(lapses)


def test_without_the_date_that_counts_nobody_can_say_when_it_lapses():
    unreviewed = an_activity("350", verified_on="2019-03-26")

    assert CURRENCY_2019.lapses_on(unreviewed) is None
    assert CURRENCY_2019.lacks(unreviewed) == "review_on"
    assert CURRENCY_2019.lacks(an_activity("230")) == "verified_on"
    assert CURRENCY_2019.lacks(an_activity("619")) == ""


@pytest.mark.parametrize(
    ("lapses", "flag"), [("2019-04-29", True), ("2019-04-30", False), ("2019-05-01", False)]
)
def test_the_flag_is_yes_from_the_day_after(lapses, flag):
    """`ccis.md` 9b.6"""
    activity = an_activity(verified_on="2019-03-26", predicted_end_on=lapses)

    assert CURRENCY_2019.has_lapsed(activity, on=date(2019, 4, 30)) is flag


@given(activities, days)
def test_neet_and_not_known_never_lapse(activity, day):
    lapses_on = CURRENCY_2019.lapses_on(activity)

    if activity.code in neet_codes() or activity.code in {"810", "820", "830"}:
        assert (lapses_on, CURRENCY_2019.lacks(activity)) == (None, "")
    else:
        assert (lapses_on is None) == bool(CURRENCY_2019.lacks(activity))
        assert activity.code in CURRENCY_2019.by_code


@given(activities, st.integers(0, 400))
def test_a_later_verification_never_shortens_belief(activity, days_later):
    if activity.verified_on:
        later = replace(activity, verified_on=activity.verified_on + timedelta(days=days_later))
        before, after = map(CURRENCY_2019.lapses_on, (activity, later))
        assert before is None or (after is not None and before <= after)


@given(activities, days)
def test_what_has_lapsed_stays_lapsed(activity, on):
    if CURRENCY_2019.has_lapsed(activity, on=on):
        assert CURRENCY_2019.has_lapsed(activity, on=on + timedelta(days=1))


def test_the_forecast_says_who_lapses_next_and_in_which_order():
    lapse_days = {
        "lapsed": date(2026, 3, 30),
        "today": date(2026, 3, 31),
        "in 30": date(2026, 4, 30),
        "in 31": date(2026, 5, 1),
        "in 90": date(2026, 6, 29),
        "in 91": date(2026, 6, 30),
        "in 61": date(2026, 5, 31),
        "never": None,
    }

    found = lapsing(lapse_days.items(), on=date(2026, 3, 31))

    assert found == {30: ["today", "in 30"], 60: ["in 31"], 90: ["in 61", "in 90"]}


def test_the_neet_start_survives_a_change_of_neet_code():
    """`ccis.md` 9b.8"""
    seeking = an_activity("619", "2025-10-01")
    ill = an_activity("640", "2025-11-10")
    working = an_activity("330", "2025-12-01")
    seeking_again = an_activity("619", "2026-02-01")

    assert neet_started_on([ill, seeking]) == date(2025, 10, 1)
    assert neet_started_on([seeking, ill, working]) is None
    assert neet_started_on([seeking, ill, working, seeking_again]) == date(2026, 2, 1)
    assert neet_started_on([]) is None


def test_a_neet_start_that_came_with_the_activity_counts():
    moved_here = an_activity("640", "2025-11-10", neet_started_on="2025-08-01")

    assert neet_started_on([moved_here]) == date(2025, 8, 1)


@given(st.lists(st.tuples(coded, st.integers(1, 60)), max_size=8))
def test_a_neet_start_stands_with_a_neet_code_alone_and_never_after_its_start(steps):
    history, on = [], date(2019, 9, 1)
    for code, gap in steps:
        on += timedelta(days=gap)
        history.append(Activity(code=code, started_on=on))

    began = neet_started_on(history)

    assert (began is not None) == bool(history and history[-1].code in neet_codes())
    assert began is None or began <= history[-1].started_on


def test_a_period_is_judged_by_the_rules_then_in_force_and_says_what_is_open():
    assert currency_rules(date(2026, 3, 31)) is CURRENCY_2019
    assert currency_rules(date(2015, 9, 30)) is CURRENCY_2019
    assert Doubt.CURRENCY_AFTER_2020 in CURRENCY_2019.doubts
    assert TEXT.keys() == set(Doubt)
