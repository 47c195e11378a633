from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.programmes.participation.risk import ADVICE, ONE_COUNCIL, Known, UnknownFactor

NOTHING_AMISS = Known(
    attendance=9700,
    exclusions=0,
    speaks_english_first=True,
    has_plan=False,
    has_sen_support=False,
    has_free_meals=False,
    characteristics=frozenset(),
)
maybe = st.none() | st.booleans()
known = st.builds(
    Known,
    attendance=st.none() | st.integers(0, 10_000),
    exclusions=st.none() | st.integers(0, 5),
    speaks_english_first=maybe,
    has_plan=maybe,
    has_sen_support=maybe,
    has_free_meals=maybe,
    characteristics=st.none() | st.frozensets(st.sampled_from(["110", "120", "170", "200"])),
)


@pytest.mark.parametrize(
    ("facts", "score"),
    [
        ({}, 0),
        ({"attendance": 9000}, 0),
        ({"attendance": 8999}, 1),
        ({"attendance": 8499}, 2),
        ({"exclusions": 1}, 1),
        ({"exclusions": 4}, 2),
        ({"speaks_english_first": False}, 1),
        ({"has_plan": True}, 2),
        ({"has_sen_support": True}, 1),
        ({"has_free_meals": True}, 2),
        ({"characteristics": frozenset({"200"})}, 1),
        ({"characteristics": frozenset({"110"})}, 2),
        ({"characteristics": frozenset({"120", "180"})}, 2),
        ({"characteristics": frozenset({"140", "170"})}, 4),
    ],
)
def test_each_factor_weighs_what_the_set_says(facts, score):
    assert ONE_COUNCIL.indicate(replace(NOTHING_AMISS, **facts)).score == score


def test_a_listed_person_stands_there_with_the_reasons_and_what_is_not_known():
    person = Known(attendance=8800, has_free_meals=True, characteristics=frozenset())

    found = ONE_COUNCIL.indicate(person)

    assert found.is_listed
    assert [(reason.code, reason.points) for reason in found.reasons] == [
        ("FREE_MEALS", 2),
        ("ATTENDANCE", 1),
    ]
    assert "English is not the first language" in found.not_known
    assert "Free school meals" not in found.not_known


def test_an_authority_sets_its_own_weights_and_threshold():
    own = ONE_COUNCIL.weighing({"ATTENDANCE": 5, "FREE_MEALS": 0}, threshold=5)
    person = replace(NOTHING_AMISS, attendance=8000, has_free_meals=True)

    assert [reason.code for reason in own.indicate(person).reasons] == ["ATTENDANCE"]
    assert own.indicate(person).is_listed
    assert not own.indicate(replace(person, attendance=8900)).is_listed
    with pytest.raises(UnknownFactor, match="SHOE_SIZE"):
        ONE_COUNCIL.weighing({"SHOE_SIZE": 1})
    with pytest.raises(ValueError, match="0 or more"):
        ONE_COUNCIL.weighing({"PLAN": -1})


def test_the_list_is_by_sum_and_says_that_it_is_advice():
    people = {
        "first": replace(NOTHING_AMISS, has_plan=True, has_free_meals=True),
        "second": replace(NOTHING_AMISS, has_plan=True, attendance=8900),
        "none": NOTHING_AMISS,
    }

    assert [whom for whom, _ in ONE_COUNCIL.listed(people.items())] == ["first", "second"]
    assert "nothing follows from it without a person" in ADVICE


@given(known)
def test_the_reasons_add_up_and_what_is_not_known_adds_nothing(person):
    found = ONE_COUNCIL.indicate(person)

    assert found.score == sum(reason.points for reason in found.reasons)
    assert len(found.reasons) + len(found.not_known) <= len(ONE_COUNCIL.factors)
    assert found.is_listed == (found.score >= 3)


@given(known, st.sampled_from([factor.code for factor in ONE_COUNCIL.factors]))
def test_a_factor_of_weight_0_is_never_a_reason(person, code):
    without = ONE_COUNCIL.weighing({code: 0})

    assert code not in {reason.code for reason in without.indicate(person).reasons}
