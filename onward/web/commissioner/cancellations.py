"""Providers ask for referrals to be cancelled; the commissioner agrees or keeps them open."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onward.casework.models import Referral, ReferralQuerySet
from onward.casework.moves import InvalidMove
from onward.casework.referrals import agree_cancellation, decline_cancellation
from onward.casework.tasks import cancellations_to_agree
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.first_rows import page_of
from onward.web.item_values import code_in_words

A_PAGE = 25


@require_safe
@requires(Permission.AGREE_CANCELLATION)
def listed(request: StaffRequest) -> HttpResponse:
    page, rows = page_of(
        cancellations_to_agree(),
        number=request.GET.get("page"),
        per_page=A_PAGE,
        related=("provider", "referrer", "contract"),
    )
    context = {
        "page": page,
        "rows": rows,
        "code_in_words": code_in_words,
        "wide": True,
    }
    return render(request, "commissioner/cancellations.html", context)


@require_POST
@requires(Permission.AGREE_CANCELLATION)
def agreement(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    return _answer(request, referral_id, agree_cancellation, _("The referral is cancelled."))


@require_POST
@requires(Permission.AGREE_CANCELLATION)
def refusal(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    return _answer(request, referral_id, decline_cancellation, _("The referral stays open."))


def _answer(
    request: StaffRequest, referral_id: UUID, answer: Callable[..., Referral], said: str
) -> HttpResponse:
    referral = get_object_or_404(_own(request), pk=referral_id)
    try:
        answer(referral, by=request.user, at=now())
    except InvalidMove as against:
        messages.error(request, str(against))
    else:
        messages.success(request, said)
    return redirect("commissioner:cancellations")


def _own(request: StaffRequest) -> ReferralQuerySet:
    return Referral.objects.made_for(request.acting_for)
