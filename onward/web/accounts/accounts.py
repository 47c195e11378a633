"""Who has an account in this organisation, what they may do, and how they get in."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.parties.accounts import (
    AddressTaken,
    NotForOneself,
    change_roles,
    give_account,
    new_link,
    set_open,
)
from onward.parties.clock import machine_now, now
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.accounts.forms import NewAccount, Roles
from onward.web.forms import posted

A_PAGE = 50


@require_safe
@requires(Permission.MANAGE_STAFF)
def listed(request: StaffRequest) -> HttpResponse:
    own = Staff.objects.filter(organisation=request.acting_for).order_by("-is_active", "name", "pk")
    page = Paginator(own, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/accounts.html", {"page": page, "wide": True})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_STAFF)
def new(request: StaffRequest) -> HttpResponse:
    form = NewAccount(posted(request))
    if form.is_valid():
        try:
            staff = give_account(**form.cleaned_data, by=request.user, at=now())
        except AddressTaken as taken:
            form.add_error("email", str(taken))
        else:
            return _with_link(request, staff)
    return render(request, "accounts/new.html", {"form": form, "narrow": True})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_STAFF)
def one(request: StaffRequest, staff_id: int) -> HttpResponse:
    staff = _own(request, staff_id)
    form = Roles(posted(request), initial={"roles": staff.roles})
    if form.is_valid():
        try:
            change_roles(staff, **form.cleaned_data, by=request.user, at=now())
        except NotForOneself as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Changed. It counts from their next page on."))
        return redirect("accounts:accounts")
    context = {"form": form, "staff": staff, "narrow": True}
    return render(request, "accounts/one.html", context)


@require_POST
@requires(Permission.MANAGE_STAFF)
def closing(request: StaffRequest, staff_id: int) -> HttpResponse:
    return _set_open(request, staff_id, is_open=False)


@require_POST
@requires(Permission.MANAGE_STAFF)
def opening(request: StaffRequest, staff_id: int) -> HttpResponse:
    return _set_open(request, staff_id, is_open=True)


@require_POST
@requires(Permission.MANAGE_STAFF)
def link(request: StaffRequest, staff_id: int) -> HttpResponse:
    """A new link for someone who forgot a password; the old password works until it is used."""
    return _with_link(request, _own(request, staff_id))


def _own(request: StaffRequest, staff_id: int) -> Staff:
    return get_object_or_404(Staff, pk=staff_id, organisation=request.acting_for)


def _set_open(request: StaffRequest, staff_id: int, *, is_open: bool) -> HttpResponse:
    try:
        set_open(_own(request, staff_id), is_open=is_open, by=request.user, at=now())
    except NotForOneself as refusal:
        messages.error(request, str(refusal))
    else:
        words = _("The account is open.") if is_open else _("The account is closed.")
        messages.success(request, words)
    return redirect("accounts:accounts")


def _with_link(request: StaffRequest, staff: Staff) -> HttpResponse:
    """Shown once, in the answer itself: nothing keeps the link."""
    address = address_of_link(staff, new_link(staff, by=request.user, at=machine_now()))
    context = {"staff": staff, "link": request.build_absolute_uri(address), "narrow": True}
    return render(request, "accounts/link.html", context)


def address_of_link(staff: Staff, token: str) -> str:
    return reverse("password-link", args=[staff.pk, token])
