"""What a provider's member of staff may reach: the referrals sent to it."""

from datetime import date, datetime
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from onward.casework.models import Referral, ReferralQuerySet
from onward.casework.objections import rules_of
from onward.people.models import Look, Record
from onward.people.records import look
from onward.values.working_days import Calendar
from onward.web.access import StaffRequest


def own_referrals(request: StaffRequest) -> ReferralQuerySet:
    """Those that have arrived, with the records that they arrived in."""
    sent = Referral.objects.sent_to(request.acting_for).filter(received_as__isnull=False)
    return sent.select_related("received_as")


def referral_opened(request: StaffRequest, referral_id: UUID, *, at: datetime) -> Referral:
    """A referral, for a page that shows whom it is about: that the record was opened is noted."""
    parties = own_referrals(request).select_related("referrer", "commissioner", "received_as")
    referral = get_object_or_404(parties, pk=referral_id)
    if not has_record(referral):
        raise Http404
    look(record_of(referral), by=request.user, what=Look.What.RECORD, at=at)
    return referral


def has_record(referral: Referral) -> bool:
    """Whether the person's record may be seen: not erased, and not restricted to others."""
    return referral.received_as is not None and referral.received_as.erased_at is None


def record_of(referral: Referral) -> Record:
    """The provider's own record of the person referred."""
    if referral.received_as is None:
        raise LookupError("A referral that a provider sees has arrived in a record.")
    return referral.received_as


def days_left(referral: Referral, *, today: date) -> int:
    """Working days left to reply, by the calendar of the case's own rules."""
    calendar = Calendar(rules_of(referral).nation)
    return calendar.working_days_until(referral.reply_due_on, today=today)
