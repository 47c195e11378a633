"""Who may open a page: the decorator that every view for staff has."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.http import urlencode

from onward.parties.access import staff_who_may
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Permission
from onward.web.read_only import SAFE_METHODS

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request of someone signed in. The middleware acts for their organisation meanwhile."""

    user: Staff
    acting_for: Organisation


View = Callable[Concatenate[StaffRequest, P], HttpResponseBase]
OpenView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def requires(*permissions: Permission) -> Callable[[View[P]], OpenView[P]]:
    """Let in staff with any one of these permissions; without one named, whoever is signed in.

    Others are told who can give the permission (403), or sent to sign in and brought back.
    """

    def decorate(view: View[P]) -> OpenView[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.user is None:
                return to_sign_in(request)
            of_staff = cast(StaffRequest, request)
            if not may_open(guarded, of_staff.user):
                return _not_permitted(request, permissions)
            return view(of_staff, *args, **kwargs)

        vars(guarded)["access"] = frozenset(permissions)
        return guarded

    return decorate


def may_open(view: Callable[..., Any], staff: Staff) -> bool:
    """Whether this view lets this member of staff in. A view without the decorator does not."""
    access: frozenset[Permission] | None = getattr(view, "access", None)
    if access is None or not staff.is_active:
        return False
    return not access or any(staff.may(permission) for permission in access)


def address(name: str, *, staff: Staff, **kwargs: Any) -> str:
    """The address of this page, or nothing where it is not for this member of staff."""
    url = reverse(name, kwargs=kwargs)
    return url if may_open(resolve(url).func, staff) else ""


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """Send someone to sign in, remembering what they wanted to read, not what they wanted done."""
    known = {}
    if request.method in SAFE_METHODS:
        known["next"] = request.get_full_path()
    if ended := getattr(request, "ended", None):
        known["why"] = ended.value
    return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode(known)}".rstrip("?"))


def _not_permitted(request: HttpRequest, permissions: tuple[Permission, ...]) -> HttpResponseBase:
    context = {"missing": permissions, "who_can_help": _who_manages_access()}
    return render(request, "not_permitted.html", context, status=403)


def _who_manages_access() -> list[str]:
    """Names of those in the acting organisation who manage its accounts."""
    return list(staff_who_may(Permission.MANAGE_STAFF).values_list("name", flat=True))
