"""Whatever a text leaves out of what the data sharing code asks for is named, and stops sharing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onward.agreements.findings import ASKED_BY_THE_CODE, NOT_STATED, RIGHTS, findings_of
from onward.agreements.lint import problems_of
from onward.agreements.standard import BadAgreement, standard_agreement
from onward.agreements.terms import Provision, StandardAgreement
from tests.agreements.factories import drawn_up, parties_to
from tests.agreements.test_deciding import codes_against, decided, open_findings
from tests.examples import one_in

REFERRAL = standard_agreement("WHP-REFERRAL")
SPECIAL = next(permit for permit in REFERRAL.permits if permit.condition)
# What no text is drawn up without: how to leave it out, and the word that the lint has for it.
GROUNDS: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "purpose": ({"purpose": ""}, "PURPOSE()"),
    "organisations": ({"to_role": "nobody"}, "WRONG_PARTY(nobody)"),
    "items": ({"item": "unheard-of"}, "NOT_PERMITTED(unheard-of)"),
    "lawful basis": ({"basis": ""}, "NO_BASIS()"),
    "condition": ({"condition": ""}, f"NO_ART9({SPECIAL.item})"),
}
# What a text may be silent about, if a named person gives the reason.
TOPICS = ("retention", RIGHTS, *ASKED_BY_THE_CODE)
SOME_GROUNDS = st.frozensets(st.sampled_from(sorted(GROUNDS)))
SOME_TOPICS = st.frozensets(st.sampled_from(TOPICS))


def without(topics: frozenset[str], grounds: frozenset[str] = frozenset()) -> StandardAgreement:
    """A text that covers everything but these."""
    provisions = [
        Provision(place=f"clause {number}", says="Words.", about="" if topic in topics else topic)
        for number, topic in enumerate(TOPICS, start=1)
    ]
    lacking = [replace(SPECIAL, **GROUNDS[each][0]) for each in sorted(grounds)]
    return replace(
        REFERRAL,
        provisions=tuple(provisions),
        definitions=(),
        retention=NOT_STATED if "retention" in topics else "Two years.",
        permits=(*REFERRAL.permits, *lacking),
    )


@given(topics=SOME_TOPICS, grounds=SOME_GROUNDS)
def test_every_gap_is_named_and_nothing_else(topics, grounds):
    """REQ-LAW-024"""
    text = without(topics, grounds)

    words = " ".join(f"{each.about} {each.says}" for each in findings_of(text))
    assert {topic for topic in TOPICS if topic in words} == topics
    problems = problems_of(text)
    assert {name for name, (_, code) in GROUNDS.items() if _is_in(code, problems)} == grounds
    assert bool(problems) == bool(grounds)


def _is_in(code, problems):
    return any(problem.startswith(code) for problem in problems)


@pytest.mark.parametrize("ground", sorted(GROUNDS))
def test_a_text_without_its_grounds_is_not_drawn_up(db, ground):
    """REQ-LAW-024"""
    with pytest.raises(BadAgreement):
        drawn_up(without(frozenset(), frozenset({ground})))


@settings(max_examples=one_in(5), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(topics=SOME_TOPICS)
def test_nothing_is_shared_until_every_gap_has_a_reason(committed, topics):
    """REQ-LAW-024"""
    parties = parties_to(REFERRAL.code)
    agreement = drawn_up(without(topics), parties=parties)
    party = next(iter(parties.values()))
    assert ("NOT_DECIDED" in codes_against(agreement, party)) == bool(topics)

    for finding in open_findings(party):
        assert "NOT_DECIDED" in codes_against(agreement, party)
        decided(party, finding)

    assert "NOT_DECIDED" not in codes_against(agreement, party)
