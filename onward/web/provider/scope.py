"""What a provider's member of staff may reach: its own records and the referrals sent to it."""

from datetime import date, datetime
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from onward.casework.models import Referral, ReferralQuerySet
from onward.casework.objections import rules_of
from onward.people.models import Record
from onward.values.working_days import Calendar
from onward.web.access import StaffRequest


def own_referrals(request: StaffRequest) -> ReferralQuerySet:
    """Those that have arrived, with the records that they arrived in."""
    sent = Referral.objects.sent_to(request.acting_for).filter(received_as__isnull=False)
    return sent.select_related("received_as")


def own_referral(request: StaffRequest, referral_id: UUID) -> Referral:
    """A referral whose record may be opened."""
    parties = own_referrals(request).select_related("referrer", "commissioner", "received_as")
    referral = get_object_or_404(parties, pk=referral_id)
    if not has_record(referral):
        raise Http404
    return referral


def has_record(referral: Referral) -> bool:
    """Whether the person's record may be seen: not erased, and not restricted to others."""
    return referral.received_as is not None and referral.received_as.erased_at is None


def own_record(request: StaffRequest, record_id: UUID) -> Record:
    """A record that is erased is not there any more."""
    own = Record.objects.filter(
        organisation=request.acting_for, kind=Record.Kind.PERSON, erased_at=None
    )
    return get_object_or_404(own, pk=record_id)


def record_of(referral: Referral) -> Record:
    """The provider's own record of the person referred."""
    if referral.received_as is None:
        raise LookupError("A referral that a provider sees has arrived in a record.")
    return referral.received_as


def days_left(referral: Referral, *, today: date) -> int:
    """Working days left to reply, by the calendar of the case's own rules."""
    calendar = Calendar(rules_of(referral).nation)
    return calendar.working_days_until(referral.reply_due_on, today=today)


def day_of(at: datetime) -> date:
    """The London day of a moment."""
    return localdate(at)
