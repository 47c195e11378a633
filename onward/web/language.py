"""In which language a page is: Welsh is offered where everything that is read has Welsh.

Staff pages are in English until theirs does: a page marked as Welsh must not hold English words.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from onward.web.acting import FOR_PARTICIPANTS

# Languages whose words no translator has seen yet; the catalogue's own header says so too.
UNREVIEWED = frozenset({"cy"})
A_YEAR = 365 * 24 * 60 * 60


class LanguageMiddleware:
    """Activates what the participant chose, or else what her browser asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_hers = request.path_info.startswith(FOR_PARTICIPANTS)
        wanted = translation.get_language_from_request(request) if is_hers else None
        with translation.override(wanted or settings.LANGUAGE_CODE):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", str(translation.get_language()))
        if is_hers:
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def remember(response: HttpResponseBase, language: str) -> None:
    """Keep the choice in this browser: it says nothing about who she is."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
