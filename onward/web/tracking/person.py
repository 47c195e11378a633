"""One young person as the authority's own record has them, and what was asked about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onward.agreements.catalogue import catalogue
from onward.disclosures.models import Disclosure
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.facts import provenance
from onward.people.introductions import warning_before_contact
from onward.people.models import Fact, Record, UseRestriction
from onward.tracking.documents.keeping import kept_documents
from onward.tracking.sessions.attended import sessions_of
from onward.web.access import StaffRequest, requires
from onward.web.item_values import value_in_words
from onward.web.records.identity import identity_in
from onward.web.records.reach import record_opened, staff_who_see
from onward.web.records.sections import SECTIONS, SECTIONS_OF
from onward.web.request_words import rows_of
from onward.web.tracking.contact_words import contact_rows
from onward.web.tracking.messages import unsent_rows
from onward.web.tracking.risk import risk_of
from onward.web.tracking.scope import own_requests
from onward.web.tracking.tracked import tracked_in
from onward.web.words import date_words

CONTACTS = SESSIONS = 20
NOT_FOLLOWED = {"tracked": None, "attended": (), "documents": (), "risk": None}


@dataclass(frozen=True, kw_only=True)
class Held:
    """One value of the record, where it comes from, and what it may not be used for."""

    label: str
    value: str
    origin: str
    use: str


@require_safe
@requires(Permission.TRACK, Permission.ASK_FOR_DATA)
def person(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at)
    sources = provenance(record)
    asked = own_requests(request).filter(asked_from=record).order_by("-asked_at", "reference")
    is_alive = record.deceased_on is None
    may_change = is_alive and request.user.may(Permission.RECORD_PEOPLE)
    context = {
        "record": record,
        "identity": identity_in({item: fact.values[item] for item, fact in sources.items()}),
        "before_contact": warning_before_contact(record, on=localdate(at)),
        "held": list(_held(sources)),
        "requests": rows_of(asked, {}, today=localdate(at), side="asked_from"),
        "may_change": may_change,
        "sections": [SECTIONS[code] for code in SECTIONS_OF["tracking"]] if may_change else [],
        "contacts": contact_rows(list(record.contacts.order_by("-at")[:CONTACTS]), at=at),
        "unsent": unsent_rows(record),
        "named": staff_who_see(record),
        "may_track": is_alive and _tracks(request),
        "may_allocate": request.user.may(Permission.ALLOCATE),
        "wide": True,
        **(_as_followed(record, sources, on=localdate(at)) if _tracks(request) else NOT_FOLLOWED),
    }
    return render(request, "tracking/person.html", context)


def _as_followed(record: Record, held: dict[str, Fact], *, on: date) -> dict[str, object]:
    """What only those see who follow young people."""
    return {
        "tracked": tracked_in(record, held=held, on=on),
        "attended": list(sessions_of(record)[:SESSIONS]),
        "documents": list(kept_documents(record)),
        "risk": risk_of(record, on=on),
    }


def _tracks(request: StaffRequest) -> bool:
    return request.user.may(Permission.TRACK)


def _held(sources: dict[str, Fact]) -> Iterator[Held]:
    acts = Disclosure.objects.filter(pk__in={fact.source_id for fact in sources.values()})
    senders = {act.pk: act.sender.name for act in acts.select_related("sender")}
    for code, item in catalogue().items():
        if fact := sources.get(code):
            yield Held(
                label=_(item.label),
                value=value_in_words(item, fact.values[code]),
                origin=_origin(fact, senders.get(fact.source_id) if fact.source_id else None),
                use=str(UseRestriction(fact.use).label) if fact.use else "",
            )


def _origin(fact: Fact, sender: str | None) -> str:
    day = date_words(fact.known_at)
    if sender:
        return _("From %(sender)s, %(day)s") % {"sender": sender, "day": day}
    return f"{Fact.Source(fact.source).label}, {day}"
