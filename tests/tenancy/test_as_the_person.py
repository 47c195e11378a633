"""Shared rows as the person reads them: hers alone, and at no cost to the plans of staff."""

import pytest
from django.db import connection

from onward.casework.models import Referral
from onward.disclosures.models import Disclosure
from onward.payments.models import Claim
from onward.people.models import Record
from onward.rights.statement import linked_handles
from onward.tenancy.context import acting_for, participant
from tests.journeys.stage import a_stage
from tests.payments.factories import a_claim, a_started_referral, a_world, an_outcome

pytestmark = pytest.mark.django_db


def test_she_sees_her_own_referral_and_what_was_disclosed_of_her_and_nobody_elses():
    stage = a_stage()
    record, neighbour = stage.a_person(), stage.a_person(surname="Reid", nino="QQ654321A")
    hers, _theirs = stage.refer(record, neighbour)

    with participant(linked_handles(record.handle)):
        assert list(Referral.objects.all()) == [hers]
        assert {act.referral_id for act in Disclosure.objects.all()} == {hers.pk}


def test_she_sees_the_claim_made_for_her_and_nobody_elses():
    world = a_world()
    referral = a_started_referral(world)
    hers = a_claim(world, outcome=an_outcome(world, referral=referral))
    a_claim(world)
    with acting_for(world.provider.pk):
        record = Record.objects.get(referrals_in=referral)

    with participant({record.handle}):
        assert list(Claim.objects.all()) == [hers]


def test_without_a_handle_nothing_is_seen():
    stage = a_stage()
    stage.refer(stage.a_person())

    with participant(()):
        for model in (Referral, Disclosure, Claim):
            assert not model.objects.exists()


@pytest.mark.parametrize("table", ["casework_referral", "disclosures_disclosure", "payments_claim"])
def test_no_plan_of_staff_counts_the_reading_of_another_table(table):
    with acting_for(a_stage().provider.pk), connection.cursor() as cursor:
        cursor.execute(f"explain select * from {table}")
        plan = " ".join(line for (line,) in cursor.fetchall())

    assert "SubPlan" not in plan
