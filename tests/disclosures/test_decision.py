"""The decision is pure, and gives every reason at once."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.agreements.authority import Authority, PermitTerms
from onward.agreements.demands import Demand
from onward.agreements.jurisdictions import Jurisdiction
from onward.disclosures.circumstances import Act, Plan, Standing, Subject
from onward.disclosures.decision import decide, withheld
from onward.people.objections import EVERY_PURPOSE, Stopped
from tests.times import NOON

GIVER, RECEIVER, STRANGER = 1, 2, 3
TERMS = PermitTerms(
    purpose="employment_support",
    basis="dpa1998-sch2-5c",
    gateway="scotland-act-2016",
    condition="dpa1998-sch3-7-1-c",
)
AUTHORITY = Authority(
    agreement_id=uuid4(),
    reference="A/1",
    standard="A",
    purpose="employment_support",
    gateway="scotland-act-2016",
    basis="dpa1998-sch2-5c",
    channels=frozenset({"inside"}),
    maximum_records=10,
    effective_from=date(2017, 4, 3),
    effective_to=date(2018, 5, 24),
    ended_at=None,
    roles={GIVER: "department", RECEIVER: "provider"},
    signed_on={GIVER: date(2017, 4, 1), RECEIVER: date(2017, 4, 1)},
    permits={
        ("surname", "department", "provider"): TERMS,
        ("start_date", "provider", "department"): TERMS,
        ("leavers_plan_summary", "department", "provider"): replace(
            TERMS, consent_scope="consent_leavers_plan"
        ),
        ("aims", "department", "provider"): replace(TERMS, purpose="further_support"),
        ("end_date", "department", "provider"): replace(TERMS, stages=("end",)),
    },
)
LAPSED, OFFSHORE = Plan(stands=False, is_offshore=False), Plan(stands=True, is_offshore=True)
EVERYTHING = frozenset({EVERY_PURPOSE})
MAIL_TOO = frozenset({"inside", "secure_email"})
ACT = Act(
    sender=GIVER,
    recipient=RECEIVER,
    purpose="employment_support",
    channel="inside",
    people_count=1,
    at=NOON,
)
STANDING = Standing(
    accredited=None,
    ledger_delay=timedelta(0),
    ledger_patience=timedelta(minutes=15),
    kinds=("DEPARTMENT", "PRIME_PROVIDER"),
)
BY_EMAIL, FOUR_TODAY = replace(ACT, channel="secure_email"), replace(STANDING, given_today=4)


def codes(*items, act=ACT, authority=AUTHORITY, standing=STANDING, subject=None):
    subject = subject or Subject()
    found = decide(act, items, authority=authority, standing=standing, subject=subject)
    return sorted(str(refusal) for refusal in found)


def test_what_is_permitted_is_allowed():
    assert codes("surname") == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"authority": None}, ["NO_AGREEMENT"]),
        ({"authority": replace(AUTHORITY, signed_on={GIVER: NOON.date()})}, ["NOT_SIGNED"]),
        ({"authority": replace(AUTHORITY, ended_at=NOON)}, ["NOT_IN_FORCE"]),
        ({"authority": replace(AUTHORITY, effective_to=date(2017, 5, 1))}, ["NOT_IN_FORCE"]),
        ({"act": replace(ACT, channel="secure_email")}, ["CHANNEL"]),
        ({"act": replace(ACT, people_count=11)}, ["TOO_MANY_RECORDS"]),
        ({"act": replace(ACT, recipient=STRANGER)}, ["WRONG_PARTY"]),
        ({"act": replace(ACT, purpose="case_study")}, ["PURPOSE(surname)"]),
        ({"standing": replace(STANDING, accredited=False)}, ["ACCREDITATION_MISSING"]),
        (
            {"standing": replace(STANDING, ledger_delay=timedelta(minutes=16))},
            ["LEDGER_BEHIND"],
        ),
        ({"subject": Subject(case_kind="SCR")}, ["SCR_CLERICAL_ONLY"]),
        ({"subject": Subject(is_deceased=True)}, ["DECEASED"]),
        ({"subject": Subject(is_erased=True)}, ["RECORD_BLOCKED"]),
        ({"subject": Subject(stopped=Stopped(is_restricted=True))}, ["RESTRICTED"]),
        ({"subject": Subject(stopped=Stopped(objected=EVERYTHING))}, ["OBJECTION_OPEN"]),
        ({"subject": Subject(stopped=Stopped(upheld=EVERYTHING))}, ["OBJECTION_UPHELD"]),
        (
            {"authority": replace(AUTHORITY, needs=frozenset({"SECURITY_POLICY"}))},
            ["PAPER_MISSING(security policy)"],
        ),
        ({"standing": replace(STANDING, plan=LAPSED)}, ["SECURITY_PLAN"]),
        ({"standing": replace(STANDING, plan=OFFSHORE)}, ["OFFSHORE"]),
        (
            {"authority": replace(AUTHORITY, jurisdictions={RECEIVER: Jurisdiction("XX")})},
            ["TRANSFER_NOT_COVERED"],
        ),
        (
            {"act": BY_EMAIL, "authority": replace(AUTHORITY, channels=MAIL_TOO)},
            ["CHANNEL_REASON"],
        ),
        (
            {"authority": replace(AUTHORITY, maximum_a_day=4), "standing": FOUR_TODAY},
            ["TOO_MANY_RECORDS"],
        ),
        (
            {"authority": replace(AUTHORITY, demands=frozenset(Demand))},
            ["JUSTIFICATION", "NOTICE"],
        ),
    ],
)
def test_each_obstacle_has_its_own_code(changed, expected):
    assert codes("surname", **changed) == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("nino", ["NOT_PERMITTED(nino)"]),
        ("start_date", ["WRONG_DIRECTION(start_date)"]),
        ("aims", ["PURPOSE(aims)"]),
        ("leavers_plan_summary", ["CONSENT_ABSENT(leavers_plan_summary)"]),
        ("end_date", ["STAGE(end_date)"]),
    ],
)
def test_an_item_is_refused_for_its_own_reason(item, expected):
    assert codes(item) == expected


def test_a_consent_taken_back_is_told_from_one_never_given():
    subject = Subject(withdrawn=frozenset({"consent_leavers_plan"}))

    assert codes("leavers_plan_summary", subject=subject) == [
        "CONSENT_WITHDRAWN(leavers_plan_summary)"
    ]


def test_reasons_are_collected_and_not_cut_short():
    found = codes(
        "surname",
        "nino",
        act=replace(ACT, channel="bravo"),
        subject=Subject(case_kind="SCR", is_deceased=True),
    )

    assert found == ["CHANNEL", "DECEASED", "NOT_PERMITTED(nino)", "SCR_CLERICAL_ONLY"]


def test_a_death_itself_may_be_told():
    authority = replace(AUTHORITY, permits={("coc_death", "department", "provider"): TERMS})

    assert codes("coc_death", authority=authority, subject=Subject(is_deceased=True)) == []


def test_the_return_owes_once_that_somebody_has_died():
    authority = replace(AUTHORITY, purpose="young_people_return")

    assert codes("surname", authority=authority, subject=Subject(is_deceased=True)) == []


def test_a_mappa_case_travels_without_address_postcode_and_telephones():
    """Worked example 19: the address, the postcode and both telephones stay."""
    items = {"surname", "address", "postcode", "telephone", "telephone_alternate"}

    held_back = withheld(items, subject=Subject(case_kind="MAPPA"))

    assert held_back == items - {"surname"}


@given(
    items=st.sets(st.sampled_from(["surname", "nino", "start_date", "aims", "address"])),
    case_kind=st.sampled_from(["STANDARD", "MAPPA", "SCR"]),
    deceased=st.booleans(),
    delay=st.integers(0, 30),
)
def test_what_is_allowed_is_always_within_the_permits(items, case_kind, deceased, delay):
    allowed = not codes(
        *items,
        standing=replace(STANDING, ledger_delay=timedelta(minutes=delay)),
        subject=Subject(case_kind=case_kind, is_deceased=deceased),
    )

    if allowed:
        assert items <= {"surname"}
        assert case_kind != "SCR"
        assert delay <= 15
