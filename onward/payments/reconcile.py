"""Reconciling a run: payfile, finance answer, payfile report and PPVR, to the penny."""

from datetime import datetime

from django.db import transaction

from onward.parties.access import require
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.payments.differences import Difference, differences
from onward.payments.entries import enter_run
from onward.payments.models import Run
from onward.payments.reports import lock_released, said_of


def differences_of(run: Run) -> list[Difference]:
    """Every disagreement that stands now between what was released and what was reported."""
    return differences(said_of(run))


@transaction.atomic
def reconcile(run: Run, *, by: Staff, at: datetime) -> list[Difference]:
    """Mark the run reconciled if nothing differs; otherwise change nothing and say what does.

    Source: programmes.md 3.4. Raises ReportRefused for a run not yet released, NotAllowed.
    """
    require(by, Permission.RECONCILE)
    held = lock_released(run)
    found = differences_of(held)
    if found or held.status == Run.Status.RECONCILED:
        return found
    held.status, held.reconciled_at = Run.Status.RECONCILED, at
    held.save(update_fields=["status", "reconciled_at"])
    enter_run("run.reconciled", held, about={"lines": held.lines_count}, by=by, at=at)
    return []
