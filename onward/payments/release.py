"""What the release of a payfile does to a run. The payfile itself leaves through the gate."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from onward.parties.actions import accredited_among
from onward.parties.models import Organisation
from onward.payments.entries import enter_run
from onward.payments.models import ReportedLine, Run, RunLine

Status = Run.Status
RELEASED = (Status.RELEASED, Status.RECONCILED)
BATCH = 2000


class ReleaseRefused(RuntimeError):
    """This run is not to be released, or not with this payfile; the words say why."""


def reasons_not_to_release(run: Run) -> list[str]:
    """Why a payfile of this run must not be prepared now; empty if it may be.

    Asked before the gate is: once bytes may have left, what happened is recorded, not refused.
    """
    reasons = []
    if run.status != Status.SIGNED:
        words = _("Run %(number)d is %(status)s. A run is released once two have signed it.")
        status = run.get_status_display().lower()
        reasons.append(words % {"number": run.number, "status": status})
    providers = RunLine.objects.filter(run=run).values_list("provider_id", flat=True).distinct()
    pairs = {(provider, run.commissioner_id) for provider in providers}
    lapsed = pairs - accredited_among(pairs, on=run.execution_on)
    for provider in Organisation.objects.filter(pk__in={provider for provider, _own in lapsed}):
        words = _("%(provider)s is not accredited on the day of payment. Call the run off.")
        reasons.append(words % {"provider": provider.name})
    return reasons


@transaction.atomic
def mark_released(run: Run, *, digest: str, at: datetime) -> Run:
    """Write down that a signed run's payfile, with this SHA-256, was released; once.

    The same digest again changes nothing; another raises ReleaseRefused, as does a run that two
    have not signed. The lines of the payfile are kept, to be compared with what others report.
    """
    held = Run.objects.select_for_update().get(pk=run.pk)
    if held.status in RELEASED and held.payfile_digest == digest:
        return held
    if held.status != Status.SIGNED:
        words = _("Run %(number)d is %(status)s and was not released with this payfile.")
        status = held.get_status_display().lower()
        raise ReleaseRefused(words % {"number": held.number, "status": status})
    held.status, held.payfile_digest, held.released_at = Status.RELEASED, digest, at
    held.save(update_fields=["status", "payfile_digest", "released_at"])
    _keep_payfile_lines(held)
    about = {"lines_hash": held.lines_hash, "payfile_digest": digest}
    enter_run("run.released", held, about=about, by=None, at=at)
    return held


def _keep_payfile_lines(run: Run) -> None:
    lines = RunLine.objects.filter(run=run).order_by("reference")
    ReportedLine.objects.bulk_create(
        (
            ReportedLine(
                commissioner_id=run.commissioner_id,
                operations_id=run.operations_id,
                source=ReportedLine.Source.PAYFILE,
                run=run,
                claim_reference=line.reference,
                pence=line.pence,
            )
            for line in lines
        ),
        batch_size=BATCH,
    )
