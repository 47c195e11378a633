"""The worked examples of `ccis.md` 9b, as far as they are about what a return may hold."""

import pytest

from onward.formats.nccis.record import Record
from tests.formats.nccis.returns import (
    a_header,
    a_record,
    a_year_eleven,
    neet,
    rules_broken,
    working,
)

OCTOBER = "2025-10-31"


def in_autumn(**changes: str) -> Record:
    """Somebody in year 12 in October 2025, without a fault."""
    return a_record(
        **{
            "dob": "2008-10-10",
            "start_date": "2025-09-05",
            "date_ascertained": "2025-09-20",
            "date_verified": "2025-10-03",
            "due_to_lapse_date": "2026-08-31",
            "predicted_end_date": "2027-07-31",
            **changes,
        }
    )


@pytest.mark.parametrize(
    ("born", "has_plan", "period_end", "status", "broken"),
    [
        ("2007-08-31", False, "2025-09-30", "P", {"40"}),
        ("2007-08-31", False, "2025-09-30", "A", set()),
        ("2007-08-31", False, "2025-09-30", "L", set()),
        ("2007-08-31", True, "2025-09-30", "P", set()),
        ("2000-09-01", True, "2026-08-31", "P", set()),
        ("2000-09-01", True, "2026-09-30", "P", {"9"}),
        ("2000-09-01", True, "2026-09-30", "A", set()),
    ],
)
def test_who_is_too_old_leaves_the_cohort(born, has_plan, period_end, status, broken):
    """`ccis.md` 9b.2"""
    record = in_autumn(dob=born, send_flag="Y" if has_plan else "N", cohort_status=status)

    assert rules_broken(record, period_end=period_end) & {"9", "40"} == broken


def test_a_temporary_job_without_a_review_cannot_lapse():
    """`ccis.md` 9b.5"""
    assert rules_broken(working("350", due_to_lapse_date="")) == {"262", "243"}


@pytest.mark.parametrize(
    ("due", "lapsed", "broken"),
    [
        ("2019-04-29", "Y", set()),
        ("2019-04-29", "N", {"232"}),
        ("2019-05-01", "N", set()),
        ("2019-05-01", "Y", {"231"}),
        ("2019-04-30", "Y", set()),
        ("2019-04-30", "N", set()),
    ],
)
def test_the_flag_agrees_with_the_day_it_lapses(due, lapsed, broken):
    """`ccis.md` 9b.6"""
    record = a_record(due_to_lapse_date=due, currency_lapsed=lapsed)

    assert rules_broken(record) == broken


@pytest.mark.parametrize(
    ("activity", "started", "neet_since", "broken"),
    [
        ("640", "2025-11-10", "2025-10-01", set()),
        ("330", "2025-12-01", "2025-10-01", {"226"}),
        ("330", "2025-12-01", "", set()),
        ("640", "2025-11-10", "2025-11-12", {"225"}),
    ],
)
def test_neet_may_have_begun_before_the_activity(activity, started, neet_since, broken):
    """`ccis.md` 9b.8"""
    record = neet(
        activity,
        dob="2008-10-10",
        start_date=started,
        date_ascertained=started,
        date_verified=started,
        neet_start_date=neet_since,
        due_to_lapse_date="" if activity == "640" else "2026-06-01",
    )

    assert rules_broken(record, period_end="2025-12-31") == broken


@pytest.mark.parametrize(
    ("dates", "broken"),
    [
        ({}, set()),
        ({"date_ascertained": "2025-09-01"}, {"242"}),
        ({"date_verified": "2025-09-10"}, {"237"}),
        ({"date_verified": "2025-09-01"}, {"256", "237"}),
        ({"date_verified": "2025-11-02"}, {"305"}),
    ],
)
def test_dates_follow_one_another(dates, broken):
    """`ccis.md` 9b.9"""
    assert rules_broken(in_autumn(**dates), period_end=OCTOBER) == broken


