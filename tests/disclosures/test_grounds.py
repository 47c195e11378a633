"""Each item needs its gateway, basis and condition at the moment it is given, and forbid wins."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.disclosures.circumstances import Subject
from tests.disclosures.test_decision import ACT, AUTHORITY, STANDING, TERMS, codes

WAY = ("department", "provider")


def with_terms(item="surname", **terms):
    return replace(AUTHORITY, permits={(item, *WAY): replace(TERMS, **terms)})


@pytest.mark.parametrize(
    ("item", "terms", "expected"),
    [
        ("surname", {"gateway": "no-such-act"}, ["NO_GATEWAY(surname)"]),
        ("surname", {"gateway": "esa2008-s14"}, ["NO_GATEWAY(surname)"]),
        (
            "surname",
            {"gateway": "ssaa1992-s123"},  # an offence, not a gateway
            ["GATEWAY_EXCLUDES(surname)", "NO_GATEWAY(surname)"],
        ),
        ("surname", {"basis": ""}, ["NO_BASIS(surname)"]),
        ("surname", {"basis": "gdpr-6-1-e"}, ["NO_BASIS(surname)"]),  # not in force in 2017
        ("disability_status", {"condition": ""}, ["NO_ART9(disability_status)"]),
        (
            "disability_status",
            {"condition": "gdpr-9-2-a"},
            ["NO_ART9(disability_status)"],
        ),
        ("disability_status", {}, []),
    ],
)
def test_an_item_without_its_ground_is_refused_by_name(item, terms, expected):
    """REQ-002-115 and REQ-LAW-042."""
    assert codes(item, authority=with_terms(item, **terms)) == expected


def test_a_gateway_with_a_list_of_items_excludes_the_rest():
    """REQ-002-115."""
    permits = {
        (item, "department", "provider"): replace(TERMS, gateway="ascla2009-s254")
        for item in ("surname", "telephone")
    }

    found = codes(
        "surname",
        "telephone",
        authority=replace(AUTHORITY, permits=permits),
        standing=replace(STANDING, kinds=("DEPARTMENT", "LOCAL_AUTHORITY")),
    )

    assert found == ["GATEWAY_EXCLUDES(telephone)"]


def test_a_recipient_that_is_no_relevant_authority_gets_nothing_under_section_72():
    """REQ-LAW-041."""
    found = codes(
        "surname",
        authority=with_terms(gateway="wrpa1999-s72"),
        standing=replace(STANDING, kinds=("DEPARTMENT", "COLLEGE")),
    )

    assert found == ["NO_GATEWAY(surname)"]


def test_a_basis_ends_on_its_last_day_in_london():
    last = datetime(2018, 5, 24, 22, 59, tzinfo=UTC)
    first = datetime(2018, 5, 24, 23, 0, tzinfo=UTC)  # midnight in London's summer
    open_ended = replace(AUTHORITY, effective_to=None)

    assert codes("surname", act=replace(ACT, at=last), authority=open_ended) == []
    assert codes("surname", act=replace(ACT, at=first), authority=open_ended) == [
        "NO_BASIS(surname)"
    ]


SCOPE = "school_instruction"
YIELDS = with_terms(unless_refused=SCOPE)


def of_age(age, **words):
    return Subject(asked=replace(Subject().asked, age=age), **words)


@pytest.mark.parametrize(
    ("subject", "goes"),
    [
        (of_age(15), True),
        (of_age(None), True),
        (of_age(17, refused=frozenset({SCOPE})), False),
        (of_age(15, refused_by_parent=frozenset({SCOPE})), False),
        (of_age(16, refused_by_parent=frozenset({SCOPE})), True),
        (of_age(None, refused_by_parent=frozenset({SCOPE})), False),
    ],
)
def test_it_may_go_until_the_person_or_a_parent_while_under_16_has_said_no(subject, goes):
    """REQ-LAW-039."""
    found = codes("surname", authority=YIELDS, subject=subject)

    assert found == ([] if goes else ["INSTRUCTED_OTHERWISE(surname)"])


ITEMS = ("surname", "nino", "aims", "start_date", "leavers_plan_summary", "end_date")
PERMITS = st.dictionaries(
    st.tuples(st.sampled_from(ITEMS), st.just("department"), st.just("provider")), st.just(TERMS)
)
RESTRICTIONS = st.fixed_dictionaries(
    {
        "case_kind": st.sampled_from(["STANDARD", "SCR"]),
        "is_deceased": st.booleans(),
        "is_erased": st.booleans(),
    }
)


@given(st.sets(st.sampled_from(ITEMS), min_size=1), PERMITS, PERMITS, RESTRICTIONS)
def test_a_permit_never_takes_a_restriction_away(items, some, more, restrictions):
    """Forbid beats permit: with more permits, only what asked for those permits may vanish."""
    subject = Subject(**restrictions)
    fewer = set(codes(*items, authority=replace(AUTHORITY, permits=some), subject=subject))
    with_more = set(
        codes(*items, authority=replace(AUTHORITY, permits=some | more), subject=subject)
    )

    gone = fewer - with_more
    assert all(code.startswith(("NOT_PERMITTED", "WRONG_DIRECTION")) for code in gone)


@given(st.permutations(ITEMS), st.permutations(list(AUTHORITY.permits.items())))
def test_neither_the_order_of_items_nor_that_of_permits_decides(items, permits):
    shuffled = replace(AUTHORITY, permits=dict(permits))

    assert codes(*items, authority=shuffled) == codes(*ITEMS)
