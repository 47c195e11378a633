from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.values.working_days import Calendar, Nation, Override, bank_holidays

ENGLAND_AND_WALES = Calendar(Nation.ENGLAND_AND_WALES)
SCOTLAND = Calendar(Nation.SCOTLAND)
NORTHERN_IRELAND = Calendar(Nation.NORTHERN_IRELAND)


@pytest.mark.parametrize(
    ("calendar", "trigger", "days", "due"),
    [
        (ENGLAND_AND_WALES, date(2018, 3, 29), 2, date(2018, 4, 4)),
        (ENGLAND_AND_WALES, date(2021, 1, 4), 15, date(2021, 1, 25)),
        (ENGLAND_AND_WALES, date(2021, 1, 25), 20, date(2021, 2, 22)),
        (SCOTLAND, date(2021, 3, 24), 10, date(2021, 4, 8)),
        (ENGLAND_AND_WALES, date(2021, 3, 24), 10, date(2021, 4, 9)),
    ],
)
def test_the_day_after_the_trigger_is_day_one(calendar, trigger, days, due):
    """Worked examples 1, 2 and 3 of `programmes.md` section 9."""
    assert calendar.working_days_after(trigger, days=days) == due


@pytest.mark.parametrize(
    ("calendar", "day", "working"),
    [
        (SCOTLAND, date(2017, 1, 3), False),
        (SCOTLAND, date(2021, 4, 5), True),
        (ENGLAND_AND_WALES, date(2021, 4, 5), False),
        (NORTHERN_IRELAND, date(2021, 7, 12), False),
        (SCOTLAND, date(2021, 7, 12), True),
        (SCOTLAND, date(2026, 6, 15), False),
        (ENGLAND_AND_WALES, date(2022, 9, 19), False),
        (ENGLAND_AND_WALES, date(2021, 12, 28), False),
        (ENGLAND_AND_WALES, date(2021, 4, 10), False),
    ],
)
def test_each_nation_keeps_its_own_holidays(calendar, day, working):
    assert calendar.is_working_day(day) is working


def test_england_and_wales_share_one_list():
    assert bank_holidays(Nation.ENGLAND_AND_WALES, year=2018) == {
        date(2018, 1, 1),
        date(2018, 3, 30),
        date(2018, 4, 2),
        date(2018, 5, 7),
        date(2018, 5, 28),
        date(2018, 8, 27),
        date(2018, 12, 25),
        date(2018, 12, 26),
    }


def test_a_contract_may_close_a_day_or_open_a_holiday():
    thursday, good_friday = date(2018, 3, 29), date(2018, 3, 30)
    overrides = {Override(thursday, is_working=False), Override(good_friday, is_working=True)}
    contract = Calendar(Nation.ENGLAND_AND_WALES, frozenset(overrides))

    assert contract.working_days_after(date(2018, 3, 28), days=1) == good_friday


@given(st.dates(date(2016, 1, 1), date(2026, 12, 31)), st.integers(0, 40))
def test_so_many_working_days_lie_between_the_trigger_and_the_answer(day, days):
    due = SCOTLAND.working_days_after(day, days=days)

    passed = [day + timedelta(days=n + 1) for n in range((due - day).days)]
    assert sum(map(SCOTLAND.is_working_day, passed)) == days
    assert due == day or SCOTLAND.is_working_day(due)


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        SCOTLAND.working_days_after(date(2021, 1, 1), days=-1)


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2017, 4, 13), 2),  # the Thursday before Easter: Friday is a holiday of Scotland
        (date(2017, 4, 15), 2),
        (date(2017, 4, 17), 1),
        (date(2017, 4, 18), 0),
        (date(2017, 4, 19), -1),
        (date(2017, 4, 23), -3),
    ],
)
def test_working_days_left_are_counted_without_weekends_and_holidays(today, left):
    due = date(2017, 4, 18)

    assert SCOTLAND.working_days_until(due, today=today) == left


def test_a_friday_that_has_passed_is_overdue_on_saturday():
    assert SCOTLAND.working_days_until(date(2017, 5, 5), today=date(2017, 5, 6)) == -1


@given(today=st.dates(date(2015, 1, 1), date(2030, 1, 1)), days=st.integers(0, 30))
def test_a_day_so_many_working_days_ahead_is_so_many_away(today, days):
    due = SCOTLAND.working_days_after(today, days=days)

    assert SCOTLAND.working_days_until(due, today=today) == days


@given(
    st.sampled_from(Nation),
    st.dates(date(2016, 1, 1), date(2026, 12, 31)),
    st.integers(0, 900),
    st.dictionaries(st.dates(date(2016, 1, 1), date(2026, 12, 31)), st.booleans(), max_size=5),
)
def test_days_counted_by_weeks_are_as_many_as_counted_one_by_one(nation, today, ahead, changed):
    overrides = frozenset(Override(day, is_working=working) for day, working in changed.items())
    calendar = Calendar(nation, overrides)
    due = today + timedelta(days=ahead)

    one_by_one = sum(calendar.is_working_day(today + timedelta(days=n + 1)) for n in range(ahead))
    assert calendar.working_days_until(due, today=today) == one_by_one
