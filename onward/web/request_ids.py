"""A number for each request, on its answer and on every line that is logged meanwhile."""

import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

HEADER = "X-Request-ID"
NONE = "-"
# A proxy may have numbered it; anything else could forge a line of the log.
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")

_request_id: ContextVar[str] = ContextVar("request_id", default=NONE)


class RequestIdMiddleware:
    """Numbers each request, the first of all, so that whatever goes wrong has a number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(HEADER, "")
        number = given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
        token = _request_id.set(number)
        try:
            response = self.get_response(request)
        finally:
            _request_id.reset(token)
        response.headers[HEADER] = number
        return response


class WithRequestId(logging.Filter):
    """Adds the number to each record; what no request asked for has none."""

    def filter(self, record: logging.LogRecord) -> bool:
        vars(record)["request_id"] = request_id()
        return True


def request_id() -> str:
    """The number of the request that is being answered."""
    return _request_id.get()
