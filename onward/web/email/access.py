"""Who may open the pages of the e-mail route: nobody where it is switched off."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase

from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires

Kind = Organisation.Kind


def email_page(*permissions: Permission) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """As `requires`, and the page is not there where the route is switched off."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., Any]:
        @wraps(view)
        def switched(request: StaffRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not settings.EMAIL_ROUTE:
                raise Http404
            return view(request, *args, **kwargs)

        return requires(*permissions)(switched)

    return decorate


def is_department(request: StaffRequest) -> bool:
    return request.acting_for.kind == Kind.DEPARTMENT
