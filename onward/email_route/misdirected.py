"""A message that went to the wrong subcontractor: alerted, deleted, confirmed, and assessed.

Source: 003 paragraph 55; UK GDPR Article 33. That it is closed waits for the deletion; whether it
must be reported has a clock of its own, which waits for nothing.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.email_route.clocks import kept_until, report_due_at
from onward.email_route.entries import enter_act
from onward.email_route.models import BreachAssessment, Misdirection, SentForm
from onward.parties.models import Organisation, Staff
from onward.tenancy.context import acting


class NotYet(ValueError):
    """Something else comes first; the message says what."""


@transaction.atomic
def found_astray(
    disclosure_id: UUID, *, went_to: Organisation, aware_at: datetime, by: Staff, at: datetime
) -> Misdirection:
    """Record that a form that was sent reached the wrong organisation, and open its assessment.

    The 72 hours run from `aware_at`, when anyone of the organisation first knew. Raises NotYet
    for a form that is not in the log, or a second time.
    """
    own = acting().organisation_id
    if not SentForm.objects.filter(disclosure_id=disclosure_id, organisation_id=own).exists():
        raise NotYet(_("Only a form that was sent by email can have gone astray."))
    if Misdirection.objects.filter(disclosure_id=disclosure_id).exists():
        raise NotYet(_("It is recorded already that this form went astray."))
    astray = Misdirection.objects.create(
        organisation_id=own,
        disclosure_id=disclosure_id,
        went_to=went_to,
        aware_at=aware_at,
        found_by=by.handle,
    )
    BreachAssessment.objects.create(
        organisation_id=own,
        disclosure_id=disclosure_id,
        aware_at=aware_at,
        report_due_at=report_due_at(aware_at),
    )
    enter_act("email.astray", astray, by=by, at=at)
    return astray


def alert(astray: Misdirection, *, by: Staff, at: datetime) -> None:
    """The one who got it was told of the error, and asked to delete it."""
    _step(astray, Misdirection.objects.filter(alerted_at=None), "email.astray_alerted",
          alerted_at=at, by=by, at=at)  # fmt: skip


def confirm_deletion(astray: Misdirection, *, by: Staff, at: datetime) -> None:
    """The one who got it says that it is deleted. Raises NotYet before they were alerted."""
    alerted = Misdirection.objects.filter(alerted_at__isnull=False, deletion_confirmed_at=None)
    _step(astray, alerted, "email.astray_deleted", deletion_confirmed_at=at, by=by, at=at)


def close(astray: Misdirection, *, by: Staff, at: datetime) -> None:
    """It is done with, and what was done is kept three months from now.

    Raises NotYet before the deletion is confirmed.
    """
    deleted = Misdirection.objects.filter(deletion_confirmed_at__isnull=False, closed_at=None)
    kept = kept_until(localdate(at))
    _step(astray, deleted, "email.astray_closed", closed_at=at, kept_until=kept, by=by, at=at)


@transaction.atomic
def decide(
    assessment: BreachAssessment, *, decision: str, reasons: str, by: Staff, at: datetime
) -> None:
    """Decide whether the regulator is told, with reasons; late or not, it is decided once."""
    if not reasons.strip():
        raise NotYet(_("Give the reasons: a decision not to report has them too."))
    undecided = BreachAssessment.objects.filter(pk=assessment.pk, decided_at=None)
    if not undecided.update(
        decision=BreachAssessment.Decision(decision),
        reasons=reasons.strip(),
        decided_at=at,
        decided_by=by.handle,
    ):
        raise NotYet(_("Somebody has decided this already."))
    assessment.refresh_from_db()
    late = at > assessment.report_due_at
    enter_act("email.breach_decided", assessment, by=by, at=at, decision=decision, late=late)


@transaction.atomic
def _step(
    astray: Misdirection,
    waiting: QuerySet[Misdirection],
    kind: str,
    *,
    by: Staff,
    at: datetime,
    **facts: object,
) -> None:
    if not waiting.filter(pk=astray.pk).update(**facts):
        raise NotYet(
            _("First alert whoever got it, then have the deletion confirmed, then close it.")
        )
    astray.refresh_from_db()
    enter_act(kind, astray, by=by, at=at)
