from datetime import date

import pytest

from onward.programmes.doubts import TEXT, Doubt
from onward.programmes.rules import UnknownReason
from onward.programmes.wfs import WFS_2017
from onward.values.working_days import Calendar, Nation


@pytest.mark.parametrize(
    ("referred_on", "due_on"),
    [
        (date(2017, 4, 3), date(2017, 4, 5)),
        (date(2017, 4, 13), date(2017, 4, 18)),  # over Good Friday; Easter Monday is worked
        (date(2017, 9, 29), date(2017, 10, 3)),
        (date(2017, 11, 29), date(2017, 12, 4)),  # over Saint Andrew's Day
        (date(2017, 12, 29), date(2018, 1, 4)),  # 1 and 2 January
    ],
)
def test_a_reply_is_due_within_two_scottish_working_days(referred_on, due_on):
    assert WFS_2017.reply_due_on(referred_on) == due_on


def test_a_contract_may_state_its_own_limit_and_calendar():
    english = Calendar(Nation.ENGLAND_AND_WALES)

    assert WFS_2017.reply_due_on(date(2017, 4, 13), calendar=english) == date(2017, 4, 19)
    assert WFS_2017.reply_due_on(date(2017, 4, 3), working_days=1) == date(2017, 4, 4)


@pytest.mark.parametrize(
    ("started_on", "ends_on"),
    [
        (date(2017, 4, 3), date(2017, 10, 3)),
        (date(2017, 8, 31), date(2018, 2, 28)),
    ],
)
def test_pre_employment_support_ends_six_months_after_the_start(started_on, ends_on):
    assert WFS_2017.pre_employment_ends_on(started_on) == ends_on
    assert WFS_2017.support_ends_on(started_on, job_started_on=None) == ends_on


@pytest.mark.parametrize(
    ("job_started_on", "ends_on"),
    [
        (date(2017, 5, 1), date(2017, 11, 1)),
        (date(2017, 10, 2), date(2018, 4, 2)),
        (date(2017, 11, 20), date(2018, 4, 3)),  # after an extension: 12 months at most
    ],
)
def test_in_work_support_ends_six_months_after_the_job_start(job_started_on, ends_on):
    started_on = date(2017, 4, 3)

    assert WFS_2017.support_ends_on(started_on, job_started_on=job_started_on) == ends_on


def test_an_extension_moves_the_end_of_support_without_a_job():
    extended = date(2017, 11, 3)

    assert extended == WFS_2017.support_ends_on(
        date(2017, 4, 3), job_started_on=None, pre_employment_ends_on=extended
    )


def test_a_leavers_plan_is_due_ten_calendar_days_after_the_exit():
    """REQ-000-006, worked example 20"""
    assert WFS_2017.leavers_plan_due_on(date(2018, 9, 3)) == date(2018, 9, 13)


@pytest.mark.parametrize(
    ("reason", "applies"),
    [
        ("TIME_COMPLETED", True),
        ("WITHDREW", True),
        ("OTHER_PROVISION", True),
        ("NO_LONGER_ABLE", True),
        ("COMPLETED_IN_WORK", False),
        ("TRANSFERRED", False),
        ("DUPLICATE", False),
        ("DIED", False),
    ],
)
def test_a_leavers_plan_is_for_those_who_leave_without_work(reason, applies):
    """REQ-000-006"""
    assert WFS_2017.leavers_plan_applies(reason) is applies
    assert not WFS_2017.leavers_plan_applies(reason, in_work=True)


def test_a_reason_outside_the_list_is_refused():
    with pytest.raises(UnknownReason):
        WFS_2017.leavers_plan_applies("TIRED")
    with pytest.raises(UnknownReason):
        WFS_2017.rejection_reason("TIME_COMPLETED")


@pytest.mark.parametrize("reasons", [WFS_2017.exit_reasons, WFS_2017.rejection_reasons])
def test_codes_of_reasons_are_unique_and_short(reasons):
    codes = [reason.code for reason in reasons]

    assert len(set(codes)) == len(codes)
    assert all(len(code) <= 20 and code.isupper() for code in codes)


def test_every_doubt_is_put_into_words():
    assert TEXT.keys() == set(Doubt)


@pytest.mark.parametrize(
    ("day", "takes"),
    [
        (date(2017, 4, 2), False),
        (date(2017, 4, 3), True),
        (date(2018, 3, 9), True),
        (date(2018, 3, 10), False),
    ],
)
def test_referrals_are_taken_from_april_2017_to_march_2018(day, takes):
    assert WFS_2017.takes_referral_on(day) is takes


def test_nobody_is_made_to_take_part():
    assert WFS_2017.is_voluntary
