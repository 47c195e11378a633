"""What base.html is told on every page: who is signed in, where they may go, what time it is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from onward.parties.clock import machine_now
from onward.parties.models import Instance, Organisation, Staff
from onward.parties.permissions import Role
from onward.web.navigation import menu, search_page
from onward.web.participant.languages import Language, languages


def base_names(request: HttpRequest) -> dict[str, Any]:
    """Give the names of docs/reference/front-end.md; none to a page made outside a request."""
    known = vars(request)
    if "user" not in known:
        return {}
    names = _clock() | {"home_url": reverse("home"), "languages": _languages(request)}
    if known["user"] is None:
        return names
    return names | _signed_in(known["user"], known["acting_for"], path=request.path)


def _languages(request: HttpRequest) -> list[Language]:
    found = request.resolver_match
    if found is None or found.namespace != "participant":
        return []
    return languages(found.url_name or "")


def _clock() -> dict[str, Any]:
    instance = Instance.objects.filter(demonstration=True).first()
    if instance is None:
        return {}
    machine = machine_now()
    return {"demonstration": {"clock": instance.clock_at or machine, "machine": machine}}


def _signed_in(staff: Staff, organisation: Organisation, *, path: str) -> dict[str, Any]:
    return {
        "organisation_name": organisation.name,
        "role_name": ", ".join(str(Role(role).label) for role in staff.roles),
        "staff_name": staff.name,
        "sign_out_url": reverse("sign-out"),
        "search_url": search_page(staff),
        "navigation": menu(staff, acting_for=organisation, path=path),
        "session_seconds": settings.IDLE_SECONDS,
        "keep_signed_in_url": reverse("keep-signed-in"),
    }
