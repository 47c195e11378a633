"""E-mail that does not work: said so, works again, and used again once the notice is given."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.email_route.models import Outage
from onward.email_route.outages import CannotResume, declare, give_notice, works_again
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest
from onward.web.email.access import Kind, email_page, is_department
from onward.web.email.forms import OutageForm
from onward.web.forms import posted
from onward.web.records.act_page import FORM_METHODS


@require_http_methods(FORM_METHODS)
@email_page(Permission.EMAIL_ROUTE)
def declaring(request: StaffRequest) -> HttpResponse:
    kind = Kind.PRIME_PROVIDER if is_department(request) else Kind.DEPARTMENT
    form = OutageForm(
        posted(request), others=Organisation.objects.filter(kind=kind).order_by("name")
    )
    if form.is_valid():
        ours, theirs = request.acting_for, form.cleaned_data["other"]
        outage = declare(
            provider=theirs if is_department(request) else ours,
            department=ours if is_department(request) else theirs,
            expected_until=form.expected_until,
            by=request.user,
            at=now(),
        )
        messages.success(request, _meanwhile(outage))
        return redirect("email:home")
    context = {"form": form, "title": _("Email does not work"), "button_text": _("Suspend email")}
    return render(request, "email/form.html", context | {"narrow": True})


@require_POST
@email_page(Permission.EMAIL_ROUTE)
def working(request: StaffRequest, outage_id: UUID) -> HttpResponse:
    outage = get_object_or_404(Outage, pk=outage_id)
    try:
        works_again(outage, by=request.user, at=now())
    except CannotResume as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Noted. Give notice to the other side before it is used."))
    return redirect("email:home")


@require_POST
@email_page(Permission.EMAIL_ROUTE)
def resuming(request: StaffRequest, outage_id: UUID) -> HttpResponse:
    outage = get_object_or_404(Outage, pk=outage_id)
    try:
        give_notice(outage, by=request.user, at=now())
    except CannotResume as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The notice is recorded. Email is used again from now on."))
    return redirect("email:home")


def _meanwhile(outage: Outage) -> str:
    if outage.meanwhile == Outage.Meanwhile.CLERICAL:
        return _("48 hours or longer: use paper. The other side has been told.")
    return _("Under 48 hours: wait. Nothing goes by email meanwhile.")
