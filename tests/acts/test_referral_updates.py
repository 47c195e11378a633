"""A change to a referral goes the way of the referral, as long as it is open."""

import pytest

from onward.acts.referral_updates import Update, send_updates
from onward.casework.models import Referral
from onward.casework.referrals import acknowledge, withdraw
from onward.disclosures.delivery import deliver_inside
from onward.disclosures.models import Disclosure
from onward.parties.permissions import Role
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.casework.factories import WITHDRAWAL
from tests.journeys.stage import Stage, a_stage
from tests.times import NOON

pytestmark = pytest.mark.django_db


def a_change_on_its_way(stage: Stage) -> tuple[Disclosure, Disclosure]:
    """What carries a referral, and a change to it: both prepared and neither delivered."""
    [answer] = stage.ask(stage.a_person())
    assert answer.referral
    update = Update(
        referral=answer.referral,
        version=2,
        agreement=stage.agreement,
        items=frozenset({"telephone"}),
    )
    with stage.at_work(Role.REFERRAL_TEAM) as team:
        [sent] = send_updates([update], by=team, at=NOON)
    assert answer.disclosure
    assert sent.disclosure
    return answer.disclosure, sent.disclosure


def test_a_change_that_comes_after_the_acknowledgement_is_delivered():
    stage = a_stage()
    first, change = a_change_on_its_way(stage)
    with acting_for(stage.department.pk, user=AUTOMATIC):
        deliver_inside([first.pk], at=NOON)
    with stage.at_work(Role.CASEWORKER) as caseworker:
        acknowledge(referral_of(first), by=caseworker, at=NOON)

    stage.deliver()

    assert status_of(stage, change) == (Disclosure.Status.SENT, [])


def test_a_change_to_a_referral_that_was_withdrawn_is_not_delivered():
    stage = a_stage()
    first, change = a_change_on_its_way(stage)
    with stage.at_work(Role.REFERRAL_TEAM) as team:
        withdraw(referral_of(first), reason=WITHDRAWAL, by=team, at=NOON)

    stage.deliver()

    assert status_of(stage, change) == (Disclosure.Status.FAILED, ["REFERRAL_CLOSED"])


def referral_of(disclosure):
    return Referral.objects.get(pk=disclosure.referral_id)


def status_of(stage: Stage, disclosure: Disclosure) -> tuple[str, list[str]]:
    with acting_for(stage.department.pk):
        row = Disclosure.objects.get(pk=disclosure.pk)
    return row.status, [reason["code"] for reason in row.refusals]
