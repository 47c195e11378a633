"""A form that went to the wrong place: each step, and whether the regulator is told."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.email_route.misdirected import (
    NotYet,
    alert,
    close,
    confirm_deletion,
    decide,
    found_astray,
)
from onward.email_route.models import BreachAssessment, Misdirection, SentForm
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest
from onward.web.email.access import Kind, email_page
from onward.web.email.forms import AstrayForm, DecisionForm
from onward.web.forms import posted
from onward.web.records.act_page import FORM_METHODS

STEPS: dict[str, Callable[..., None]] = {
    "alert": alert,
    "deletion": confirm_deletion,
    "close": close,
}


@require_http_methods(FORM_METHODS)
@email_page(Permission.EMAIL_ROUTE)
def finding(request: StaffRequest, sent_id: UUID) -> HttpResponse:
    sent = get_object_or_404(SentForm, pk=sent_id, organisation=request.acting_for)
    others = Organisation.objects.filter(kind__in=[Kind.SUBCONTRACTOR, Kind.PRIME_PROVIDER])
    form = AstrayForm(posted(request), others=others.order_by("name"))
    if form.is_valid():
        try:
            found_astray(
                sent.disclosure_id,
                went_to=form.cleaned_data["went_to"],
                aware_at=form.aware_at,
                by=request.user,
                at=now(),
            )
        except NotYet as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded. Alert whoever got it; the 72 hours run."))
            return redirect("email:home")
    title = _("This form went to the wrong organisation")
    context = {"form": form, "title": title, "button_text": _("Record"), "narrow": True}
    return render(request, "email/form.html", context)


@require_POST
@email_page(Permission.EMAIL_ROUTE)
def step(request: StaffRequest, astray_id: UUID, what: str) -> HttpResponse:
    astray = get_object_or_404(Misdirection, pk=astray_id, organisation=request.acting_for)
    try:
        STEPS[what](astray, by=request.user, at=now())
    except NotYet as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Recorded."))
    return redirect("email:home")


@require_http_methods(FORM_METHODS)
@email_page(Permission.SETTLE_SENDS)
def assessing(request: StaffRequest, assessment_id: UUID) -> HttpResponse:
    ours = BreachAssessment.objects.filter(organisation=request.acting_for)
    assessment = get_object_or_404(ours, pk=assessment_id)
    form = DecisionForm(posted(request))
    if form.is_valid():
        try:
            decide(assessment, **form.cleaned_data, by=request.user, at=now())
        except NotYet as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Decided and recorded."))
            return redirect("email:home")
    context = {"form": form, "title": _("Must this be reported?"), "button_text": _("Decide")}
    return render(request, "email/form.html", context | {"narrow": True})
