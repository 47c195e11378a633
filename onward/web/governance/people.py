"""Who got this person's data and why: open their record, read one page."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from onward.agreements.catalogue import catalogue
from onward.disclosures.about import disclosures_about
from onward.disclosures.models import Disclosure
from onward.disclosures.why_not import in_words
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.facts import present_values, provenance
from onward.people.models import Look, Record
from onward.people.records import look
from onward.rights.controllers import controllers_of
from onward.rights.given_and_got import given_and_got
from onward.rights.withholding import withheld_lines
from onward.values.nino import Nino
from onward.web.access import StaffRequest, requires
from onward.web.act_words import act_in_words, channel_in_words
from onward.web.governance.performers import performers
from onward.web.names import people_named


@require_safe
@requires(Permission.SEE_DISCLOSURES)
def person(request: StaffRequest, record_id: UUID) -> HttpResponse:
    record = _own(request, record_id)
    look(record, by=request.user, what=Look.What.RECORD, at=now())
    known, facts = catalogue(), provenance(record)
    answers = controllers_of(facts)
    held = sorted(
        ((known[code].label, fact, answers[code]) for code, fact in facts.items()),
        key=lambda row: row[0].casefold(),
    )
    context = {"record": record, "held": held, **_identity(record)}
    return render(request, "governance/person.html", context)


@require_safe
@requires(Permission.SEE_DISCLOSURES)
def sharing(request: StaffRequest, record_id: UUID) -> HttpResponse:
    record = _own(request, record_id)
    look(record, by=request.user, what=Look.What.STATEMENT, at=now())
    given = given_and_got(record)
    refused = [
        each
        for each in disclosures_about(record)
        if each.disclosure.status == Disclosure.Status.REFUSED
    ]
    doers = performers([*(each.performer for each in given), *(r.disclosure.by for r in refused)])
    context = {
        "record": record,
        "given": given,
        "refused": refused,
        "doers": doers,
        "withheld": withheld_lines(record),
        "statuses": dict(Disclosure.Status.choices),
        "why_not": in_words,
        "act_in_words": act_in_words,
        "channel_in_words": channel_in_words,
        "today": now(),
        "wide": True,
        **_identity(record),
    }
    return render(request, "governance/sharing.html", context)


def _own(request: StaffRequest, record_id: UUID) -> Record:
    """What is restricted to others, erased or another's is not there."""
    own = Record.objects.filter(organisation=request.acting_for, erased_at=None)
    return get_object_or_404(own, pk=record_id)


def _identity(record: Record) -> dict[str, str]:
    """Enough to know that it is the right person, and no more."""
    held = present_values(record)
    nino = held.get("nino")
    return {
        "name": people_named([record.pk])[record.pk],
        "nino": Nino(str(nino)).masked if nino else "",
        "postcode": str(held.get("postcode") or ""),
    }
