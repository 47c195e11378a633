"""Every page that config/urls.py leads to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver

from config.urls import urlpatterns
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Permission


@dataclass(frozen=True)
class Page:
    """One view and the name of its address."""

    name: str
    view: Callable[..., Any]

    @property
    def access(self) -> frozenset[Permission] | None:
        """What its `requires` names; None when it has none."""
        return getattr(self.view, "access", None)

    def asked_by(self, staff: Staff | None) -> HttpResponse:
        """What it answers to someone it does not let in, by whichever method it takes."""
        answer = self._asked("GET", staff)
        return self._asked("POST", staff) if answer.status_code == 405 else answer

    def _asked(self, method: str, staff: Staff | None) -> HttpResponse:
        request = RequestFactory().generic(method, "/")
        vars(request).update(user=staff, acting_for=Organisation(pk=1, name="An organisation"))
        return cast(HttpResponse, self.view(request))

    def __str__(self) -> str:
        return self.name


def _pages(patterns: Sequence[URLPattern | URLResolver], prefix: str = "") -> Iterator[Page]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            namespace = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _pages(pattern.url_patterns, prefix + namespace)
        else:
            yield Page(f"{prefix}{pattern.name or pattern.pattern}", pattern.callback)


PAGES = tuple(_pages(urlpatterns))
