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

from onward.ledger.actions import Act, enter
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Permission
from onward.payments import postings
from onward.payments.access import NotAllowed, require
from onward.payments.checks import Checked, look_at, record
from onward.payments.gathering import in_batches
from onward.payments.lines import lines_hash, random_reference
from onward.payments.models import Claim, Posting, Run, RunLine
from onward.payments.rules import CHECKS
from onward.payments.run_lines import build_lines
from onward.payments.touches import touched_run
from onward.tenancy.context import acting

Status = Run.Status
BATCH = 2000
UNSIGNED = (Status.PREPARED, Status.SIGNED_ONCE)


class RunRefused(RuntimeError):
    """This run cannot be prepared or given up; the words say why and what to do."""


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
    _enter("run.prepared", run, by=by, at=at)
    return run


@transaction.atomic
def abandon(run: Run, *, by: Staff, at: datetime) -> Run:
    """Give up a run that two have not yet signed; its claims can be paid in another.

    Its number, message id and lines' references are never used again. Raises RunRefused.
    """
    _require_either(by)
    held = Run.objects.select_for_update().get(pk=run.pk)
    if held.status not in UNSIGNED:
        words = _("Run %(number)d is %(status)s. Only a run that two have not signed is given up.")
        status = held.get_status_display().lower()
        raise RunRefused(words % {"number": held.number, "status": status})
    return _give_up(held, by=by, at=at)


@transaction.atomic
def call_off(run: Run, *, by: Staff, at: datetime) -> Run:
    """Give up a signed run of which no payfile was prepared, and take back what it authorised.

    Only the release of payfiles knows that none was prepared, so only it may call this.
    Raises RunRefused.
    """
    _require_either(by)
    held = Run.objects.select_for_update().get(pk=run.pk)
    if held.status != Status.SIGNED:
        raise RunRefused(_("Only a run signed by two and not released is called off."))
    claims = Claim.objects.filter(run=held).values_list("pk", flat=True)
    take_back(claims, run=held, by=by, at=at)
    return _give_up(held, by=by, at=at)


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


def _require_either(by: Staff) -> None:
    if not by.may(Permission.SIGN_RUNS):
        require(by, Permission.PREPARE_RUNS)
    elif by.organisation_id != acting().organisation_id:
        raise NotAllowed(_("You act for another organisation than your own."))


def _give_up(run: Run, *, by: Staff, at: datetime) -> Run:
    Claim.objects.filter(run=run, status=Claim.Status.IN_RUN).update(
        status=Claim.Status.PASSED, run=None
    )
    run.status = Status.ABANDONED
    run.save(update_fields=["status"])
    _enter("run.abandoned", run, by=by, at=at)
    return run


def _enter(kind: str, run: Run, *, by: Staff, at: datetime) -> None:
    own = acting().organisation_id
    other = run.commissioner_id if own == run.operations_id else run.operations_id
    enter(
        Act(
            kind=kind,
            by=own,
            to=other,
            on_behalf_of=run.commissioner_id,
            performer=by.handle,
            about_id=run.pk,
            at=at,
            about={"lines": run.lines_count, "lines_hash": run.lines_hash},
        )
    )
