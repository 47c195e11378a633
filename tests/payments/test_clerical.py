"""Special customer records are paid from a register of their own, which names nobody."""

import pytest
from django.db import IntegrityError, transaction

from onward.parties.access import NotAllowed
from onward.parties.models import Accreditation
from onward.parties.permissions import Role
from onward.payments.clerical import (
    ClericalRefused,
    approve_payment,
    enter_payment,
    mark_paid,
)
from onward.payments.models import Claim, ClericalPayment, PostingEntry, RunLine
from onward.payments.postings import trial_balance
from onward.payments.runs import prepare_run
from onward.people.models import Record
from onward.tenancy.context import acting_for
from onward.values.pence import Pence
from tests.parties.factories import a_member_of_staff
from tests.payments.factories import ACHIEVED, PAID_ON, World, a_run, passed_claims
from tests.times import NOON

pytestmark = pytest.mark.django_db


def entered(world: World) -> ClericalPayment:
    """For whoever acts for the commissioner."""
    return enter_payment(
        world.provider,
        outcome="sustained_26",
        achieved_on=ACHIEVED,
        pence=Pence(37_000),
        by=world.finance[0],
        at=NOON,
    )


def test_an_outcome_paid_by_hand_is_in_the_register_and_in_no_run(world):
    """REQ-000-009: programmes.md example 27: the register has one row of 370.00."""
    with acting_for(world.commissioner.pk):
        payment = entered(world)
        approve_payment(payment, by=world.finance[1], at=NOON)
        mark_paid(payment, on=PAID_ON, by=world.finance[0], at=NOON)

    run = a_run(world)

    with acting_for(world.commissioner.pk):
        assert [each.pence for each in ClericalPayment.objects.all()] == [37_000]
        assert run.total_pence == 34_000
        assert RunLine.objects.count() == Claim.objects.count() == 2


def test_a_case_that_becomes_special_after_its_claim_passed_enters_no_run(world):
    """REQ-000-009"""
    special, ordinary = passed_claims(world, 2)
    with acting_for(world.operations.pk):
        Record.objects.filter(referrals_out=special.referral_id).update(
            case_kind=Record.CaseKind.SCR
        )

        run = prepare_run(world.commissioner, execution_on=PAID_ON, by=world.officer, at=NOON)

        assert [line.claim for line in RunLine.objects.filter(run=run)] == [ordinary]


def test_the_register_names_nobody():
    """REQ-000-009"""
    fields = {field.name for field in ClericalPayment._meta.get_fields()}

    assert not fields & {"record", "referral", "claim", "subject", "reference", "nino", "name"}


def test_its_money_is_posted_apart_and_ends_with_nothing_owed(world):
    own = world.commissioner.pk
    with acting_for(own):
        payment = entered(world)
        assert set(trial_balance(own, clerical=True).values()) == {0}

        approve_payment(payment, by=world.finance[1], at=NOON)
        assert trial_balance(own, clerical=True)["PAYABLE"] == -37_000

        mark_paid(payment, on=PAID_ON, by=world.finance[0], at=NOON)
        assert trial_balance(own, clerical=True)["PAYABLE"] == 0
        assert set(trial_balance(own).values()) == {0}


def test_the_operations_team_and_the_provider_see_nothing_of_it(world):
    """REQ-000-009"""
    with acting_for(world.commissioner.pk):
        approve_payment(entered(world), by=world.finance[1], at=NOON)

    for organisation in (world.operations, world.provider):
        with acting_for(organisation.pk):
            assert not ClericalPayment.objects.exists()
            assert not PostingEntry.objects.exists()


def test_whoever_entered_a_payment_does_not_approve_it(world):
    with acting_for(world.commissioner.pk):
        payment = entered(world)

        with pytest.raises(ClericalRefused, match="Someone else approves it"):
            approve_payment(payment, by=world.finance[0], at=NOON)
        with pytest.raises(IntegrityError, match="approved_by_another"), transaction.atomic():
            ClericalPayment.objects.update(approved_by=world.finance[0].handle)


def test_it_is_approved_once_and_paid_once_and_not_before(world):
    with acting_for(world.commissioner.pk):
        payment = entered(world)
        with pytest.raises(ClericalRefused, match="Only an approved payment"):
            mark_paid(payment, on=PAID_ON, by=world.finance[0], at=NOON)
        approve_payment(payment, by=world.finance[1], at=NOON)
        with pytest.raises(ClericalRefused, match="approved already"):
            approve_payment(payment, by=world.finance[1], at=NOON)
        mark_paid(payment, on=PAID_ON, by=world.finance[0], at=NOON)
        with pytest.raises(ClericalRefused, match="only once"):
            mark_paid(payment, on=PAID_ON, by=world.finance[0], at=NOON)


def test_a_lapsed_provider_is_not_paid_by_hand_either(world):
    with acting_for(world.commissioner.pk):
        payment = approve_payment(entered(world), by=world.finance[1], at=NOON)
        Accreditation.objects.update(withdrawn_on=PAID_ON)

        with pytest.raises(ClericalRefused, match="not accredited"):
            mark_paid(payment, on=PAID_ON, by=world.finance[0], at=NOON)


def test_only_who_keeps_the_register_enters(world):
    signer = a_member_of_staff(world.commissioner, Role.SIGNER)

    with acting_for(world.commissioner.pk), pytest.raises(NotAllowed):
        enter_payment(
            world.provider,
            outcome="job_start",
            achieved_on=ACHIEVED,
            pence=Pence(1),
            by=signer,
            at=NOON,
        )
