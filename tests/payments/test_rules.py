"""Each check before payment looks at one thing, and all are answered."""

from dataclasses import replace
from datetime import date

import pytest

from onward.payments.rules import CHECKS, ClaimFacts, ReferralFacts, failed, findings
from onward.values.period import Period

REFERRAL = ReferralFacts(
    status="STARTED",
    programme="wfs",
    rules="2017-04-03",
    acknowledged_on=date(2017, 4, 6),
    started_on=date(2017, 4, 10),
    ended_on=None,
)
GOOD = ClaimFacts(
    on=date(2018, 1, 4),
    outcome="job_start",
    achieved_on=date(2017, 4, 24),
    pence=17_000,
    referral=REFERRAL,
    job_started_on=date(2017, 4, 24),
    contract_approved_on=date(2017, 3, 30),
    contract=Period(date(2017, 4, 3), date(2019, 4, 30)),
    accredited=True,
    price_pence=17_000,
    other_claims=(),
    bank_details_from=date(2017, 4, 3),
    is_special=False,
)


def referral(**changes: object) -> dict[str, object]:
    return {"referral": replace(REFERRAL, **changes)}  # type: ignore[arg-type]


def test_a_good_claim_passes_every_check():
    answers = findings(GOOD)

    assert [each.code for each in answers] == [check.code for check in CHECKS]
    assert failed(answers) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (referral(status="WITHDRAWN"), "referral_stands"),
        (referral(status="CANCELLED"), "referral_stands"),
        (referral(status="REJECTED"), "referral_stands"),
        (referral(acknowledged_on=date(2017, 4, 11)), "acknowledged_before_start"),
        (referral(acknowledged_on=None), "acknowledged_before_start"),
        (referral(started_on=date(2017, 4, 25)), "outcome_after_start"),
        ({"achieved_on": date(2018, 1, 5)}, "outcome_after_start"),
        ({"achieved_on": date(2017, 10, 10)}, "inside_support"),
        ({"outcome": "fss_13"}, "inside_support"),
        (referral(rules="1999-01-01"), "inside_support"),
        (referral(ended_on=date(2017, 4, 23)), "not_ended_before"),
        ({"contract_approved_on": None}, "contract_approved"),
        ({"contract_approved_on": date(2018, 1, 5)}, "contract_approved"),
        ({"contract": Period(date(2017, 4, 11), date(2019, 4, 30))}, "contract_approved"),
        ({"accredited": False}, "accredited"),
        ({"price_pence": 17_001}, "price_right"),
        ({"price_pence": None}, "price_right"),
        ({"other_claims": ("CLM-2",)}, "not_paid_before"),
        ({"bank_details_from": None}, "bank_details_approved"),
        ({"is_special": True}, "paid_by_file"),
    ],
)
def test_one_thing_wrong_fails_the_check_that_looks_at_it(change, code):
    assert code in failed(findings(replace(GOOD, **change)))


def test_what_may_not_be_seen_fails_and_every_check_is_still_answered():
    answers = findings(replace(GOOD, referral=None))

    assert len(answers) == len(CHECKS)
    assert {"referral_stands", "started", "not_ended_before"} <= set(failed(answers))


@pytest.mark.parametrize(
    ("change", "first", "last"),
    [
        ({}, "2017-04-10", "2017-10-09"),
        ({"outcome": "short_13"}, "2017-07-23", "2019-04-30"),
        ({"outcome": "sustained_26"}, "2017-10-22", "2019-04-30"),
        ({"outcome": "short_13", "job_started_on": None}, "2017-07-09", "2019-04-30"),
    ],
)
def test_an_outcome_comes_true_inside_its_own_time(change, first, last):
    [saw] = [
        each.saw for each in findings(replace(GOOD, **change)) if each.code == "inside_support"
    ]

    assert (saw["first"], saw["last"]) == (first, last)


def test_an_outcome_after_support_has_ended_passes_with_its_doubt_shown():
    late = replace(
        GOOD, outcome="sustained_26", achieved_on=date(2017, 12, 24), on=date(2018, 1, 4)
    )

    [answer] = [each for each in findings(late) if each.code == "inside_support"]

    assert answer.passed
    assert answer.saw["doubts"] == ["WEEKS_AFTER_SUPPORT"]
