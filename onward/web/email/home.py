"""The e-mail route at a glance: what is permitted, listed, designated and suspended."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from onward.email_route.models import (
    BreachAssessment,
    Exemption,
    InboxPair,
    ListedUse,
    Misdirection,
    Outage,
    ProcessPermission,
)
from onward.email_route.send_log import sent_forms
from onward.email_route.standard_forms import standard_forms
from onward.intake.received import put_aside, waiting
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest
from onward.web.email.access import email_page, is_department

SHOWN = 50


@require_safe
@email_page(Permission.EMAIL_ROUTE, Permission.KEEP_CASE, Permission.SETTLE_SENDS)
def home(request: StaffRequest) -> HttpResponse:
    open_pairs = InboxPair.objects.filter(ended_at=None).order_by("designated_at")
    both = ("provider", "department")
    context = {
        "is_department": is_department(request),
        "may_keep": request.user.may(Permission.EMAIL_ROUTE),
        "ours": request.acting_for.pk,
        "may_decide": request.user.may(Permission.SETTLE_SENDS),
        "today": localdate(now()),
        "now": now(),
        "permissions": ProcessPermission.objects.filter(revoked_at=None)
        .select_related(*both)
        .order_by("asked_at"),
        "has_form": {process.value for process in standard_forms()},
        "lines": ListedUse.objects.select_related("prime", "subcontractor", "department").order_by(
            "-listed_at"
        )[:SHOWN],
        "pairs": open_pairs.select_related("sender", "recipient", "designated_by"),
        "exemptions": Exemption.objects.select_related(*both).order_by("-expires_on")[:SHOWN],
        "outages": Outage.objects.filter(ended_at=None).select_related(*both, "declared_by"),
        "received_count": waiting().count(),
        "aside_count": put_aside().count(),
        "astray": Misdirection.objects.filter(closed_at=None).select_related("went_to"),
        "undecided": BreachAssessment.objects.filter(decided_at=None).order_by("report_due_at"),
        "sent": sent_forms()[:SHOWN],
        "wide": True,
    }
    return render(request, "email/home.html", context)
