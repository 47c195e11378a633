"""What tracking works out and what the return is checked by are two texts of one requirement."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.formats.nccis import days
from onward.formats.nccis.activity_rules import NEET
from onward.formats.nccis.code_lists import code_lists
from onward.formats.nccis.record import Header, Record
from onward.formats.nccis.rule import Frame
from onward.formats.nccis.rule_sets import RULES_2015_16, RULES_2019_20, RULES_2026_27
from onward.programmes.participation.activities import meanings, neet_codes
from onward.programmes.participation.currency import currency_rules
from onward.programmes.participation.guarantee import Block, block, codes
from onward.programmes.participation.leaving import OUTSIDE_ENGLAND, UNKNOWN_PLACE, CohortStatus
from onward.programmes.participation.years import year_group
from onward.values.academic_year import academic_age

TODAY = date(2026, 10, 31)
LISTS = code_lists(on=TODAY)
births = st.dates(date(1985, 1, 1), date(2012, 12, 31))
period_ends = st.dates(date(2015, 4, 1), date(2030, 12, 31))


def a_frame(period_end: date) -> Frame:
    needs = RULES_2026_27.needs
    return Frame(header=Header(), period_end=period_end, codes=LISTS, needs=needs)


@given(births, period_ends)
def test_academic_age_and_year_group_are_the_same(born, period_end):
    """`ccis.md` 9b.1"""
    record = Record(dob=born.isoformat())

    assert days.academic_age(record.dob, period_end) == academic_age(born, on=period_end)
    assert a_frame(period_end).year_group(record) == year_group(born, on=period_end)


@given(births, period_ends)
def test_the_guarantee_asks_the_same_people(born, period_end):
    """`ccis.md` 9b.14"""
    group = a_frame(period_end).guarantee_year_group(Record(dob=born.isoformat()))
    asked = {11: Block.YEAR_11, 12: Block.YEAR_12}.get(group or 0)

    assert asked == block(born, on=period_end)


@pytest.mark.parametrize("on", [date(2015, 6, 30), date(2018, 4, 30), date(2020, 6, 30), TODAY])
def test_the_activities_are_the_same(on):
    assert set(meanings(on)) == code_lists(on=on).activity


def test_neet_is_the_same():
    assert neet_codes() == NEET


def test_what_can_lapse_needs_a_day_on_which_it_does():
    lapses = set(currency_rules(TODAY).by_code)

    assert lapses & LISTS.activity == RULES_2019_20.needs.due_to_lapse_date
    assert lapses == RULES_2015_16.needs.due_to_lapse_date


def test_the_codes_are_the_same():
    assert set(codes(Block.YEAR_11)) == LISTS.year_11_guarantee
    assert set(codes(Block.YEAR_12)) == LISTS.year_12_guarantee
    assert set(CohortStatus) == LISTS.cohort_status
    assert OUTSIDE_ENGLAND | {UNKNOWN_PLACE} == LISTS.place


@pytest.mark.parametrize(
    ("asked", "needs"),
    [("predicted_end_on", "predicted_end_date"), ("review_on", "review_date")],
)
def test_the_dates_that_an_activity_asks_for_are_the_same(asked, needs):
    asking = {code for code, each in meanings(TODAY).items() if asked in each.asks_for}

    assert asking == getattr(RULES_2026_27.needs, needs)
