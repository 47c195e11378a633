from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.programmes.management_information import (
    CohortCounts,
    StartBeforeReferral,
    cohort_counts,
    weekly_pack_dates,
)
from onward.values.period import Period

DECEMBER_2017 = Period(date(2017, 4, 3), date(2017, 9, 29))
DAYS = st.integers(0, 400).map(lambda days: date(2017, 1, 1) + timedelta(days=days))
REFERRALS = st.lists(
    st.tuples(DAYS, st.none() | st.integers(0, 120)).map(
        lambda pair: (pair[0], None if pair[1] is None else pair[0] + timedelta(days=pair[1]))
    )
)


def test_the_figures_of_december_2017_come_out():
    """Worked example 25"""
    in_period = [(date(2017, 6, 1), date(2017, 6, 20))] * 2_760
    after = [(date(2017, 9, 29), date(2017, 9, 30))] * 141
    not_joined = [(date(2017, 4, 3), None)] * (4_433 - 2_901)

    counts = cohort_counts([*in_period, *after, *not_joined], period=DECEMBER_2017)

    assert counts == CohortCounts(
        referred=4_433, joined=2_901, started_in_period=2_760, started_after=141
    )
    assert counts.rate == 65


@pytest.mark.parametrize(
    ("started_on", "in_period", "after"),
    [(date(2017, 9, 29), 1, 0), (date(2017, 9, 30), 0, 1)],
)
def test_a_start_on_the_last_day_is_in_the_period(started_on, in_period, after):
    counts = cohort_counts([(date(2017, 9, 1), started_on)], period=DECEMBER_2017)

    assert (counts.started_in_period, counts.started_after) == (in_period, after)


def test_a_start_from_an_earlier_referral_counts_by_its_date_alone():
    counts = cohort_counts([(date(2017, 4, 2), date(2017, 4, 3))], period=DECEMBER_2017)

    assert counts == CohortCounts(referred=0, joined=0, started_in_period=1, started_after=0)
    assert counts.rate is None


def test_a_start_after_the_period_from_an_earlier_referral_counts_nowhere():
    counts = cohort_counts([(date(2017, 4, 2), date(2017, 9, 30))], period=DECEMBER_2017)

    assert counts == CohortCounts(referred=0, joined=0, started_in_period=0, started_after=0)


@given(REFERRALS)
def test_joined_less_started_in_the_period_is_started_after(referrals):
    own = [pair for pair in referrals if pair[0] in DECEMBER_2017]
    counts = cohort_counts(own, period=DECEMBER_2017)

    assert counts.joined - counts.started_in_period == counts.started_after
    assert counts.referred >= counts.joined


@given(REFERRALS, REFERRALS)
def test_counts_of_two_lists_add_up(some, more):
    of_some, of_more, of_both = (
        cohort_counts(pairs, period=DECEMBER_2017) for pairs in (some, more, some + more)
    )

    for name in ("referred", "joined", "started_in_period", "started_after"):
        assert getattr(of_some, name) + getattr(of_more, name) == getattr(of_both, name)


@pytest.mark.parametrize(
    ("referred", "joined", "rate"),
    [
        (200, 1, 1),
        (200, 129, 65),
        (1000, 644, 64),
        (1000, 645, 65),
        (3, 3, 100),
        (3, 0, 0),
        (6_939, 4_432, 64),
        (1_395, 732, 52),
    ],
)
def test_the_rate_is_a_whole_percentage_with_halves_up(referred, joined, rate):
    counts = CohortCounts(referred=referred, joined=joined, started_in_period=0, started_after=0)

    assert counts.rate == rate


def test_a_start_before_its_referral_is_refused():
    with pytest.raises(StartBeforeReferral):
        cohort_counts([(date(2017, 6, 2), date(2017, 6, 1))], period=DECEMBER_2017)


def test_weekly_packs_end_after_eight_weeks():
    """Worked example 30"""
    dates = weekly_pack_dates(date(2017, 4, 3))

    assert len(dates) == 8
    assert (dates[0], dates[-1]) == (date(2017, 4, 9), date(2017, 5, 28))


def test_a_contract_that_starts_on_a_sunday_owes_its_first_pack_that_day():
    assert weekly_pack_dates(date(2017, 4, 9))[0] == date(2017, 4, 9)
