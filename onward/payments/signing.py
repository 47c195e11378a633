"""Signing a run: two people who touched nothing in it say yes to exactly what they saw."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.parties.access import require
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.payments import postings
from onward.payments.checks import look_at
from onward.payments.entries import enter_run
from onward.payments.lines import lines_hash
from onward.payments.models import Claim, Run, RunLine, RunSignature
from onward.payments.run_lines import changed_lines
from onward.payments.touches import what_they_touched
from onward.tenancy.context import acting

Status = Run.Status
UNSIGNED = (Status.PREPARED, Status.SIGNED_ONCE)
NAMED_AT_MOST = 5


class SigningRefused(RuntimeError):
    """This signature would not count; `reasons` says why, each with what to do."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


@transaction.atomic
def sign(run: Run, *, saw: str, by: Staff, at: datetime) -> RunSignature:
    """Sign a run for the commissioner acted for; the second signature authorises its outcomes.

    `saw` is the hash of the lines that were shown to the signer. The lines are read again now,
    with every check of their claims. Raises SigningRefused, NotAllowed.
    """
    require(by, Permission.SIGN_RUNS)
    # The row's lock lets two signers sign one after the other.
    held = Run.objects.select_for_update().get(pk=run.pk)
    if held.commissioner_id != acting().organisation_id:
        raise SigningRefused(
            _("Only the commissioner's own staff sign its runs. Ask a signer of theirs.")
        )
    if reasons := reasons_not_to_sign(held, saw=saw, by=by):
        raise SigningRefused(*reasons)
    signature = RunSignature.objects.create(
        commissioner_id=held.commissioner_id,
        operations_id=held.operations_id,
        run=held,
        staff=by.handle,
        name=by.name,
        lines_hash=held.lines_hash,
        at=at,
    )
    _move_on(held, by=by, at=at)
    run.refresh_from_db()
    return signature


def reasons_not_to_sign(run: Run, *, saw: str, by: Staff) -> list[str]:
    """Why this person's signature would not count now, each with what to do; empty if it would.

    Lines and checks are looked at only where run and signer allow it, for that takes long.
    """
    reasons = [*_of_the_run(run, saw), *_of_the_signer(run, by)]
    return reasons or [*_of_the_lines(run), *_no_longer_payable(run)]


def _of_the_run(run: Run, saw: str) -> Iterator[str]:
    if run.status not in UNSIGNED:
        words = _("Run %(number)d is %(status)s: there is nothing to sign.")
        yield words % {"number": run.number, "status": run.get_status_display().lower()}
    if saw != run.lines_hash:
        yield _("What you were shown is not what the run holds. Open it again and look.")


def _of_the_lines(run: Run) -> Iterator[str]:
    if changed := changed_lines(run):
        words = _(
            "These lines were changed after the run was prepared: %(lines)s. "
            "Have the run called off and prepared anew."
        )
        yield words % {"lines": _named(changed)}
    hashes = dict(RunLine.objects.filter(run=run).values_list("reference", "leaf_hash"))
    if lines_hash(hashes) != run.lines_hash:
        yield _("The lines are not those the run was prepared with. Have the run called off.")


def _of_the_signer(run: Run, by: Staff) -> Iterator[str]:
    if RunSignature.objects.filter(run=run, staff=by.handle).exists():
        yield _("You have signed this run. Someone else signs next.")
    if touched := what_they_touched(run, staff=by.handle):
        yield from touched
        yield _("Ask a signer who has touched nothing in it.")


def _no_longer_payable(run: Run) -> Iterator[str]:
    failing = {
        each.claim.reference: each.failed
        for each in look_at(Claim.objects.filter(run=run), on=run.execution_on)
        if each.failed
    }
    if failing:
        words = _(
            "These claims no longer pass their checks: %(claims)s (%(checks)s). "
            "Have the run called off and prepared anew."
        )
        checks = sorted(set().union(*failing.values()))
        yield words % {"claims": _named(sorted(failing)), "checks": ", ".join(checks)}


def _named(references: list[str]) -> str:
    named = ", ".join(references[:NAMED_AT_MOST])
    more = len(references) - NAMED_AT_MOST
    return _("%(named)s and %(more)d more") % {"named": named, "more": more} if more > 0 else named


def _move_on(run: Run, *, by: Staff, at: datetime) -> None:
    is_second = run.status == Status.SIGNED_ONCE
    run.status = Status.SIGNED if is_second else Status.SIGNED_ONCE
    run.save(update_fields=["status"])
    if is_second:
        claims = Claim.objects.filter(run=run).order_by("reference")
        movements = postings.authorised(claims, run=run, on=localdate(at))
        postings.post(movements, by=by.handle, at=at)
    about = {"lines_hash": run.lines_hash, "signature": 2 if is_second else 1}
    enter_run("run.signed", run, about=about, by=by, at=at)
