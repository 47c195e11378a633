"""The referrals that a work coach may reach: those that the organisation made."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from onward.casework.models import Referral, ReferralQuerySet
from onward.web.access import StaffRequest


def own_referrals(request: StaffRequest) -> ReferralQuerySet:
    sent = Referral.objects.sent_by(request.acting_for)
    return sent.select_related("provider", "commissioner", "opportunity")


def own_referral(request: StaffRequest, referral_id: UUID) -> Referral:
    return get_object_or_404(own_referrals(request), pk=referral_id)
