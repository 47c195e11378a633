"""One person as the organisation's own record has them: what is held, to do, shared, and past."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from onward.agreements.catalogue import catalogue
from onward.disclosures.about import disclosures_about
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.facts import provenance
from onward.people.introductions import warning_before_contact
from onward.people.models import Fact, Record
from onward.web.access import StaffRequest, address, requires
from onward.web.act_words import act_in_words
from onward.web.coach.replies import replies_of
from onward.web.coach.scope import own_referrals
from onward.web.coach.story import story_of
from onward.web.coach.to_do import tasks_of
from onward.web.item_values import value_in_words
from onward.web.names import staff_named
from onward.web.records.reach import record_opened
from onward.web.records.sections import SECTIONS, SECTIONS_OF, Section

DISCUSSION = ("discussed_on", "notice_version")
OTHERS = gettext_lazy("Also recorded")
PAGES_OF_ACTS = (
    "coach:nino",
    "coach:discussion",
    "coach:consents",
    "coach:contact-withheld",
    "coach:introductions",
    "coach:once",
    "coach:mentioned",
    "coach:interest",
    "coach:kind",
    "coach:death",
    "participant:invite",
)

OF_A_COACH = [SECTIONS[code] for code in SECTIONS_OF["coach"]]


@dataclass(frozen=True, kw_only=True)
class Held:
    """One value of the record, in words, and where it comes from."""

    label: str
    value: str
    fact: Fact


@dataclass(frozen=True, kw_only=True)
class Card:
    """One part of the record; `section` where it can be typed."""

    title: str | Promise
    rows: Sequence[Held]
    section: Section | None = None


@require_safe
@requires(Permission.REFER)
def person(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at)
    sources = provenance(record)
    held = {item: fact.values[item] for item, fact in sources.items()}
    facts = list(Fact.objects.filter(record=record).order_by("number"))
    referrals = list(own_referrals(request).filter(sent_from=record).order_by("-referred_on"))
    context = {
        "record": record,
        "before_contact": warning_before_contact(record, on=localdate(at)),
        "shown": _shown(held),
        "cards": list(_cards(sources)),
        "staff": staff_named(fact.by for fact in facts),
        "referrals": replies_of(referrals),
        "tasks": tasks_of(record, held=held, referrals=referrals, staff=request.user),
        "shared": disclosures_about(record),
        "act_in_words": act_in_words,
        "events": story_of(record, facts),
        "links": _links(request, record),
        "wide": True,
    }
    return render(request, "coach/person.html", context)


def _shown(held: Mapping[str, object]) -> dict[str, str]:
    """Enough to know that it is the right person, the number masked."""
    known = catalogue()
    words = {
        item: value_in_words(known[item], held[item]) if item in held else ""
        for item in ("forename", "surname", "nino", "postcode", "date_of_birth")
    }
    name = " ".join(filter(None, (words["forename"], words["surname"])))
    return words | {"name": name or _("No name recorded"), "born": words["date_of_birth"]}


def _cards(sources: Mapping[str, Fact]) -> Iterator[Card]:
    for section in OF_A_COACH:
        rows = _rows(sources, section.items)
        yield Card(title=section.title, rows=rows, section=section)
    shown = {item for section in OF_A_COACH for item in section.items} | set(DISCUSSION)
    if others := _rows(sources, [item for item in sources if item not in shown]):
        yield Card(title=OTHERS, rows=others)


def _rows(sources: Mapping[str, Fact], items: Sequence[str]) -> list[Held]:
    known = catalogue()
    return [
        Held(
            label=known[item].label,
            value=value_in_words(known[item], sources[item].values[item]),
            fact=sources[item],
        )
        for item in items
        if item in sources
    ]


def _links(request: StaffRequest, record: Record) -> dict[str, str]:
    """Where this member of staff may go from here; where someone has died, nowhere."""
    if record.deceased_on is not None:
        return {}
    found = {name: address(name, staff=request.user, record_id=record.pk) for name in PAGES_OF_ACTS}
    found["coach:change"] = address(
        "coach:change", staff=request.user, record_id=record.pk, section="identity"
    )
    return {name: url for name, url in found.items() if url}
