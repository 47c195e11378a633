"""What a referral gives and what stands against it, before anybody presses the button."""

import pytest

from onward.acts.referring import (
    Asked,
    new_reference,
    objection_to,
    reasons_against,
    refer,
    what_would_go,
)
from onward.casework.models import Referral
from onward.disclosures.why_not import in_words
from onward.parties.permissions import Role
from onward.people.models import Record
from tests.journeys.stage import Stage, a_stage
from tests.times import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_stage)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup


def asked_for(stage: Stage, record: Record, *, items: frozenset[str] | None = None) -> Asked:
    return Asked(
        reference=new_reference(),
        record=record,
        opportunity=stage.opportunity,
        agreement=stage.agreement,
        referred_on=NOON.date(),
        items=items,
    )


def test_references_say_nothing_and_do_not_repeat():
    references = {new_reference() for _ in range(1000)}

    assert len(references) == 1000
    assert all(reference.startswith("R-") for reference in references)


def test_what_would_go_is_the_projection_and_not_what_is_held(stage):
    """REQ-004-012"""
    record = stage.a_person()

    with stage.at_work(Role.WORK_COACH):
        [contents] = what_would_go([asked_for(stage, record)], on=NOON.date())

    assert contents.values["incident_marker"] is True
    assert "date_of_birth" not in contents.values
    assert "licence_endorsements" in contents.not_held


def test_the_address_of_a_mappa_case_would_be_withheld(stage):
    record = stage.a_person(case_kind=Record.CaseKind.MAPPA)

    with stage.at_work(Role.WORK_COACH):
        [contents] = what_would_go([asked_for(stage, record)], on=NOON.date())

    assert {"address", "postcode", "telephone"} <= set(contents.withheld)
    assert contents.values.keys().isdisjoint(contents.withheld)


@pytest.mark.parametrize("left_out", [{"surname"}, {"nino"}])
def test_what_a_referral_cannot_do_without_may_not_be_left_out(stage, left_out):
    """REQ-004-006"""
    record = stage.a_person()
    with stage.at_work(Role.WORK_COACH) as coach:
        [whole] = what_would_go([asked_for(stage, record)], on=NOON.date())
        asked = asked_for(stage, record, items=frozenset(whole.values) - left_out)

        [answer] = refer([asked], by=coach, at=NOON)

        assert {row["code"] for row in answer.refusals} == {"NOT_CHOSEN"}
        assert not Referral.objects.exists()
    assert in_words(answer.refusals)[0].remedy == "Leave it in."


def test_what_is_not_held_is_for_the_coach_to_record(stage):
    """REQ-004-006"""
    record = stage.a_person(nino=None)

    with stage.at_work(Role.WORK_COACH):
        [against] = reasons_against([asked_for(stage, record)], at=NOON)

    assert {(row["code"], row["item"]) for row in against} == {
        ("NOT_HELD", "nino"),
        ("NOT_HELD", "claimant_reference_number"),
    }


def test_a_live_referral_is_said_before_a_second_is_asked_for(stage):
    record = stage.a_person()
    stage.refer(record)

    with stage.at_work(Role.WORK_COACH) as coach:
        words = objection_to(asked_for(stage, record), by=coach, at=NOON)

    assert words.startswith("This person has a live referral")


def test_nothing_is_recorded_by_asking_what_stands_against(stage):
    record = stage.a_person()

    with stage.at_work(Role.WORK_COACH) as coach:
        assert objection_to(asked_for(stage, record), by=coach, at=NOON) == ""

        assert not Referral.objects.exists()


def test_nobody_is_referred_before_the_choice_was_discussed(stage):
    """REQ-000-003"""
    record = stage.a_person(discussed_on=None)

    with stage.at_work(Role.WORK_COACH):
        [against] = reasons_against([asked_for(stage, record)], at=NOON)

    assert [row["code"] for row in against] == ["NOT_DISCUSSED"]