@pytest.mark.parametrize(
    ("status", "to", "broken"),
    [
        ("T", "886", set()),
        ("T", "", {"13"}),
        ("P", "886", {"34"}),
        ("T", "856", {"42"}),
        ("T", "004", {"41"}),
        ("E", "001", {"34"}),  # the two rules contradict each other: 35 wants it, 34 does not
        ("E", "005", {"34", "35"}),
    ],
)
def test_who_is_transferred_says_where_to(status, to, broken):
    """`ccis.md` 9b.13"""
    record = in_autumn(cohort_status=status, transferred_to_la=to)

    assert rules_broken(record, period_end=OCTOBER) == broken


@pytest.mark.parametrize(
    ("period_end", "block", "broken"),
    [
        ("2026-06-30", {"year_11_guarantee": "150", "year_11_lea": "856"}, set()),
        ("2026-09-30", {"year_11_guarantee": "110", "year_11_lea": "856"}, set()),
        ("2026-06-30", {}, {"906"}),
        ("2026-09-30", {}, {"906"}),
        ("2026-09-30", {"year_12_guarantee": "110", "year_12_lea": "856"}, {"906", "new-1"}),
        ("2026-06-30", {"year_12_guarantee": "114", "year_12_lea": "856"}, {"906", "new-1"}),
    ],
)
def test_the_guarantee_keeps_its_year_over_the_summer(period_end, block, broken):
    """`ccis.md` 9b.14"""
    record = in_autumn(dob="2009-10-10", guarantee_indicator="Y", **block)
    about_guarantee = {"25", "27", "261", "905", "906", "new-1", "new-2"}

    assert rules_broken(record, period_end=period_end) & about_guarantee == broken


def test_the_school_s_authority_answers_for_the_guarantee():
    """`ccis.md` 9b.14"""
    guarantee = {"year_11_guarantee": "110", "year_11_lea": "855"}

    assert rules_broken(a_year_eleven(la_at_year_11="856", **guarantee)) == {"25"}


def test_an_identifier_begins_with_a_database_of_the_header():
    """`ccis.md` 9b, extra lines"""
    record = a_record(young_persons_id="4560000000001")

    assert rules_broken(record) == {"903"}
    assert rules_broken(record, header=a_header(database_ids=("123", "456"))) == set()


def test_a_plan_and_sen_support_exclude_each_other():
    """`ccis.md` 9b, extra lines"""
    both = in_autumn(send_flag="Y", sen_support_flag="Y")

    assert rules_broken(both, period_end=OCTOBER) == {"306"}


def test_a_special_institution_needs_a_plan():
    """`ccis.md` 9b, extra lines"""
    assert rules_broken(a_record(activity_code="280")) == {"254"}


def test_training_of_dwp_begins_at_18():
    """`ccis.md` 9b, extra lines"""
    changes = {"activity_code": "440", "dob": "2000-09-06", "send_flag": "Y"}

    assert rules_broken(a_record(start_date="2018-09-05", **changes)) == {"253"}
    assert rules_broken(a_record(start_date="2018-09-06", **changes)) == set()


@pytest.mark.parametrize(("status", "broken"), [("M", set()), ("P", {"907"})])
def test_a_merged_pair_shares_a_learner_number(status, broken):
    """`ccis.md` 9b, extra lines"""
    kept = a_record(unique_learner_number="1023456789")
    other = a_record(
        young_persons_id="1230000000002",
        given_name="Aisha",
        cohort_status=status,
        unique_learner_number="1023456789",
    )

    assert rules_broken(kept, other) == broken


@pytest.mark.parametrize(
    ("family_name", "broken"),
    [("O'Brien-Lee", set()), ("O’Brien-Lee", set()), ("Lee (Sam)", {"45"})],
)
def test_a_name_may_hold_apostrophe_and_hyphen(family_name, broken):
    """`ccis.md` 9b, extra lines, where the rule bears one supplier's number, 44 to 46"""
    record = in_autumn(family_name=family_name)

    assert rules_broken(record, period_end="2026-06-30") & {"44", "45", "46"} == broken
