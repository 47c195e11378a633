"""What any standard agreement can say of its permits, and that each can be drawn up."""

import pytest

from onward.agreements.models import Permit
from onward.agreements.standard import (
    TEMPLATES,
    BadAgreement,
    build,
    standard_agreement,
    standard_codes,
)
from onward.agreements.terms import Stage, StandardAgreement
from onward.tenancy.context import acting_for
from tests.agreements.factories import drawn_up

SCOPE = 'consent_scope = "consent_leavers_plan"'


def referral_with(change: str) -> StandardAgreement:
    text = (TEMPLATES / "wfs_referral.toml").read_text(encoding="utf-8")
    assert SCOPE in text
    return build(text.replace(SCOPE, change).encode())


def plan_of(agreement: StandardAgreement):
    (plan,) = (permit for permit in agreement.permits if permit.item == "leavers_plan")
    return plan


def test_a_text_says_at_which_stage_of_a_programme_something_is_told():
    """REQ-003-001"""
    staged = referral_with(f'{SCOPE}\nstages = ["during", "end"]')

    assert plan_of(staged).stages == (Stage.DURING, Stage.END)
    assert {permit.stages for permit in standard_agreement("WFS-REFERRAL").permits} == {()}


def test_a_stage_that_nobody_knows_cannot_stand():
    with pytest.raises(ValueError, match="afterwards"):
        referral_with(f'{SCOPE}\nstages = ["afterwards"]')


def test_what_may_go_unless_refused_names_what_was_asked():
    permit = plan_of(referral_with('unless_refused = "consent_leavers_plan"'))

    assert (permit.unless_refused, permit.consent_scope) == ("consent_leavers_plan", None)
    with pytest.raises(BadAgreement, match=r"CONSENT_ABSENT\(surname\)"):
        referral_with('unless_refused = "surname"')


@pytest.mark.django_db
def test_the_text_that_is_signed_says_stages_and_refusals():
    agreement = drawn_up(referral_with('unless_refused = "consent_leavers_plan"\nstages = ["end"]'))

    assert "not where refused (consent_leavers_plan); stage: end" in agreement.text


@pytest.mark.django_db
def test_a_permit_keeps_apart_what_needs_a_yes_and_what_yields_to_a_no():
    agreement = drawn_up(referral_with('unless_refused = "consent_leavers_plan"'))

    with acting_for(agreement.organisations[0]):
        plan = Permit.objects.get(agreement=agreement, item="leavers_plan")
    assert (plan.unless_refused, plan.consent_scope) == ("consent_leavers_plan", "")


@pytest.mark.django_db
@pytest.mark.parametrize("code", standard_codes())
def test_every_standard_agreement_can_be_drawn_up_on_its_first_day(code):
    standard = standard_agreement(code)
    agreement = drawn_up(standard)

    assert all(clause in agreement.text for clause in standard.clauses)
    with acting_for(agreement.organisations[0]):
        assert Permit.objects.filter(agreement=agreement).count() == len(standard.permits)
