"""Finding a person, and the pages about one: what is held, what happened, what was shared."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from onward.disclosures.about import disclosures_about
from onward.disclosures.models import Disclosure
from onward.disclosures.why_not import in_words
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.facts import present_values
from onward.people.models import Look
from onward.people.records import look
from onward.people.search import search
from onward.rights.given_and_got import given_and_got
from onward.values.nino import Nino
from onward.web.access import StaffRequest, requires
from onward.web.act_words import act_in_words
from onward.web.provider.case import case_of
from onward.web.provider.details import sections_for
from onward.web.provider.forms import RevealForm, SearchForm
from onward.web.provider.holdings import holdings_of
from onward.web.provider.identity import identity_of, identity_of_case
from onward.web.provider.links import can_acknowledge, links_of
from onward.web.provider.scope import day_of, own_record
from onward.web.provider.tasks import tasks_of
from onward.web.provider.timeline import sending_words, timeline_of

EVENTS_SHOWN = 30
FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@requires(Permission.KEEP_CASE, Permission.REPLY_TO_REFERRAL)
def find(request: StaffRequest) -> HttpResponse:
    """Searched by POST, so that what was typed stands in no address and no log."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_valid():
        found = search(form.cleaned_data["sought"], on=day_of(now()))
    return render(request, "provider/find.html", {"form": form, "found": found})


@require_safe
@requires(Permission.KEEP_CASE, Permission.REPLY_TO_REFERRAL)
def person(request: StaffRequest, record_id: UUID) -> HttpResponse:
    record, at = own_record(request, record_id), now()
    look(record, by=request.user, what=Look.What.RECORD, at=at)
    case = case_of(request, record, today=day_of(at))
    events = timeline_of(case)
    shown = events if "all" in request.GET else events[:EVENTS_SHOWN]
    context = {
        "record": record,
        "identity": identity_of_case(case),
        "referral": case.current,
        "tasks": tasks_of(case, case.current) if case.current else [],
        "links": links_of(case, request.user),
        "can_acknowledge": can_acknowledge(case.current, request.user),
        "may_reveal": request.user.may(Permission.REVEAL_NINO),
        "sections": sections_for(request.user),
        "holdings": holdings_of(case),
        "events": shown,
        "events_left": len(events) - len(shown),
        "wide": True,
    }
    return render(request, "provider/person.html", context)


@require_safe
@requires(Permission.KEEP_CASE, Permission.REPLY_TO_REFERRAL)
def sharing(request: StaffRequest, record_id: UUID) -> HttpResponse:
    record, at = own_record(request, record_id), now()
    look(record, by=request.user, what=Look.What.RECORD, at=at)
    refused = [
        about
        for about in disclosures_about(record)
        if about.disclosure.status == Disclosure.Status.REFUSED
    ]
    context = {
        "record": record,
        "identity": identity_of(record),
        "given": given_and_got(record),
        "refused": refused,
        "act_in_words": act_in_words,
        "in_words": in_words,
        "sending_words": sending_words,
        "today": at,
        "wide": True,
    }
    return render(request, "provider/sharing.html", context)


@require_http_methods(FORM_METHODS)
@requires(Permission.REVEAL_NINO)
def nino(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """The whole number, for as long as this one answer is on the screen."""
    record, whole = own_record(request, record_id), ""
    form = RevealForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        look(record, by=request.user, what=Look.What.NINO, at=now(), reason=reason)
        held = present_values(record).get("nino")
        whole = Nino(str(held)).spaced if held else ""
    context = {"record": record, "identity": identity_of(record), "form": form, "whole": whole}
    return render(request, "provider/nino.html", context)
