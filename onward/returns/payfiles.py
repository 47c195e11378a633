"""The payfile of a signed run, and the report of what it held: chosen here, sent by the gate."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from onward.agreements.actions import agreement_between
from onward.agreements.channels import Channel
from onward.disclosures.gate import Draft, disclose
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.disclosures.settling import STANDING
from onward.disclosures.why_not import in_words
from onward.parties.access import require
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.payments.models import Run, RunLine
from onward.payments.release import mark_released, reasons_not_to_release
from onward.payments.run_lines import pay_lines
from onward.payments.runs import RunRefused, call_off
from onward.tenancy.context import acting

KIND, REPORT = "payfile", "payfile-report"
PURPOSE = "outcome_payment"
ITEMS = frozenset(
    {
        "payfile_nino",
        "payfile_provider",
        "payfile_outcome",
        "payfile_amount",
        "claim_unique_reference",
    }
)


class NotReleased(ValueError):
    """The payfile may not be released; the message says why and what to do."""


@transaction.atomic
def release_payfile(run: Run, *, by: Staff, at: datetime) -> Disclosure:
    """Prepare the payfile of a signed run for the finance system, once.

    Asking again gives the same disclosure; one that the gate refuses comes back as REFUSED, and
    is asked for anew. Raises NotReleased for a run that is not ready.
    """
    require(by, Permission.PREPARE_RUNS)
    held = Run.objects.select_for_update().get(pk=run.pk)
    if earlier := _of_run(held, KIND):
        return earlier
    if reasons := reasons_not_to_release(held):
        raise NotReleased(" ".join(reasons))
    lines = pay_lines(held)
    cover = _cover(held) | {
        "created_at": localtime(at).replace(tzinfo=None).isoformat(timespec="seconds"),
        "execution_on": held.execution_on.isoformat(),
        "count": held.lines_count,
        "total_pence": held.total_pence,
        "nation": str(held.commissioner.calendar.nation),
        "debtor": settings.PAYFILE_DEBTOR,
        "creditors": {
            line.provider_code: {
                "name": line.account_name,
                "sort_code": line.sort_code,
                "account_number": line.account_number,
            }
            for line in lines
        },
    }
    return _disclosed(held, KIND, cover, by=by, at=at)


@transaction.atomic
def report_payfile(run: Run, *, by: Staff, at: datetime) -> Disclosure:
    """Prepare the report of what a released payfile held, for the commissioner, once."""
    require(by, Permission.PREPARE_RUNS)
    held = Run.objects.select_for_update().get(pk=run.pk)
    if earlier := _of_run(held, REPORT):
        return earlier
    return _disclosed(held, REPORT, _cover(held), by=by, at=at)


@transaction.atomic
def call_off_run(run: Run, *, because: Run.CallOffReason, by: Staff, at: datetime) -> Run:
    """Call off a run of which no payfile has left or still may. Raises RunRefused, NotAllowed."""
    held = Run.objects.select_for_update().get(pk=run.pk)
    if held.status == Run.Status.SIGNED and _of_run(held, KIND):
        words = _(
            "A payfile of run %(number)d may reach the finance system, so it is not called off."
            " What the finance system rejects can be paid in another run."
        )
        raise RunRefused(words % {"number": held.number})
    return call_off(held, because=because, by=by, at=at)


def note_released(*, at: datetime) -> list[Run]:
    """Mark the runs whose payfile has gone as released; for the operations team acted for.

    Run after each round of deliveries; again changes nothing.
    """
    runs = Run.objects.filter(operations_id=acting().organisation_id, status=Run.Status.SIGNED)
    released = []
    for run in runs:
        sent = _of_run(run, KIND)
        if sent is not None and sent.status == Disclosure.Status.SENT:
            released.append(mark_released(run, digest=sent.digest, at=at))
    return released


def _of_run(run: Run, kind: str) -> Disclosure | None:
    rows = Disclosure.objects.filter(
        STANDING,
        kind=kind,
        sender_id=run.operations_id,
        recipient_id=run.commissioner_id,
        cover__message_id=run.message_id,
    )
    return rows.first()


def _disclosed(
    run: Run, kind: str, cover: Mapping[str, object], *, by: Staff, at: datetime
) -> Disclosure:
    commissioner, department = run.commissioner, run.operations
    return disclose(
        Draft(
            kind=kind,
            recipient=commissioner,
            on_behalf_of=commissioner,
            agreement=agreement_between(
                "WFS-PAYFILE", department, commissioner, on=localtime(at).date()
            ),
            purpose=PURPOSE,
            channel=Channel.GATEWAY,
            people=[_giving(line, kind) for line in _lines(run)],
            layout=kind,
            cover=cover,
        ),
        by=by,
        at=at,
    )


def refused_in_words(made: Disclosure, run: Run) -> str:
    """Why the gate refused a payfile or its report, with the claims that stand in the way."""
    reasons = " ".join(f"{reason.what} {reason.remedy}" for reason in in_words(made.refusals))
    about = {row["handle"] for row in made.refusals if row["handle"]}
    named = [
        line.reference for line in _lines(run) if str(line.claim.referral.sent_from.handle) in about
    ]
    if not named:
        return reasons
    words = _("%(reasons)s Claims: %(claims)s.")
    return words % {"reasons": reasons, "claims": ", ".join(named)}


def _lines(run: Run) -> Sequence[RunLine]:
    lines = RunLine.objects.filter(run=run).order_by("reference")
    return list(lines.select_related("provider", "claim__referral__sent_from"))


def _giving(line: RunLine, kind: str) -> Giving:
    return Giving(
        record=line.claim.referral.sent_from,
        items=ITEMS if kind == KIND else ITEMS - {"payfile_nino"},
        rows={
            "claim_unique_reference": line.reference,
            "payfile_provider": line.provider.code,
            "payfile_outcome": line.outcome,
            "payfile_amount": line.pence,
        },
    )


def _cover(run: Run) -> dict[str, object]:
    return {"message_id": run.message_id}
