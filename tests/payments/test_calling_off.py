"""A run that was not released can be called off, with a reason, and then nothing of it is owed."""

import pytest
from django.db import Error

from onward.ledger.canonical import read_canonical
from onward.ledger.models import Entry
from onward.parties.access import NotAllowed
from onward.parties.permissions import Role
from onward.payments.models import Claim, Posting, Run, RunLine
from onward.payments.postings import trial_balance
from onward.payments.runs import RunRefused, call_off, prepare_run
from onward.payments.signing import sign
from onward.tenancy.context import acting_for
from tests.parties.factories import a_member_of_staff
from tests.payments.factories import (
    PAID_ON,
    World,
    a_released_run,
    a_run,
    a_signed_run,
    a_world,
)
from tests.times import NOON

pytestmark = pytest.mark.django_db
WRONG_DAY = Run.CallOffReason.WRONG_DAY


@pytest.fixture
def world():
    return a_world()


def called_off(world: World, run: Run) -> Run:
    with acting_for(world.operations.pk):
        return call_off(run, because=WRONG_DAY, by=world.officer, at=NOON)


def prepared(world: World) -> Run:
    with acting_for(world.operations.pk):
        return prepare_run(world.commissioner, execution_on=PAID_ON, by=world.officer, at=NOON)


def test_it_gives_its_claims_back_and_nothing_of_it_is_used_again(world):
    first = a_run(world)
    with acting_for(world.commissioner.pk):
        sign(first, saw=first.lines_hash, by=world.signers[0], at=NOON)

    called_off(world, first)
    with acting_for(world.operations.pk):
        assert {(claim.status, claim.run) for claim in Claim.objects.all()} == {("PASSED", None)}
    second = prepared(world)

    assert (first.number, second.number) == (1, 2)
    assert first.message_id != second.message_id
    with acting_for(world.operations.pk):
        references = list(RunLine.objects.values_list("reference", flat=True))
        assert len(set(references)) == 4
        assert {each.removesuffix("-2") for each in references} == set(
            Claim.objects.values_list("reference", flat=True)
        )


def test_what_two_signatures_authorised_is_taken_back(world):
    run = a_signed_run(world)

    called_off(world, run)

    with acting_for(world.operations.pk):
        assert set(trial_balance(world.commissioner.pk).values()) == {0}
        assert Posting.objects.count() == 4
    assert prepared(world).lines_count == 2


def test_the_reason_and_who_gave_it_stand_in_the_ledger_for_both_sides(world):
    run = called_off(world, a_run(world))

    for organisation in (world.commissioner, world.operations):
        with acting_for(organisation.pk):
            leaf = read_canonical(bytes(Entry.objects.get(kind="run.called_off").leaf))
        assert leaf["about"] == {"lines_hash": run.lines_hash, "reason": "WRONG_DAY"}
        assert leaf["performer"] == str(world.officer.handle)


@pytest.mark.parametrize("role", [Role.FINANCE_OFFICER, Role.SIGNER])
def test_the_commissioners_finance_officers_and_signers_may(world, role):
    run, officer = a_run(world), a_member_of_staff(world.commissioner, role)

    with acting_for(world.commissioner.pk):
        call_off(run, because=WRONG_DAY, by=officer, at=NOON)

        assert Run.objects.get().status == Run.Status.CALLED_OFF


def test_a_contract_manager_may_not(world):
    run, manager = a_run(world), a_member_of_staff(world.commissioner, Role.CONTRACT_MANAGER)

    with acting_for(world.commissioner.pk), pytest.raises(NotAllowed, match="call off payment"):
        call_off(run, because=WRONG_DAY, by=manager, at=NOON)


def test_a_released_run_is_not_called_off(world):
    with pytest.raises(RunRefused, match=r"payfile released\. Only a run that was not released"):
        called_off(world, a_released_run(world))


def test_a_run_is_called_off_once(world):
    run = called_off(world, a_run(world))

    with pytest.raises(RunRefused, match="Run 1 is called off"):
        called_off(world, run)


@pytest.mark.parametrize(
    "change", [{"status": "CALLED_OFF"}, {"called_off_because": "MISTAKE"}, {"called_off_at": NOON}]
)
def test_the_database_takes_no_call_off_without_reason_and_moment(world, change):
    a_run(world)

    with acting_for(world.operations.pk), pytest.raises(Error, match="says_why_and_when"):
        Run.objects.update(**change)


def test_the_database_takes_up_no_run_that_was_called_off(world):
    called_off(world, a_run(world))

    with acting_for(world.operations.pk), pytest.raises(Error, match="nor taken up"):
        Run.objects.update(status="PREPARED", called_off_because="", called_off_at=None)
