"""Referring, first half: the offers open to a person, what each would receive, and why not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from onward.acts.referring import (
    Asked,
    new_reference,
    objection_to,
    reasons_against,
)
from onward.agreements.catalogue import catalogue
from onward.agreements.models import Agreement
from onward.contracts.actions import opportunities_for
from onward.contracts.models import Contract, Opportunity
from onward.disclosures.why_not import Reason, in_words
from onward.intake.referrals.routing import Route, route_to
from onward.parties.clock import now
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.web.access import StaffRequest, address, requires
from onward.web.mending import pages_to_mend
from onward.web.names import people_named
from onward.web.records.reach import record_opened

Refused = Mapping[str, str]
# Mended on the page where the referral is checked, so it stands against no offer.
MENDED_LATER = "NEEDS_REDACTION"
# What the coach can mend, and where.
MENDS = {
    "NOT_DISCUSSED": (gettext_lazy("Record the discussion of providers"), "coach:discussion", {}),
    "NOT_HELD": (
        gettext_lazy("Record who the person is"),
        "coach:change",
        {"section": "identity"},
    ),
    "SCR_CLERICAL_ONLY": (gettext_lazy("Enter that form SL2 was sent by hand"), "coach:paper", {}),
}


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One opportunity, the agreement it would go under, and the items its provider receives."""

    opportunity: Opportunity
    agreement: Agreement | None
    no_agreement: str = ""
    area: str = ""
    items: frozenset[str] = frozenset()

    @property
    def labels(self) -> list[str]:
        known = catalogue()
        return [known[code].label for code in known if code in self.items]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An offer as this person may take it; with reasons, as they may not."""

    offer: Offer
    refusals: Sequence[Refused]

    @property
    def reasons(self) -> list[Reason]:
        if self.offer.agreement is None:
            remedy = in_words([{"code": "NO_AGREEMENT"}])[0].remedy
            return [Reason(self.offer.no_agreement, remedy)]
        return in_words(self.refusals)


@require_safe
@requires(Permission.REFER)
def offers(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    found = offers_to(request.acting_for, at=at)
    choices = _choices(record, found, at=at)
    against = [row for choice in choices for row in choice.refusals]
    context = {
        "record": record,
        "name": people_named([record.pk])[record.pk],
        "choices": choices,
        "mends": mends(against, record, staff=request.user),
        "objection": _objection(request, record, found, at=at),
    }
    return render(request, "coach/offers.html", context)


def offers_to(
    referrer: Organisation, *, at: datetime, opportunity_id: UUID | None = None
) -> list[Offer]:
    """What is published to this organisation, or one of it, with the agreement of the day."""
    opportunities = opportunities_for(referrer).select_related("provider", "commissioner")
    if opportunity_id is not None:
        opportunities = opportunities.filter(pk=opportunity_id)
    found = list(opportunities)
    # A referrer that is not also the operations team does not see the contract.
    areas = dict(Contract.objects.values_list("pk", "area"))
    routes = _routes(referrer, found, on=localdate(at))
    return [_offer(each, routes[_parties(each)], areas) for each in found]


def asked_of(record: Record, offer: Offer, *, at: datetime) -> Asked | None:
    """A referral of this person to this offer today; None where no agreement was drawn up."""
    if offer.agreement is None:
        return None
    return Asked(
        reference=new_reference(),
        record=record,
        opportunity=offer.opportunity,
        agreement=offer.agreement,
        referred_on=localdate(at),
    )


def mends(refusals: Iterable[Refused], record: Record, *, staff: Staff) -> list[tuple[str, str]]:
    """Where this member of staff can mend what stands against it: link text and address."""
    refusals = list(refusals)
    codes = {row["code"] for row in refusals}
    found = [
        (str(text), address(name, staff=staff, record_id=record.pk, **section))
        for code, (text, name, section) in MENDS.items()
        if code in codes
    ]
    own = [(text, url) for text, url in found if url]
    return own + pages_to_mend(refusals, staff=staff)


Parties = tuple[int, int]


def _routes(
    referrer: Organisation, opportunities: Iterable[Opportunity], *, on: date
) -> dict[Parties, Route | str]:
    """The agreement and the items, or why there are none, once for each two parties."""
    found: dict[Parties, Route | str] = {}
    for each in opportunities:
        if _parties(each) not in found:
            found[_parties(each)] = route_to(each, referrer=referrer, on=on)
    return found


def _parties(opportunity: Opportunity) -> Parties:
    return opportunity.provider_id, opportunity.commissioner_id


def _offer(opportunity: Opportunity, route: Route | str, areas: Mapping[UUID, str]) -> Offer:
    area = areas.get(opportunity.contract_id, "")
    if isinstance(route, str):
        return Offer(opportunity=opportunity, agreement=None, no_agreement=route, area=area)
    return Offer(opportunity=opportunity, agreement=route.agreement, area=area, items=route.items)


def _choices(record: Record, found: Sequence[Offer], *, at: datetime) -> list[Choice]:
    asked = [each for offer in found if (each := asked_of(record, offer, at=at)) is not None]
    against = {
        each.opportunity.pk: [row for row in reasons if row["code"] != MENDED_LATER]
        for each, reasons in zip(asked, reasons_against(asked, at=at), strict=True)
    }
    return [Choice(offer=offer, refusals=against.get(offer.opportunity.pk, ())) for offer in found]


def _objection(
    request: StaffRequest, record: Record, found: Sequence[Offer], *, at: datetime
) -> str:
    """What stands against any referral of this person: it is the same for every offer."""
    asked = next((each for offer in found if (each := asked_of(record, offer, at=at))), None)
    return objection_to(asked, by=request.user, at=at) if asked else ""
