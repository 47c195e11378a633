"""Asking for e-mail for a process; permitting it in writing, or ending it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.email_route.models import PermissionDocument, ProcessPermission
from onward.email_route.permitting import NotPermitted, ask, exempt, permit, revoke
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest
from onward.web.downloads import download
from onward.web.email.access import Kind, email_page, is_department
from onward.web.email.forms import AskForm, ExemptionForm, PermitForm
from onward.web.forms import posted
from onward.web.records.act_page import FORM_METHODS


@require_http_methods(FORM_METHODS)
@email_page(Permission.EMAIL_ROUTE)
def asking(request: StaffRequest) -> HttpResponse:
    departments = Organisation.objects.filter(kind=Kind.DEPARTMENT).order_by("name")
    form = AskForm(posted(request), departments=departments)
    if form.is_valid():
        try:
            ask(**form.cleaned_data, by=request.user, at=now())
        except NotPermitted as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Asked. It counts once the department permits it."))
            return redirect("email:home")
    context = {"form": form, "title": _("Ask for email for a process"), "button_text": _("Ask")}
    return render(request, "email/form.html", context | {"narrow": True})


@require_http_methods(FORM_METHODS)
@email_page(Permission.EMAIL_ROUTE)
def permitting(request: StaffRequest, permission_id: UUID) -> HttpResponse:
    ours = ProcessPermission.objects.filter(department=request.acting_for, approved_at=None)
    permission = get_object_or_404(ours, pk=permission_id)
    files = request.FILES if request.method == "POST" else None
    form = PermitForm(posted(request), files)
    if form.is_valid():
        letter = form.cleaned_data["document"]
        try:
            permit(
                permission,
                conditions_met_on=form.cleaned_data["conditions_met_on"],
                document_name=letter.name,
                document=letter.read(),
                by=request.user,
                at=now(),
            )
        except NotPermitted as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Permitted. The letter is on file for both of you."))
            return redirect("email:home")
    title = _("Permit %(provider)s to use email: %(process)s") % {
        "provider": permission.provider.name,
        "process": permission.get_process_display(),
    }
    context = {"form": form, "title": title, "button_text": _("Permit"), "takes_files": True}
    return render(request, "email/form.html", context | {"narrow": True})


@require_POST
@email_page(Permission.EMAIL_ROUTE)
def revoking(request: StaffRequest, permission_id: UUID) -> HttpResponse:
    permission = get_object_or_404(ProcessPermission, pk=permission_id)
    try:
        revoke(permission, by=request.user, at=now())
    except NotPermitted as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Ended. Nothing more goes by email for this, at once."))
    return redirect("email:home")


@require_http_methods(FORM_METHODS)
@email_page(Permission.EMAIL_ROUTE)
def exempting(request: StaffRequest) -> HttpResponse:
    if not is_department(request):
        raise Http404
    providers = Organisation.objects.filter(kind=Kind.PRIME_PROVIDER).order_by("name")
    form = ExemptionForm(posted(request), providers=providers)
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            exempt(given.pop("provider"), **given, by=request.user, at=now())
        except NotPermitted as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Granted, along the provider's supply chain."))
            return redirect("email:home")
    context = {"form": form, "title": _("Grant an exemption"), "button_text": _("Grant")}
    return render(request, "email/form.html", context | {"narrow": True})


@require_safe
@email_page(Permission.EMAIL_ROUTE)
def letter(request: StaffRequest, permission_id: UUID) -> HttpResponse:
    document = get_object_or_404(PermissionDocument, permission_id=permission_id)
    return download(
        bytes(document.content), name="permission-letter", content_type="application/octet-stream"
    )
