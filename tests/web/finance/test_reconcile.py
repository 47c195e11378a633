"""Reconciling on a page: four sources side by side, to the penny."""

from uuid import uuid4

import pytest

from onward.payments.differences import Source
from onward.payments.models import Run
from onward.payments.reports import record_report
from onward.tenancy.context import acting_for
from onward.values.pence import Pence
from tests.payments.factories import a_released_run, a_signed_run, answered, answers
from tests.times import NOON
from tests.web.client import page_of, signed_in
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, world):
    return signed_in(client, world.finance[0])


def page_for(run, name="differences"):
    return f"/finance/runs/{run.pk}/{name}"


def reported(world, run, *, source, **amounts):
    """Both lines as they are, but for what `amounts` says by reference."""
    lines = {answer.claim_reference: answer.amount for answer in answers(run)}
    with acting_for(world.commissioner.pk):
        record_report(
            run,
            source=source,
            amounts=lines | amounts,
            landing=uuid4(),
            by=world.finance[0],
            at=NOON,
        )


def agreed(world, run):
    answered(world, run, answers(run))
    for source in (Source.PAYFILE_REPORT, Source.PPVR):
        reported(world, run, source=source)


def status_of(world, run):
    with acting_for(world.commissioner.pk):
        return Run.objects.get(pk=run.pk).status


def test_what_has_not_come_is_said(officer, world):
    run = a_released_run(world)

    said = said_in(officer.get(page_for(run)))

    assert "The payfile 2 £340.00" in said
    assert "The finance system has not come." in said


def test_a_run_without_differences_is_reconciled(officer, world):
    run = a_released_run(world)
    agreed(world, run)

    said = said_in(officer.post(page_for(run, "reconciliation"), follow=True))

    assert "Reconciled: all four agree to the penny." in said
    assert status_of(world, run) == Run.Status.RECONCILED


def test_a_penny_stands_in_its_own_column_and_keeps_the_run_open(officer, world):
    run = a_released_run(world)
    agreed(world, run)
    line = answers(run)[0]
    reported(world, run, source=Source.PPVR, **{line.claim_reference: Pence(line.amount + 1)})

    row = page_of(officer.get(page_for(run))).xpath("//main//table[2]/tbody/tr")[0]
    answer = officer.post(page_for(run, "reconciliation"), follow=True)

    amounts = [cell.text_content() for cell in row.xpath("td")[1:]]
    assert amounts == ["£170.00", "", "", "£170.01"]
    assert "1 difference stands, so the run is not reconciled." in said_in(answer)
    assert status_of(world, run) == Run.Status.RELEASED


def test_a_line_that_no_payfile_holds_is_set_aside_with_a_reason(officer, world):
    run = a_released_run(world)
    agreed(world, run)
    reported(world, run, source=Source.PPVR, **{"CLM-STRANGE": Pence(500)})
    link = page_of(officer.get(page_for(run))).xpath("//main//tbody//a/@href")[0]

    form = page_of(officer.get(link)).xpath("//main//form")[0]
    hidden = {
        name: form.xpath(f".//input[@name='{name}']/@value")[0] for name in ("source", "reference")
    }
    officer.post(page_for(run, "lines-set-aside"), hidden | {"reason": "Of another programme"})

    assert "Nothing differs" in said_in(officer.get(page_for(run)))


def test_a_run_that_was_not_released_is_not_reconciled(officer, world):
    run = a_signed_run(world)

    answer = officer.post(page_for(run, "reconciliation"), follow=True)

    assert "There is nothing to report of it yet." in said_in(answer)


def test_a_signer_sees_the_differences_and_does_not_reconcile(client, world):
    run = a_released_run(world)
    signer = signed_in(client, world.signers[0])

    assert page_of(signer.get(page_for(run))).xpath("//main//form") == []
    assert signer.post(page_for(run, "reconciliation")).status_code == 403
