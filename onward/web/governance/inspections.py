"""Inspections under a memorandum: the district asks, the authority permits, somebody looks."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from onward.agreements.models import Agreement
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.tracking.data_requests.asking import STANDARD
from onward.tracking.data_requests.inspections import (
    NoInspection,
    ask_to_inspect,
    end_inspection,
    inspect,
    inspections,
    permit,
)
from onward.tracking.models import Inspection
from onward.web.access import StaffRequest, requires
from onward.web.forms import DateText, PageForm
from onward.web.names import staff_named
from onward.web.request_words import labels


class AskForm(PageForm):
    """Which memorandum the district's own officer wants to inspect."""

    agreement = forms.ModelChoiceField(
        label=gettext_lazy("Memorandum"), queryset=Agreement.objects.none()
    )

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        field = self.fields["agreement"]
        field.queryset = Agreement.objects.filter(standard=STANDARD)  # type: ignore[attr-defined]


class PermitForm(PageForm):
    """Until when the inspector may look."""

    until = DateText(label=gettext_lazy("Last day of the inspection"))


@require_safe
@requires(Permission.INSPECT_MEMORANDUM, Permission.PERMIT_INSPECTION)
def listed(request: StaffRequest) -> HttpResponse:
    today = localdate(now())
    rows = inspections()
    context = {
        "rows": [(each, each.is_open(on=today)) for each in rows],
        "names": staff_named(each.inspector for each in rows),
        "form": AskForm(),
        "permit_form": PermitForm(),
        "own": request.acting_for.pk,
        "handle": request.user.handle,
        "may_ask": request.acting_for.kind == "JOBCENTRE_DISTRICT",
        "wide": True,
    }
    return render(request, "governance/inspections.html", context)


@require_POST
@requires(Permission.INSPECT_MEMORANDUM)
def asking(request: StaffRequest) -> HttpResponse:
    form = AskForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the memorandum."))
        return redirect("governance:inspections")
    try:
        ask_to_inspect(form.cleaned_data["agreement"], by=request.user, at=now())
    except NoInspection as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Asked. The authority permits it until a day, or says no."))
    return redirect("governance:inspections")


@require_POST
@requires(Permission.PERMIT_INSPECTION)
def permission(request: StaffRequest, inspection_id: UUID) -> HttpResponse:
    inspection = get_object_or_404(Inspection, pk=inspection_id, authority=request.acting_for)
    form = PermitForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the last day of the inspection, like 27 3 2014."))
        return redirect("governance:inspections")
    try:
        permit(inspection, until=form.cleaned_data["until"], by=request.user, at=now())
    except NoInspection as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The inspection is permitted."))
    return redirect("governance:inspections")


@require_POST
@requires(Permission.PERMIT_INSPECTION)
def ending(request: StaffRequest, inspection_id: UUID) -> HttpResponse:
    inspection = get_object_or_404(Inspection, pk=inspection_id, authority=request.acting_for)
    try:
        end_inspection(inspection, by=request.user, at=now())
    except NoInspection as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The inspection has ended."))
    return redirect("governance:inspections")


@require_POST
@requires(Permission.INSPECT_MEMORANDUM)
def papers(request: StaffRequest, inspection_id: UUID) -> HttpResponse:
    """By POST, for each look is entered in the ledger."""
    inspection = get_object_or_404(
        Inspection.objects.select_related("authority", "agreement"), pk=inspection_id
    )
    try:
        seen = inspect(inspection, by=request.user, at=now())
    except NoInspection as refusal:
        messages.error(request, str(refusal))
        return redirect("governance:inspections")
    context = {"inspection": inspection, "seen": seen, "labels": labels, "wide": True}
    return render(request, "governance/inspection.html", context)
