"""The pages about one person: what is held, what happened, what was shared."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from onward.disclosures.about import disclosures_about
from onward.disclosures.models import Disclosure
from onward.disclosures.why_not import in_words
from onward.parties.clock import now
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.people.introductions import warning_before_contact
from onward.people.models import Record
from onward.rights.given_and_got import given_and_got
from onward.web.access import StaffRequest, address, requires
from onward.web.act_words import act_in_words
from onward.web.provider.case import case_of
from onward.web.provider.holdings import holdings_of
from onward.web.provider.links import can_acknowledge, links_of
from onward.web.provider.tasks import tasks_of
from onward.web.provider.timeline import sending_words, timeline_of
from onward.web.records.identity import identity_in, identity_of
from onward.web.records.questions import questions_about
from onward.web.records.reach import record_opened
from onward.web.records.sections import SECTIONS, SECTIONS_OF, Section

EVENTS_SHOWN = 30


@require_safe
@requires(Permission.KEEP_CASE, Permission.REPLY_TO_REFERRAL)
def person(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at)
    case = case_of(request, record, today=localdate(at))
    events = timeline_of(case)
    shown = events if "all" in request.GET else events[:EVENTS_SHOWN]
    context = {
        "record": record,
        "identity": identity_in(case.values),
        "before_contact": warning_before_contact(record, on=localdate(at)),
        "introductions": address("provider:introductions", staff=request.user, record_id=record.pk),
        "referral": case.current,
        "tasks": [
            *questions_about(record, staff=request.user, audience="provider"),
            *(tasks_of(case, case.current) if case.current else ()),
        ],
        "links": links_of(case, request.user),
        "can_acknowledge": can_acknowledge(case.current, request.user),
        "may_reveal": record.deceased_on is None and request.user.may(Permission.REVEAL_NINO),
        "sections": _sections(record, request.user),
        "holdings": holdings_of(case),
        "events": shown,
        "events_left": len(events) - len(shown),
        "wide": True,
    }
    return render(request, "provider/person.html", context)


@require_safe
@requires(Permission.KEEP_CASE, Permission.REPLY_TO_REFERRAL)
def sharing(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at)
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


def _sections(record: Record, staff: Staff) -> list[Section]:
    """The parts of the record that this member of staff may add to or correct."""
    if record.deceased_on is not None or not staff.may(Permission.RECORD_PEOPLE):
        return []
    return [SECTIONS[code] for code in SECTIONS_OF["provider"]]
