"""Sends that nobody confirmed: a person finds out, says so, and may have them go again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onward.disclosures.models import Disclosure
from onward.disclosures.settling import AlreadySettled, send_again, settle, unknown_sends
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.act_words import act_in_words, channel_in_words
from onward.web.first_rows import page_of
from onward.web.forms import posted
from onward.web.governance.forms import SettlementForm

A_PAGE = 50
Status = Disclosure.Status
WORDS = {"act_in_words": act_in_words, "channel_in_words": channel_in_words}


@require_safe
@requires(Permission.SETTLE_SENDS)
def listed(request: StaffRequest) -> HttpResponse:
    waiting_again = Disclosure.objects.filter(
        sender=request.acting_for, status=Status.FAILED, settled_by__isnull=False
    )
    page, rows = page_of(
        unknown_sends(), number=request.GET.get("page"), per_page=A_PAGE, related=("recipient",)
    )
    context = {
        "page": page,
        "sends": rows,
        "not_arrived": waiting_again.select_related("recipient").order_by("-ended_at")[:A_PAGE],
        **WORDS,
    }
    return render(request, "governance/unknown.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SETTLE_SENDS)
def settlement(request: StaffRequest, disclosure_id: UUID) -> HttpResponse:
    send = _own(request, disclosure_id)
    form = SettlementForm(posted(request))
    if not form.is_valid():
        context = {"form": form, "send": send, "narrow": True, **WORDS}
        return render(request, "governance/settlement.html", context)
    arrived = form.cleaned_data["outcome"] == "arrived"
    try:
        settle(send.pk, arrived=arrived, by=request.user, at=now())
    except AlreadySettled as refusal:
        messages.error(request, str(refusal))
        return redirect("governance:unknown")
    if arrived:
        messages.success(request, _("Settled: it arrived."))
        return redirect("governance:unknown")
    messages.success(request, _("Settled: it did not arrive. You can send it again, unchanged."))
    return redirect("governance:second-send", send.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SETTLE_SENDS)
def second(request: StaffRequest, disclosure_id: UUID) -> HttpResponse:
    send = _own(request, disclosure_id)
    if request.method != "POST":
        context = {"send": send, "narrow": True, **WORDS}
        return render(request, "governance/second_send.html", context)
    try:
        send_again(send.pk, by=request.user, at=now())
    except AlreadySettled as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("On its way again, unchanged."))
    return redirect("governance:unknown")


def _own(request: StaffRequest, disclosure_id: UUID) -> Disclosure:
    own = Disclosure.objects.filter(sender=request.acting_for)
    return get_object_or_404(own.select_related("recipient", "agreement"), pk=disclosure_id)
