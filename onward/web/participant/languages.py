"""Reading in English or in Welsh: the choice holds for every page, and for the paper."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from onward.web.language import remember

# Code, its own name for itself, address, and whether it is the page's.
Language = tuple[str, str, str, bool]
PAGES = ("code", "left", "statement")


@require_safe
def choose(request: HttpRequest, language: str) -> HttpResponse:
    """Nothing is written but the browser's own note of it."""
    back = request.GET.get("page", "")
    if language not in dict(settings.LANGUAGES) or back not in PAGES:
        raise Http404
    response = redirect(f"participant:{back}")
    remember(response, language)
    return response


def languages(page: str) -> list[Language]:
    """What the page with this name offers; nothing where there is no page to come back to."""
    if page not in PAGES:
        return []
    return [
        (
            code.partition("-")[0],
            name,
            f"{reverse('participant:language', args=[code])}?page={page}",
            code == get_language(),
        )
        for code, name in settings.LANGUAGES
    ]
