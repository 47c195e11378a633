"""Paying a rejected claim after all: once more, in another run, under a new reference."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from onward.parties.access import require
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.payments.models import Claim, Run, RunLine
from onward.payments.release import RELEASED
from onward.payments.runs import take_back
from onward.payments.telling import ANSWERED, tell

MOST_RELEASES = 2


class ReissueRefused(RuntimeError):
    """A claim that may not be issued again; the words say why."""


@transaction.atomic
def reissue(claims: Iterable[Claim], *, by: Staff, at: datetime) -> list[Claim]:
    """Let rejected claims be paid in another run; a claim is never in two.

    What the first run authorised is taken back, so that nothing is owed twice. Raises
    ReissueRefused for a claim that was not rejected or was issued again before, NotPermitted
    where the provider may not be told, NotAllowed.
    """
    require(by, Permission.PREPARE_RUNS)
    ids = sorted({claim.pk for claim in claims})
    runs = _locked_runs(ids)
    rejected = list(Claim.objects.filter(pk__in=ids, status=Claim.Status.REJECTED))
    if len(rejected) != len(ids):
        raise ReissueRefused(_("Only a claim that the finance system rejected is issued again."))
    _refuse_a_third(ids)
    for run in runs:
        theirs = [claim.pk for claim in rejected if claim.run_id == run.pk]
        take_back(theirs, run=run, by=by, at=at)
    Claim.objects.filter(pk__in=ids).update(status=Claim.Status.PASSED, run=None)
    tell("claim.reissued", rejected, items=ANSWERED, by=by, at=at)
    return list(Claim.objects.filter(pk__in=ids).order_by("reference"))


def _locked_runs(ids: Iterable[UUID]) -> list[Run]:
    """Whoever takes in an answer holds the run too, so it cannot be paid in the same moment."""
    runs = Claim.objects.filter(pk__in=ids).values("run_id")
    return list(Run.objects.select_for_update().filter(pk__in=runs).order_by("pk"))


def _refuse_a_third(ids: Iterable[UUID]) -> None:
    released = RunLine.objects.filter(claim__in=ids, run__status__in=RELEASED)
    often = released.values("claim__reference").annotate(times=Count("pk"))
    for row in often.filter(times__gte=MOST_RELEASES).order_by("claim__reference")[:1]:
        words = _("%(reference)s was issued again before. Settle it with the provider by hand.")
        raise ReissueRefused(words % {"reference": row["claim__reference"]})
