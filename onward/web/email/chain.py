"""The list of subcontractors that may use e-mail, with its agreed days; and pairs of inboxes."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.email_route.inboxes import NotDesignated, agree, designate, end
from onward.email_route.listing import NotAgreed, agree_end, agree_start, supply, withdraw
from onward.email_route.models import InboxPair, ListedUse
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest
from onward.web.email.access import Kind, email_page
from onward.web.email.forms import EndForm, InboxForm, LineForm, StartForm
from onward.web.forms import PageForm, posted
from onward.web.records.act_page import FORM_METHODS

Act = Callable[..., None]


@require_http_methods(FORM_METHODS)
@email_page(Permission.EMAIL_ROUTE)
def listing(request: StaffRequest) -> HttpResponse:
    form = LineForm(
        posted(request),
        subcontractors=Organisation.objects.filter(kind=Kind.SUBCONTRACTOR).order_by("name"),
        departments=Organisation.objects.filter(kind=Kind.DEPARTMENT).order_by("name"),
    )
    if form.is_valid():
        given = dict(form.cleaned_data)
        supply(given.pop("subcontractor"), **given, by=request.user, at=now())
        messages.success(request, _("The supplier manager has the list, and agrees a first day."))
        return redirect("email:home")
    return _page(
        request, form, title=_("Put a subcontractor on the list"), button=_("Supply the list")
    )


@require_http_methods(FORM_METHODS)
@email_page(Permission.EMAIL_ROUTE)
def starting(request: StaffRequest, line_id: UUID) -> HttpResponse:
    line = get_object_or_404(ListedUse, pk=line_id, department=request.acting_for)
    form = StartForm(posted(request))
    if form.is_valid():
        try:
            agree_start(line, **form.cleaned_data, by=request.user, at=now())
        except NotAgreed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Agreed."))
            return redirect("email:home")
    title = _("Agree when %(name)s begins with email") % {"name": line.subcontractor.name}
    return _page(request, form, title=title, button=_("Agree"))


@require_POST
@email_page(Permission.EMAIL_ROUTE)
def withdrawing(request: StaffRequest, line_id: UUID) -> HttpResponse:
    line = get_object_or_404(ListedUse, pk=line_id)
    try:
        withdraw(line, by=request.user, at=now())
    except NotAgreed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The supplier manager has been told, and agrees a last day."))
    return redirect("email:home")


@require_http_methods(FORM_METHODS)
@email_page(Permission.EMAIL_ROUTE)
def ending(request: StaffRequest, line_id: UUID) -> HttpResponse:
    line = get_object_or_404(ListedUse, pk=line_id, department=request.acting_for)
    form = EndForm(posted(request))
    if form.is_valid():
        try:
            agree_end(line, **form.cleaned_data, by=request.user, at=now())
        except NotAgreed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Agreed."))
            return redirect("email:home")
    title = _("Agree when %(name)s ends email") % {"name": line.subcontractor.name}
    return _page(request, form, title=title, button=_("Agree"))


@require_http_methods(FORM_METHODS)
@email_page(Permission.EMAIL_ROUTE)
def designating(request: StaffRequest) -> HttpResponse:
    kinds = (Kind.DEPARTMENT, Kind.PRIME_PROVIDER, Kind.SUBCONTRACTOR)
    others = Organisation.objects.filter(kind__in=kinds).exclude(pk=request.acting_for.pk)
    form = InboxForm(posted(request), others=others.order_by("name"))
    if form.is_valid():
        try:
            _designate(request, form)
        except NotDesignated as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Designated. It counts once the other side agrees."))
            return redirect("email:home")
    return _page(request, form, title=_("Designate a pair of inboxes"), button=_("Designate"))


@require_POST
@email_page(Permission.EMAIL_ROUTE)
def agreeing(request: StaffRequest, pair_id: UUID) -> HttpResponse:
    return _answer(request, pair_id, agree, _("Agreed. Mail may go between these inboxes."))


@require_POST
@email_page(Permission.EMAIL_ROUTE)
def unpairing(request: StaffRequest, pair_id: UUID) -> HttpResponse:
    return _answer(request, pair_id, end, _("Ended. No mail goes between these inboxes."))


def _answer(request: StaffRequest, pair_id: UUID, act: Act, words: str) -> HttpResponse:
    pair = get_object_or_404(InboxPair, pk=pair_id)
    try:
        act(pair, by=request.user, at=now())
    except NotDesignated as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect("email:home")


def _designate(request: StaffRequest, form: InboxForm) -> None:
    given = form.cleaned_data
    ours, theirs = request.acting_for, given["other"]
    is_out = given["direction"] == "out"
    designate(
        sender=ours if is_out else theirs,
        recipient=theirs if is_out else ours,
        from_address=given["ours"] if is_out else given["theirs"],
        to_address=given["theirs"] if is_out else given["ours"],
        forwards_to=given["forwards_to"],
        by=request.user,
        at=now(),
    )


def _page(request: StaffRequest, form: PageForm, *, title: str, button: str) -> HttpResponse:
    context = {"form": form, "title": title, "button_text": button, "narrow": True}
    return render(request, "email/form.html", context)
