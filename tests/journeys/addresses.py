"""Every address that the product answers, with the identifiers of what exists put into it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from django.urls import URLPattern, URLResolver

from config.urls import urlpatterns

PART = re.compile(r"<(?:\w+:)?(\w+)>")
LEADS_OUT = {
    "/sign-out": "whoever asks would be out for all that comes after; it shows nothing",
    "/participant/leave": "the same, for a participant",
    "/participant/language/<str:language>": "the pages after it would be in another language",
}


def routes() -> list[str]:
    return list(_routes(urlpatterns))


def addresses(values: Mapping[str, Sequence[object]]) -> list[str]:
    """Each route with each value for each of its parts, by the part's name."""
    found = [
        address
        for route in routes()
        if route not in LEADS_OUT
        for address in _filled(route, values)
    ]
    return list(dict.fromkeys(found))


def _routes(patterns: Sequence[URLPattern | URLResolver], prefix: str = "/") -> Iterator[str]:
    for each in patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, route)
        else:
            yield route


def _filled(route: str, values: Mapping[str, Sequence[object]]) -> Iterator[str]:
    for parts in product(*(values[name] for name in PART.findall(route))):
        filled = route
        for part in parts:
            filled = PART.sub(str(part), filled, count=1)
        yield filled
