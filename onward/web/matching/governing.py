"""Whether an organisation matches, by which model, and how well: declared and approved here."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from onward.matching.measured import BY_ORIGIN, MEASURED_ON
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.matching.declared import (
    SamePerson,
    approve,
    declare,
    proposed,
    screening,
    standing,
)
from onward.people.matching.kept_models import NotMeasured, approve_model, quality_of
from onward.people.models import MatchingDeclaration, MatchingModel
from onward.web.access import StaffRequest, requires
from onward.web.audience import audience_of, page_here
from onward.web.forms import PageForm
from onward.web.names import staff_named

LATEST = 10


class DeclarationForm(PageForm):
    is_matched = forms.ChoiceField(
        label=gettext_lazy("Are lists matched with your records?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", gettext_lazy("Yes, once somebody else approves it")),
            ("no", gettext_lazy("No: what was kept to compare is forgotten")),
        ],
    )
    because = forms.CharField(label=gettext_lazy("Why?"), max_length=300)


@require_safe
@requires(Permission.DECLARE_MATCHING, Permission.APPROVE_MATCHING)
def matching(request: StaffRequest) -> HttpResponse:
    return _page(request, DeclarationForm())


@require_POST
@requires(Permission.DECLARE_MATCHING)
def declaration(request: StaffRequest) -> HttpResponse:
    form = DeclarationForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    is_matched = form.cleaned_data["is_matched"] == "yes"
    because = form.cleaned_data["because"]
    declare(is_matched=is_matched, because=because, by=request.user, at=now())
    messages.success(
        request,
        _("It waits for approval by somebody else.")
        if is_matched
        else _("Nothing is matched from now on."),
    )
    return redirect(page_here(request, "matching"))


@require_POST
@requires(Permission.APPROVE_MATCHING)
def approval(request: StaffRequest, declaration_id: int) -> HttpResponse:
    asked = get_object_or_404(MatchingDeclaration, pk=declaration_id)
    try:
        approve(asked, by=request.user, at=now())
    except SamePerson as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Approved. What is compared is being written."))
    return redirect(page_here(request, "matching"))


@require_POST
@requires(Permission.APPROVE_MATCHING)
def model_approval(request: StaffRequest, model_id: int) -> HttpResponse:
    kept = get_object_or_404(MatchingModel, pk=model_id)
    try:
        approve_model(kept, by=request.user, at=now())
    except NotMeasured as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("This model is used from now on."))
    return redirect(page_here(request, "matching"))


def _page(request: StaffRequest, form: DeclarationForm) -> HttpResponse:
    kept = list(MatchingModel.objects.order_by("-fitted_at")[:LATEST])
    staff = staff_named([each.approved_by for each in kept])
    context: dict[str, Any] = {
        "form": form if request.user.may(Permission.DECLARE_MATCHING) else None,
        "may_approve": request.user.may(Permission.APPROVE_MATCHING),
        "standing": standing(),
        "proposed": proposed(),
        "screening": screening(),
        "models": [(each, quality_of(each), _who(each, staff)) for each in kept],
        "origins": BY_ORIGIN,
        "measured_on": MEASURED_ON,
        "here": audience_of(request),
        "wide": True,
    }
    return render(request, "matching/matching.html", context)


def _who(kept: MatchingModel, staff: Mapping[UUID, str]) -> str:
    return staff.get(kept.approved_by, "") if kept.approved_by else ""
