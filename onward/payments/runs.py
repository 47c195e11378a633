"""Payment runs: claims that passed, put together by the operations team for the commissioner."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.parties.access import require
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Permission
from onward.payments import postings
from onward.payments.checks import Checked, look_at, record
from onward.payments.entries import enter_run
from onward.payments.lines import lines_hash, random_reference
from onward.payments.models import Claim, Posting, Run, RunLine
from onward.payments.rules import CHECKS
from onward.payments.run_lines import build_lines
from onward.payments.touches import touched_run
from onward.tenancy.context import acting
from onward.values.batches import in_batches

Status = Run.Status
BATCH = 2000
UNRELEASED = (Status.PREPARED, Status.SIGNED_ONCE, Status.SIGNED)


class RunRefused(RuntimeError):
    """This run cannot be prepared or called off; the words say why and what to do."""


@transaction.atomic
def prepare_run(commissioner: Organisation, *, execution_on: date, by: Staff, at: datetime) -> Run:
    """Put every claim that may be paid on this day into a new run, for two others to sign.

    The operations team acted for prepares it. Each claim's checks are made once more, for the day
    of payment: what no longer passes is marked so and stays out. A crash leaves no half run.
    Raises RunRefused, NotAllowed.
    """
    require(by, Permission.PREPARE_RUNS)
    _refuse_day(execution_on, commissioner, at=at)
    # Runs of one commissioner are prepared one after the other: numbers and claims are theirs.
    Organisation.objects.select_for_update(no_key=True).get(pk=commissioner.pk)
    ready, failing = _divided(look_at(_passed(commissioner), on=execution_on))
    if not ready:
        raise RunRefused(_nothing_to_pay(failing))
    record(failing, by=by, at=at)
    run = _run(commissioner, ready, execution_on=execution_on, by=by, at=at)
    touched_run(run, what="prepared", by=by, at=at)
    about = {"lines": run.lines_count, "lines_hash": run.lines_hash}
    enter_run("run.prepared", run, about=about, by=by, at=at)
    return run


@transaction.atomic
def call_off(run: Run, *, because: Run.CallOffReason, by: Staff, at: datetime) -> Run:
    """Give up a run that was not released, and take back what its signatures authorised.

    Its claims can be paid in another; its number, message id and lines' references are never used
    again. Whether a payfile of a signed run is on its way is not known here: pages call
    `returns.payfiles.call_off_run`, which asks first. Raises RunRefused, NotAllowed.
    """
    require(by, Permission.CALL_OFF_RUNS)
    held = Run.objects.select_for_update().get(pk=run.pk)
    if held.status not in UNRELEASED:
        words = _("Run %(number)d is %(status)s. Only a run that was not released is called off.")
        status = held.get_status_display().lower()
        raise RunRefused(words % {"number": held.number, "status": status})
    claims = Claim.objects.filter(run=held, status=Claim.Status.IN_RUN)
    take_back(claims.values_list("pk", flat=True), run=held, by=by, at=at)
    claims.update(status=Claim.Status.PASSED, run=None)
    held.status, held.called_off_because, held.called_off_at = Status.CALLED_OFF, because, at
    held.save(update_fields=["status", "called_off_because", "called_off_at"])
    about = {"lines_hash": held.lines_hash, "reason": str(because)}
    enter_run("run.called_off", held, about=about, by=by, at=at)
    return held


def take_back(claims: Iterable[UUID], *, run: Run, by: Staff, at: datetime) -> list[Posting]:
    """Reverse what a run authorised for these claims."""
    authorised = postings.standing(postings.Event.OUTCOME_AUTHORISED, claims=claims, run=run)
    return postings.reverse_all(authorised, on=localdate(at), by=by.handle, at=at)


def _refuse_day(day: date, commissioner: Organisation, *, at: datetime) -> None:
    if day < localdate(at):
        raise RunRefused(_("The day of payment is past. Choose today or a later day."))
    if not commissioner.calendar.is_working_day(day):
        raise RunRefused(_("Banks do not pay on that day. Choose a working day."))


def _passed(commissioner: Organisation) -> list[Claim]:
    return list(
        Claim.objects.filter(
            commissioner=commissioner,
            operations_id=acting().organisation_id,
            status=Claim.Status.PASSED,
        ).order_by("reference")
    )


def _divided(checked: Iterable[Checked]) -> tuple[list[Claim], list[Checked]]:
    """The claims that pass, and what was found of the others."""
    ready, failing = [], []
    for each in checked:
        if each.failed:
            failing.append(each)
        else:
            ready.append(each.claim)
    return ready, failing


def _nothing_to_pay(failing: Sequence[Checked]) -> str:
    if not failing:
        return _("No claim has passed its checks. Check claims first.")
    codes = Counter(code for each in failing for code in each.failed)
    labels = [_(check.label) for check in CHECKS if check.code in codes]
    words = ngettext(
        "%(count)d claim passed before and does not now. Look at: %(labels)s.",
        "%(count)d claims passed before and do not now. Look at: %(labels)s.",
        len(failing),
    )
    return words % {"count": len(failing), "labels": "; ".join(labels)}


def _run(
    commissioner: Organisation,
    claims: Sequence[Claim],
    *,
    execution_on: date,
    by: Staff,
    at: datetime,
) -> Run:
    lines = build_lines(claims, commissioner=commissioner, on=execution_on)
    run = Run.objects.create(
        commissioner=commissioner,
        operations_id=acting().organisation_id,
        number=_next_number(commissioner),
        prepared_by=by.handle,
        prepared_at=at,
        lines_count=len(lines),
        total_pence=sum(line.pence for line in lines),
        lines_hash=lines_hash({line.reference: line.leaf_hash for line in lines}),
        message_id=random_reference("RUN"),
        execution_on=execution_on,
    )
    _take(claims, run=run)
    for line in lines:
        line.run = run
    RunLine.objects.bulk_create(lines, batch_size=BATCH)
    return run


def _take(claims: Sequence[Claim], *, run: Run) -> None:
    """The WHERE clause decides: a claim that another run or check has taken is not taken here."""
    taken = sum(
        Claim.objects.filter(
            pk__in=[claim.pk for claim in batch], status=Claim.Status.PASSED, run=None
        ).update(status=Claim.Status.IN_RUN, run=run)
        for batch in in_batches(claims, BATCH)
    )
    if taken != len(claims):
        raise RunRefused(_("Someone else has just changed some of these claims. Try again."))


def _next_number(commissioner: Organisation) -> int:
    numbers = Run.objects.filter(commissioner=commissioner).aggregate(newest=Max("number"))
    return int(numbers["newest"] or 0) + 1
