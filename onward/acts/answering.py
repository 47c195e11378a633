"""A jobcentre district answers an authority's request: releases it, or part of it, or refuses.

Source: 002, memorandum, recitals F to H, clauses 2.6 and 2.7, annexes A and B.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from onward.agreements.authority import Refusal, authority
from onward.disclosures.decision import as_rows
from onward.disclosures.gate import Draft, disclose, preview
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.parcels import Giving
from onward.parties.models import Staff
from onward.people.facts import provenance
from onward.people.models import Record, UseRestriction
from onward.tenancy.context import AUTOMATIC, acting
from onward.tracking.data_requests import moves
from onward.tracking.data_requests.answers import ANSWER
from onward.tracking.data_requests.carrying_out import carry_out
from onward.tracking.data_requests.models import Channel, DataRequest, Release
from onward.tracking.data_requests.moves import InvalidMove, standing_against

TEMPLATE_CODE = re.compile(r"[A-Z0-9][A-Z0-9/-]{2,39}")


@dataclass(frozen=True, kw_only=True)
class Template:
    """A data movement template, filled in before anything goes by e-mail (recital G)."""

    reference: str = ""
    protection: str = ""
    mailbox: str = ""

    @property
    def is_filled_in(self) -> bool:
        return (
            TEMPLATE_CODE.fullmatch(self.reference) is not None
            and self.protection in set(Release.Protection)
            and "@" in self.mailbox
        )


@dataclass(frozen=True, kw_only=True)
class Letting:
    """What is to be released: of which record, which items, why, and how it is moved.

    `confirmed` are items whose value is older than its currency and was checked again.
    """

    request: DataRequest
    record: Record
    items: frozenset[str]
    justification: str
    call_note: str = ""
    template: Template = Template()
    confirmed: frozenset[str] = frozenset()


def reasons_against(letting: Letting, *, at: datetime) -> list[dict[str, str]]:
    """Every reason why it may not be released; nothing is recorded."""
    return as_rows(preview([_draft(letting, at=at)], at=at)[0])


def stale_items(record: Record, *, at: datetime) -> Mapping[str, datetime]:
    """Items that were last said longer ago than they stay believable, with when (clause 2.7).

    No source sets a number of days, so it is a setting.
    """
    oldest = at - timedelta(days=settings.LOCAL_REQUEST_CURRENCY_DAYS)
    said = provenance(record)
    return {item: fact.known_at for item, fact in said.items() if fact.known_at < oldest}


def known_as(request: DataRequest) -> Record | None:
    """The district's record of the person asked about, if something passed about them before.

    None where nothing has, or more than one fits: then the officer finds the record.
    """
    asked = Parcel.objects.filter(
        Q(sender=request.district_id, recipient=request.authority_id)
        | Q(sender=request.authority_id, recipient=request.district_id)
    )
    theirs = request.asked_handle
    there = asked.filter(to_handle=theirs).values_list("from_handle", flat=True)
    back = asked.filter(from_handle=theirs).values_list("to_handle", flat=True)
    found = Record.objects.filter(handle__in={*there, *back}, erased_at=None, deceased_on=None)
    records = list(found[:2])
    return records[0] if len(records) == 1 else None


@transaction.atomic
def release(letting: Letting, *, by: Staff, at: datetime) -> Disclosure:
    """Release these items through the gate, and say so in the request; or keep the refusal.

    All of the items go or none: whoever wants a part only leaves the rest out. What the officer
    wrote is kept before anything is sent. Raises InvalidMove where the request cannot be released,
    or nobody in person releases it (REQ-002-092).
    """
    request = letting.request
    _in_person(by)
    if reason := standing_against(moves.RELEASE, request):
        raise InvalidMove(reason)
    disclosure = disclose(_draft(letting, at=at), by=by, at=at)
    if disclosure.status == Disclosure.Status.REFUSED:
        return disclosure
    kept = _keep(letting, disclosure, by=by, at=at)
    carry_out(
        moves.RELEASE,
        request,
        by=by,
        at=at,
        values={
            "decided_by": by.handle,
            "released_items": sorted(letting.items),
            "disclosure_id": disclosure.pk,
            "found_as_id": letting.record.pk,
            "found_handle": letting.record.handle,
            "district_restricted_to": letting.record.restricted_to,
        },
        about=_accounted(letting, kept),
    )
    return disclosure


def refuse(request: DataRequest, *, reason: str, by: Staff, at: datetime) -> DataRequest:
    """Refuse the whole request, for a reason of the list. Raises InvalidMove."""
    _in_person(by)
    return carry_out(
        moves.REFUSE,
        request,
        by=by,
        at=at,
        values={"decided_by": by.handle, "refusal_reason": reason},
        about={"refusal": reason},
    )


def _in_person(by: Staff) -> None:
    if acting().user == AUTOMATIC or acting().user != str(by.pk):
        raise InvalidMove(gettext("A named person of the district decides, never the system."))


def _draft(letting: Letting, *, at: datetime) -> Draft:
    request = letting.request
    return Draft(
        kind=ANSWER,
        recipient=request.authority,
        agreement=request.agreement,
        purpose=request.agreement.purpose,
        channel=request.channel,
        people=[Giving(record=letting.record, items=letting.items, volunteered=letting.items)],
        use=UseRestriction.NO_CONTACT if request.no_contact else "",
        justification=letting.justification,
        movement_template=letting.template.reference if letting.template.is_filled_in else "",
        against=_objections(letting, at=at),
        due_on=request.answer_due_on,
    )


def _objections(letting: Letting, *, at: datetime) -> list[Refusal]:
    """What the memorandum asks beyond what the gate does: a note, values that are still true."""
    request = letting.request
    unasked = letting.items - set(request.items)
    found = [Refusal(code="NOT_ASKED", item=item) for item in unasked]
    if not letting.items:
        found.append(Refusal(code="NOTHING_CHOSEN"))
    terms = authority(request.agreement)
    annex = terms.permitted_items(giver=request.district_id, receiver=request.authority_id)
    found += [Refusal(code="NOT_IN_ANNEX_B", item=item) for item in letting.items - annex]
    if request.channel == Channel.TELEPHONE and not letting.call_note.strip():
        found.append(Refusal(code="CALL_NOTE"))
    stale = stale_items(letting.record, at=at)
    unconfirmed = (letting.items & stale.keys()) - letting.confirmed
    found += [Refusal(code="STALE_ITEM", item=item) for item in unconfirmed]
    return sorted(found, key=str)


def _keep(letting: Letting, disclosure: Disclosure, *, by: Staff, at: datetime) -> Release:
    template = letting.template
    return Release.objects.create(
        organisation_id=acting().organisation_id,
        restricted_to=letting.record.restricted_to,
        request=letting.request,
        record=letting.record,
        disclosure_id=disclosure.pk,
        call_note=letting.call_note.strip(),
        template_reference=template.reference,
        template_protection=template.protection,
        template_mailbox=template.mailbox,
        by=by.handle,
        at=at,
    )


def _accounted(letting: Letting, kept: Release) -> dict[str, object]:
    """As the ledger has it: what was released and what not; the reason is with the disclosure."""
    request = letting.request
    about: dict[str, object] = {
        "disclosure": str(kept.disclosure_id),
        "releases": sorted(letting.items),
        "leaves_out": sorted(set(request.items) - letting.items),
        "channel": request.channel,
    }
    if kept.template_reference:
        about["template"] = kept.template_reference
    if stale := letting.confirmed & letting.items:
        about["confirmed"] = sorted(stale)
    return about
