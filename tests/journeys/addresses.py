"""Every address that the product answers, with the identifiers of what exists put into it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from django.urls import URLPattern, URLResolver

from config.urls import urlpatterns

PART = re.compile(r"<(?:(\w+):)?\w+>")
LEADS_OUT = re.compile(r"sign-?out|language")


def addresses(values: Mapping[str, Sequence[object]]) -> list[str]:
    """Each route with each value for its last part, and the first for those before it."""
    found = [
        address
        for route in _routes(urlpatterns)
        if not LEADS_OUT.search(route)
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
    kinds = [kind or "str" for kind in PART.findall(route)]
    before = [values[kind][0] for kind in kinds[:-1]]
    for last in values[kinds[-1]] if kinds else [""]:
        filled = route
        for part in (*before, last):
            filled = PART.sub(str(part), filled, count=1)
        yield filled
