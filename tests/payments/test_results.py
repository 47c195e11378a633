"""The finance system's answer pays or rejects what it names, once, and nothing else."""

from datetime import timedelta

import pytest

from onward.formats.finance_result import Status as Answer
from onward.parties.access import NotAllowed
from onward.payments.differences import Kind
from onward.payments.models import Claim, Posting, ReportedLine
from onward.payments.postings import owed, trial_balance
from onward.payments.reports import ReportRefused
from onward.payments.results import apply_results
from onward.tenancy.context import acting_for
from tests.payments.factories import (
    PAID_ON,
    World,
    a_released_run,
    a_run,
    an_answer,
    answered,
    answers,
)
from tests.times import NOON

pytestmark = pytest.mark.django_db


def balance(world: World) -> dict[str, int]:
    with acting_for(world.commissioner.pk):
        return {
            account: int(pence) for account, pence in trial_balance(world.commissioner.pk).items()
        }


def test_when_all_is_paid_nothing_is_owed(world):
    run = a_released_run(world)

    assert answered(world, run, answers(run)) == []

    assert balance(world) == {
        "EXPENDITURE": 34_000,
        "PAYABLE": 0,
        "CLEARING": -34_000,
        "RECEIVABLE": 0,
    }
    with acting_for(world.provider.pk):
        assert set(Claim.objects.values_list("status", "paid_on")) == {("PAID", PAID_ON)}


def test_the_same_answer_again_changes_nothing(world):
    run = a_released_run(world)
    answered(world, run, answers(run))
    before = balance(world)

    assert answered(world, run, answers(run)) == []

    assert balance(world) == before
    with acting_for(world.commissioner.pk):
        assert ReportedLine.objects.filter(source="FINANCE").count() == 2
        assert Posting.objects.filter(event="payment_confirmed").count() == 2


def test_a_rejected_line_stays_owed(world):
    run = a_released_run(world)
    paid, rejected = answers(run)

    answered(
        world, run, [paid, an_answer(rejected.claim_reference, 17_000, status=Answer.REJECTED)]
    )

    with acting_for(world.commissioner.pk):
        assert owed(world.commissioner.pk) == {world.provider.pk: 17_000}
        assert Claim.objects.get(status="REJECTED").reference == rejected.claim_reference


def test_a_wrong_amount_is_a_difference_and_nothing_is_posted_for_it(world):
    run = a_released_run(world)
    first, second = answers(run)
    wrong = an_answer(second.claim_reference, 17_001)

    [difference] = answered(world, run, [first, wrong])

    assert (difference.kind, difference.reference) == (Kind.AMOUNT, second.claim_reference)
    assert balance(world)["PAYABLE"] == -17_000
    assert answered(world, run, [first, second]) == []
    assert balance(world)["PAYABLE"] == 0


def test_an_unknown_reference_is_kept_as_a_difference(world):
    """money_statistics_users.md A.7 attack 13."""
    run = a_released_run(world)

    [difference] = answered(world, run, [*answers(run), an_answer("CLM-NOBODY", 1)])

    assert difference.kind is Kind.UNKNOWN
    with acting_for(world.commissioner.pk):
        assert ReportedLine.objects.filter(claim_reference="CLM-NOBODY").exists()
    assert balance(world)["CLEARING"] == -34_000


def test_a_line_of_another_run_is_a_difference_and_pays_nothing(world):
    """money_statistics_users.md A.7 attack 13: an answer for another run."""
    run, other = a_released_run(world), a_released_run(world)

    found = answered(world, run, answers(other))

    assert {difference.kind for difference in found} == {Kind.OTHER_RUN}
    assert balance(world)["CLEARING"] == 0


def test_an_answer_that_contradicts_itself_later_is_a_difference(world):
    run = a_released_run(world, claims=1)
    [answer] = answers(run)
    answered(world, run, [answer])

    for later in (
        an_answer(answer.claim_reference, 17_000, status=Answer.REJECTED),
        an_answer(answer.claim_reference, 17_000, paid_on=PAID_ON + timedelta(days=1)),
    ):
        [difference] = answered(world, run, [later])
        assert difference.kind is Kind.CONTRADICTION

    assert balance(world)["PAYABLE"] == 0


def test_a_line_rejected_and_then_paid_is_paid_once(world):
    run = a_released_run(world, claims=1)
    [answer] = answers(run)

    answered(world, run, answers(run, status=Answer.REJECTED))
    answered(world, run, [answer])

    assert balance(world) == {
        "EXPENDITURE": 17_000,
        "PAYABLE": 0,
        "CLEARING": -17_000,
        "RECEIVABLE": 0,
    }


def test_a_reference_given_twice_refuses_the_answer(world):
    run = a_released_run(world, claims=1)

    with pytest.raises(ReportRefused, match="stands 2 times"):
        answered(world, run, answers(run) * 2)


def test_there_is_no_answer_to_a_run_that_was_not_released(world):
    run = a_run(world)

    with pytest.raises(ReportRefused, match="prepared, to be signed"):
        answered(world, run, answers(run))


def test_a_signer_does_not_load_answers(world):
    run = a_released_run(world)

    with acting_for(world.commissioner.pk), pytest.raises(NotAllowed):
        apply_results(run, results=answers(run), landing=None, by=world.signers[0], at=NOON)
