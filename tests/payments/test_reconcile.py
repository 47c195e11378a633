"""A run is reconciled only when payfile, answer, report and PPVR say the same."""

from datetime import timedelta
from uuid import uuid4

import pytest

from onward.formats.finance_result import Status as Answer
from onward.payments.clerical import enter_payment
from onward.payments.differences import Kind, Source
from onward.payments.models import ReportedLine, Run, RunLine
from onward.payments.reconcile import differences_of, reconcile
from onward.payments.reports import ReportRefused, record_report, set_aside
from onward.tenancy.context import acting_for
from onward.values.pence import Pence
from tests.payments.factories import (
    World,
    a_released_run,
    a_run,
    a_run_of_july,
    a_world,
    an_answer,
    answered,
    answers,
    released,
    signed,
)
from tests.times import NOON

pytestmark = pytest.mark.django_db
BOTH = (Source.PAYFILE_REPORT, Source.PPVR)


def lines_of(run: Run) -> dict[str, Pence]:
    with acting_for(run.commissioner_id):
        lines = RunLine.objects.filter(run=run)
        return {line.reference: Pence(line.pence) for line in lines}


def reported(world: World, run: Run, source: Source, amounts: dict[str, Pence]) -> None:
    with acting_for(world.commissioner.pk):
        record_report(
            run, source=source, amounts=amounts, landing=uuid4(), by=world.finance[0], at=NOON
        )


def an_answered_run(world: World, *, claims: int = 2) -> Run:
    run = a_released_run(world, claims=claims)
    answered(world, run, answers(run))
    return run


def reconciling(world: World, run: Run) -> list[Kind]:
    with acting_for(world.commissioner.pk):
        return [each.kind for each in reconcile(run, by=world.finance[0], at=NOON)]


def status_of(run: Run) -> str:
    with acting_for(run.commissioner_id):
        return Run.objects.get(pk=run.pk).status


def test_a_run_on_which_all_agree_is_reconciled(world):
    run = an_answered_run(world)
    for source in BOTH:
        reported(world, run, source, lines_of(run))

    assert reconciling(world, run) == []
    assert status_of(run) == Run.Status.RECONCILED


def test_170_00_and_215_00_by_file_and_370_00_by_hand():
    """REQ-000-009: programmes.md example 27, from the claims to the last report."""
    world, july = a_world(), NOON + timedelta(days=90)
    run = a_run_of_july(world, july)
    run = released(world, signed(world, run, at=july))
    with acting_for(world.commissioner.pk):
        enter_payment(
            world.provider,
            outcome="sustained_26",
            achieved_on=july.date(),
            pence=Pence(37_000),
            by=world.finance[0],
            at=july,
        )
    answered(world, run, answers(run))
    for source in BOTH:
        reported(world, run, source, lines_of(run))

    assert sorted(lines_of(run).values()) == [17_000, 21_500]
    reported(world, run, Source.PAYFILE_REPORT, {"CLM-BY-HAND": Pence(37_000)})
    assert reconciling(world, run) == [Kind.UNKNOWN]
    setting_aside(world, run, "CLM-BY-HAND", source=Source.PAYFILE_REPORT, reason="Paid by hand.")
    assert reconciling(world, run) == []


def test_a_run_on_which_something_differs_is_not_reconciled(world):
    run = an_answered_run(world)
    reported(world, run, Source.PAYFILE_REPORT, lines_of(run))

    assert reconciling(world, run) == [Kind.NOT_RECEIVED]
    assert status_of(run) == Run.Status.RELEASED


def test_a_corrected_report_takes_the_place_of_the_wrong_one(world):
    run = an_answered_run(world)
    right = lines_of(run)
    wrong = {reference: pence + 1 for reference, pence in right.items()}
    reported(world, run, Source.PPVR, right)
    reported(world, run, Source.PAYFILE_REPORT, wrong)
    assert reconciling(world, run) == [Kind.AMOUNT, Kind.AMOUNT]

    reported(world, run, Source.PAYFILE_REPORT, right)

    assert reconciling(world, run) == []


def test_the_same_report_twice_is_kept_once(world):
    run = an_answered_run(world)
    for _ in range(2):
        reported(world, run, Source.PPVR, lines_of(run))

    with acting_for(world.commissioner.pk):
        assert ReportedLine.objects.filter(source="PPVR").count() == 2


def test_a_months_ppvr_is_divided_among_its_runs(world):
    first, second = an_answered_run(world, claims=1), an_answered_run(world, claims=1)

    reported(world, first, Source.PPVR, lines_of(first) | lines_of(second))

    with acting_for(world.commissioner.pk):
        assert [each.kind for each in differences_of(first)] == [Kind.NOT_RECEIVED]
        assert ReportedLine.objects.get(source="PPVR", run=second)


def test_a_rejected_line_does_not_hold_up_the_rest(world):
    run = a_released_run(world)
    paid, rejected = answers(run)
    refused = an_answer(rejected.claim_reference, 17_000, status=Answer.REJECTED)
    answered(world, run, [paid, refused])
    reported(world, run, Source.PAYFILE_REPORT, lines_of(run))
    reported(world, run, Source.PPVR, {paid.claim_reference: Pence(17_000)})

    assert reconciling(world, run) == []


def test_a_strange_line_can_be_set_aside_with_a_reason_and_stays_on_file(world):
    run = an_answered_run(world)
    for source in BOTH:
        reported(world, run, source, lines_of(run))
    reported(world, run, Source.PPVR, lines_of(run) | {"CLM-STRANGE": Pence(5)})
    assert reconciling(world, run) == [Kind.UNKNOWN]

    setting_aside(world, run, "CLM-STRANGE", reason="A test line; withdrawn by the department.")

    assert reconciling(world, run) == []
    with acting_for(world.commissioner.pk):
        assert ReportedLine.objects.filter(claim_reference="CLM-STRANGE").count() == 2


def test_a_line_of_the_payfile_cannot_be_set_aside(world):
    run = an_answered_run(world, claims=1)
    [reference] = lines_of(run)

    with pytest.raises(ReportRefused, match="Ask for a corrected report"):
        setting_aside(world, run, reference, reason="It is in the way.")


def setting_aside(
    world: World, run: Run, reference: str, *, reason: str, source: Source = Source.PPVR
) -> None:
    with acting_for(world.commissioner.pk):
        set_aside(
            run,
            source=source,
            reference=reference,
            reason=reason,
            by=world.finance[0],
            at=NOON,
        )


def test_a_run_that_was_not_released_has_nothing_to_reconcile(world):
    run = a_run(world)

    with pytest.raises(ReportRefused, match="nothing to report"):
        reconciling(world, run)
