"""The register of outcomes paid by hand: special customer records, which no file may name.

It says which provider, which outcome, how much and when, and nothing of the person: no record, no
referral, no claim. Its money is posted apart from the rest. Source: 000 step 16 (REQ-000-009).
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.ledger.actions import Act, enter
from onward.parties.access import require
from onward.parties.actions import is_accredited
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Permission
from onward.payments import postings
from onward.payments.models import ClericalPayment
from onward.payments.postings import Event, Movement
from onward.tenancy.context import acting
from onward.values.pence import Pence


class ClericalRefused(RuntimeError):
    """An entry of the register that may not be made, approved or paid; the words say why."""


@transaction.atomic
def enter_payment(
    provider: Organisation,
    *,
    outcome: str,
    achieved_on: date,
    pence: Pence,
    by: Staff,
    at: datetime,
) -> ClericalPayment:
    """Enter an outcome that is to be paid by hand, for the commissioner acted for."""
    require(by, Permission.PAY_CLERICALLY)
    if pence <= 0:
        raise ClericalRefused(_("A payment is more than nothing."))
    own = acting().organisation_id
    # One after the other, so that numbers have no gap and no double.
    Organisation.objects.select_for_update(no_key=True).get(pk=own)
    newest = ClericalPayment.objects.filter(organisation_id=own).aggregate(n=Max("number"))["n"]
    payment = ClericalPayment.objects.create(
        organisation_id=own,
        provider=provider,
        number=(newest or 0) + 1,
        outcome=outcome,
        achieved_on=achieved_on,
        pence=pence,
        entered_by=by.handle,
        entered_at=at,
    )
    _enter("clerical.entered", payment, by=by, at=at)
    return payment


@transaction.atomic
def approve_payment(payment: ClericalPayment, *, by: Staff, at: datetime) -> ClericalPayment:
    """Approve an entry that someone else made; it is then owed. Raises ClericalRefused."""
    require(by, Permission.PAY_CLERICALLY)
    if by.handle == payment.entered_by:
        raise ClericalRefused(_("You entered this payment. Someone else approves it."))
    waiting = ClericalPayment.objects.filter(pk=payment.pk, approved_at=None)
    if not waiting.update(approved_by=by.handle, approved_at=at):
        raise ClericalRefused(_("This payment is approved already."))
    payment.refresh_from_db()
    _post(Event.OUTCOME_AUTHORISED, payment, on=localdate(at), by=by, at=at)
    _enter("clerical.approved", payment, by=by, at=at)
    return payment


@transaction.atomic
def mark_paid(payment: ClericalPayment, *, on: date, by: Staff, at: datetime) -> ClericalPayment:
    """Write down that an approved entry was paid on a day. Raises ClericalRefused."""
    require(by, Permission.PAY_CLERICALLY)
    commissioner = Organisation.objects.get(pk=payment.organisation_id)
    if not is_accredited(payment.provider, commissioner=commissioner, on=on):
        raise ClericalRefused(
            _("The provider is not accredited on that day. Record its accreditation first.")
        )
    approved = ClericalPayment.objects.filter(
        pk=payment.pk, approved_at__isnull=False, paid_on=None
    )
    if not approved.update(paid_on=on):
        raise ClericalRefused(
            _("Only an approved payment is marked as paid, and only once. Have it approved first.")
        )
    payment.refresh_from_db()
    _post(Event.PAYMENT_CONFIRMED, payment, on=on, by=by, at=at)
    _enter("clerical.paid", payment, by=by, at=at)
    return payment


def _post(event: Event, payment: ClericalPayment, *, on: date, by: Staff, at: datetime) -> None:
    movement = Movement(event=event, on=on, pence=Pence(payment.pence), clerical=payment)
    postings.post([movement], by=by.handle, at=at)


def _enter(kind: str, payment: ClericalPayment, *, by: Staff, at: datetime) -> None:
    """Seen by the commissioner alone: it names no other party."""
    enter(
        Act(
            kind=kind,
            by=payment.organisation_id,
            performer=by.handle,
            about_id=payment.pk,
            at=at,
        )
    )
