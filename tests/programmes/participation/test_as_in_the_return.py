"""The rules of participation and the layout of the return say the same of codes and ages."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from onward.formats.nccis import days
from onward.formats.nccis.activity_rules import NEET
from onward.formats.nccis.code_lists import code_lists
from onward.programmes.participation.activities import meanings, neet_codes
from onward.programmes.participation.guarantee import Block, block, codes
from onward.programmes.participation.leaving import CohortStatus
from onward.programmes.participation.years import academic_age, year_group

births = st.dates(date(1995, 1, 1), date(2012, 12, 31))
period_ends = st.dates(date(2015, 4, 1), date(2027, 3, 31))


@given(period_ends)
def test_both_know_the_same_codes_at_any_time(on):
    lists = code_lists(on=on)

    assert set(meanings(on)) == lists.activity
    assert set(codes(Block.YEAR_11)) == lists.year_11_guarantee
    assert set(codes(Block.YEAR_12)) == lists.year_12_guarantee
    assert {status.value for status in CohortStatus} == lists.cohort_status
    assert neet_codes() == NEET


@given(births, period_ends)
def test_both_count_academic_ages_the_same(born, on):
    assert days.academic_age(born.isoformat(), on) == academic_age(born, on=on)


@given(births, period_ends)
def test_both_ask_the_same_years_about_the_guarantee(born, on):
    group = year_group(born, on=date(days.guarantee_year(on), 9, 1))

    assert block(born, on=on) == {11: Block.YEAR_11, 12: Block.YEAR_12}.get(group)
