"""A rejected claim is paid in another run, once more, and never in two."""

from datetime import timedelta

import pytest

from onward.formats.finance_result import Status as Answer
from onward.payments.differences import Kind
from onward.payments.models import Claim, Run, RunLine
from onward.payments.postings import trial_balance
from onward.payments.reissue import ReissueRefused, reissue
from onward.payments.runs import prepare_run
from onward.tenancy.context import acting_for
from tests.payments.factories import (
    PAID_ON,
    World,
    a_released_run,
    an_answer,
    answered,
    answers,
    released,
    signed,
)
from tests.times import NOON

pytestmark = pytest.mark.django_db


def rejected(world: World, run: Run) -> list[Claim]:
    answered(world, run, answers(run, status=Answer.REJECTED))
    with acting_for(world.operations.pk):
        return list(Claim.objects.filter(run=run))


def reissuing(world: World, claims: list[Claim]) -> list[Claim]:
    with acting_for(world.operations.pk):
        return reissue(claims, by=world.officer, at=NOON)


def released_again(world: World) -> Run:
    with acting_for(world.operations.pk):
        run = prepare_run(world.commissioner, execution_on=PAID_ON, by=world.officer, at=NOON)
    return released(world, signed(world, run))


def test_a_rejected_claim_is_paid_in_another_run_under_a_new_reference(world):
    """money_statistics_users.md A.7 attack 12: one live instruction for a claim."""
    first = a_released_run(world, claims=1)
    [claim] = reissuing(world, rejected(world, first))

    second = released_again(world)
    answered(world, second, answers(second))

    with acting_for(world.commissioner.pk):
        assert [line.reference for line in RunLine.objects.order_by("pk")] == [
            claim.reference,
            f"{claim.reference}-2",
        ]
        claim.refresh_from_db()
        assert (claim.status, claim.run) == (Claim.Status.PAID, second)
        assert trial_balance(world.commissioner.pk) == {
            "EXPENDITURE": 17_000,
            "PAYABLE": 0,
            "CLEARING": -17_000,
            "RECEIVABLE": 0,
        }


def test_between_two_runs_a_rejected_claim_is_not_owed(world):
    reissuing(world, rejected(world, a_released_run(world)))

    with acting_for(world.commissioner.pk):
        assert set(trial_balance(world.commissioner.pk).values()) == {0}


def test_a_claim_is_reissued_once_for_one_rejection(world):
    """money_statistics_users.md A.7 attack 12."""
    claims = rejected(world, a_released_run(world, claims=1))
    reissuing(world, claims)

    with pytest.raises(ReissueRefused, match="Only a claim that the finance system rejected"):
        reissuing(world, claims)


def test_a_claim_rejected_twice_is_settled_by_hand(world):
    reissuing(world, rejected(world, a_released_run(world, claims=1)))
    claims = rejected(world, released_again(world))

    with pytest.raises(ReissueRefused, match="issued again before"):
        reissuing(world, claims)


def test_a_paid_claim_is_not_reissued(world):
    run = a_released_run(world, claims=1)
    answered(world, run, answers(run))
    with acting_for(world.operations.pk):
        claims = list(Claim.objects.all())

    with pytest.raises(ReissueRefused):
        reissuing(world, claims)


def test_a_late_payment_of_a_reissued_line_is_a_difference_and_is_not_posted(world):
    first = a_released_run(world, claims=1)
    [claim] = reissuing(world, rejected(world, first))
    late = an_answer(claim.reference, 17_000, paid_on=PAID_ON + timedelta(days=3))

    [difference] = answered(world, first, [late])

    assert difference.kind is Kind.ALREADY_REISSUED
    with acting_for(world.commissioner.pk):
        assert trial_balance(world.commissioner.pk)["CLEARING"] == 0
