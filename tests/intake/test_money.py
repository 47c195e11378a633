"""What is said of a payment run comes in as files, whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest

from onward.agreements.actions import end
from onward.formats import payfile_report
from onward.formats.finance_result import Status as Answer
from onward.formats.finance_result import write_finance_result
from onward.formats.payfile_report import write_payfile_report
from onward.formats.ppvr import ValidatedPayment, write_ppvr
from onward.intake.taking_in import Done
from onward.payments.models import Claim, ReportedLine, Run, RunLine
from onward.payments.reconcile import differences_of, reconcile
from onward.tenancy.context import acting_for
from onward.values.pence import Pence
from tests.intake.factories import checked, taken_in
from tests.payments.factories import (
    ACHIEVED,
    PAID_ON,
    World,
    a_released_run,
    a_signed_run,
    a_world,
    an_answer,
    answers,
)
from tests.times import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_demonstration")]


@dataclass(frozen=True, kw_only=True)
class Paying:
    """A run of two claims, and how files about it are sent in by the finance officer."""

    world: World
    run: Run
    send: Callable[..., Done]

    def lines(self) -> list[RunLine]:
        with acting_for(self.world.commissioner.pk):
            return list(RunLine.objects.filter(run=self.run).order_by("reference"))


def a_paying_world() -> tuple[World, Run]:
    world = a_world()
    return world, a_released_run(world)


@pytest.fixture
def django_db_setup(prepared) -> tuple[World, Run]:
    begun: tuple[World, Run] = prepared(a_paying_world)
    return begun


@pytest.fixture
def world(django_db_setup) -> World:
    world: World = django_db_setup[0]
    return world


@pytest.fixture
def paying(django_db_setup) -> Paying:
    world, run = django_db_setup
    return Paying(world=world, run=run, send=partial(taken_in, world.finance[0]))


def a_report(paying: Paying, *, message_id: str = "") -> bytes:
    return write_payfile_report(
        payfile_report.ReportedLine(
            message_id=message_id or paying.run.message_id,
            claim_reference=line.reference,
            outcome="job_start",
            amount=Pence(line.pence),
        )
        for line in paying.lines()
    )


def a_ppvr(paying: Paying) -> bytes:
    return write_ppvr(
        ValidatedPayment(
            month=PAID_ON.replace(day=1),
            claim_reference=line.reference,
            referral_reference="PO-1",
            nino=None,
            provider_code="PROV",
            outcome="job_start",
            achieved_on=ACHIEVED,
            amount=Pence(line.pence),
            paid_on=PAID_ON,
        )
        for line in paying.lines()
    )


def test_three_files_reconcile_a_run(paying):
    answer = write_finance_result(answers(paying.run))

    assert paying.send(answer, feed="finance-results").effect == ["Payments confirmed: 2"]
    assert paying.send(a_report(paying), feed="payfile-report").done_count == 2
    assert paying.send(a_ppvr(paying), feed="ppvr").done_count == 2

    with acting_for(paying.world.commissioner.pk):
        assert differences_of(paying.run) == []


def test_a_payment_that_was_rejected_is_marked(paying):
    first, second = paying.lines()
    results = [
        an_answer(first.reference, first.pence),
        an_answer(second.reference, second.pence, status=Answer.REJECTED),
    ]

    done = paying.send(write_finance_result(results), feed="finance-results")

    assert done.effect == ["Payments confirmed: 1", "Payments rejected by the finance system: 1"]
    with acting_for(paying.world.commissioner.pk):
        assert {claim.status for claim in Claim.objects.all()} == {"PAID", "REJECTED"}


def test_one_penny_wrong_is_kept_and_not_posted(paying):
    first, second = paying.lines()
    results = [
        an_answer(first.reference, first.pence + 1),
        an_answer(second.reference, second.pence),
    ]

    done = paying.send(write_finance_result(results), feed="finance-results")

    assert done.effect == ["Payments confirmed: 1"]
    with acting_for(paying.world.commissioner.pk):
        assert Claim.objects.filter(status="PAID").count() == 1
        assert ReportedLine.objects.filter(source="FINANCE").count() == 2
        assert reconcile(paying.run, by=paying.world.finance[0], at=paying.run.prepared_at)


def test_an_answer_about_nothing_that_was_paid_is_refused(paying):
    done = paying.send(write_finance_result([an_answer("CL-NONE", 100)]), feed="finance-results")

    (problem,) = done.problems
    assert (problem.row, problem.column, problem.value) == (2, "claim_reference", "CL-NONE")


def test_a_report_of_another_payfile_is_refused(paying):
    done = paying.send(a_report(paying, message_id="MSG-NONE"), feed="payfile-report")

    assert done.done_count == 0
    assert {problem.column for problem in done.problems} == {"message_id"}


def test_an_answer_before_the_payfile_was_released_is_refused_whole(world):
    run = a_signed_run(world)

    done = taken_in(world.finance[0], write_finance_result(answers(run)), feed="finance-results")

    (problem,) = done.problems
    assert (problem.row, done.done_count) == (None, 0)
    assert "nothing to report" in problem.rule


def test_the_same_answer_twice_posts_once(paying):
    answer = write_finance_result(answers(paying.run))
    first = paying.send(answer, feed="finance-results")

    assert paying.send(answer, feed="finance-results") == first
    with acting_for(paying.world.commissioner.pk):
        assert ReportedLine.objects.filter(source="FINANCE").count() == 2


def test_an_answer_that_was_cut_short_is_refused_whole(paying):
    whole = write_finance_result(answers(paying.run))
    cut = b"".join(line for line in whole.splitlines(keepends=True)[:-2])

    found = checked(paying.world.finance[0], cut, feed="finance-results")

    assert (found.refused, found.good_count) == (True, 0)


def test_an_answer_that_the_provider_may_not_be_told_of_is_refused_whole(paying):
    with acting_for(paying.world.operations.pk):
        end(paying.world.agreement, by=paying.world.officer, at=NOON)

    done = checked(
        paying.world.finance[0], write_finance_result(answers(paying.run)), feed="finance-results"
    )

    (problem,) = done.problems
    assert (problem.row, done.good_count) == (None, 0)
    assert "it is not in force on this day" in problem.rule
