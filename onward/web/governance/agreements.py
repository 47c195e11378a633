"""Sharing agreements: what each lets pass, in force or why not; signed, and ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from onward.agreements.actions import AlreadyEnded, CannotSign, end, sign
from onward.agreements.authority import Authority, authorities
from onward.agreements.bases import Right, bases
from onward.agreements.channels import PROTECTED, Channel
from onward.agreements.filing import may_publicise
from onward.agreements.gateways import gateways
from onward.agreements.models import Agreement, Party, Permit, Signature
from onward.agreements.purposes import purposes
from onward.disclosures.why_not import Reason, in_words
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.act_words import channel_in_words, sentences
from onward.web.forms import posted
from onward.web.governance.agreement_parts import (
    approvals,
    contacts,
    disputes,
    filed,
    findings,
    is_to_decide,
    still_to_do,
)
from onward.web.governance.forms import SignatureForm
from onward.web.item_values import item_label

A_PAGE = 25
RIGHTS = {
    Right.WITHDRAW: _lazy("They can take their consent back."),
    Right.OBJECT: _lazy("They can object. It does not stand on consent."),
    Right.NEITHER: _lazy("It is not for them to stop."),
}
MAY_SEE = (Permission.SIGN_AGREEMENTS, Permission.SEE_DISCLOSURES)


@dataclass(frozen=True)
class Direction:
    """What one party may give to another: items, each with the consent it needs, if any."""

    giver: str
    receiver: str
    permits: list[tuple[str, str]]


@require_safe
@requires(*MAY_SEE)
def listed(request: StaffRequest) -> HttpResponse:
    agreements = Agreement.objects.defer("text", "citations").order_by("code", "-number")
    page = Paginator(agreements, A_PAGE).get_page(request.GET.get("page"))
    read = authorities(agreement.pk for agreement in page)
    at = now()
    context = {
        "page": page,
        "standing": {pk: standing(each, at=at) for pk, each in read.items()},
        "unsigned": {pk for pk, each in read.items() if _waits_for(request.acting_for, each)},
        "parties": _parties(read),
        "may_sign": request.user.may(Permission.SIGN_AGREEMENTS),
        "wide": True,
    }
    return render(request, "governance/agreements.html", context)


@require_safe
@requires(*MAY_SEE)
def one(request: StaffRequest, agreement_id: UUID) -> HttpResponse:
    agreement = get_object_or_404(Agreement, pk=agreement_id)
    read = authorities([agreement.pk])[agreement.pk]
    purpose, gateway = purposes().get(agreement.purpose), gateways().get(agreement.gateway)
    today = localdate(now())
    basis = bases().get(agreement.basis)
    parties = list(
        Party.objects.filter(agreement=agreement).select_related("organisation", "acts_for")
    )
    context = {
        "agreement": agreement,
        "reasons": sentences(standing(read, at=now())),
        "purpose": purpose.title if purpose else agreement.purpose,
        "gateway": gateway.citation(on=today) if gateway else agreement.gateway or _("none"),
        "offence": gateway.offence if gateway else "",
        "basis": basis.title if basis else agreement.basis,
        "right": RIGHTS[basis.right] if basis else "",
        "protections": {
            channel_in_words(channel): PROTECTED[Channel(channel)] for channel in agreement.channels
        },
        "channels": ", ".join(map(channel_in_words, agreement.channels)),
        "parties": parties,
        "signatures": {each.organisation_id: each for each in _signatures(agreement)},
        "directions": _directions(agreement, parties),
        "paragraphs": paragraphs(agreement),
        "to_do": list(still_to_do(agreement, read, parties, on=today)),
        "findings": findings(agreement),
        "is_to_decide": is_to_decide,
        "papers": filed(agreement),
        "contacts": contacts(agreement),
        "approvals": approvals(agreement),
        "disputes": disputes(agreement, on=today),
        "may_publicise": may_publicise(agreement, on=today),
        "own": request.acting_for,
        "waits_for_us": _waits_for(request.acting_for, read),
        "may_sign": request.user.may(Permission.SIGN_AGREEMENTS),
    }
    return render(request, "governance/agreement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN_AGREEMENTS)
def signature(request: StaffRequest, agreement_id: UUID) -> HttpResponse:
    agreement = get_object_or_404(Agreement, pk=agreement_id)
    party = get_object_or_404(Party, agreement=agreement, organisation=request.acting_for)
    start = {"name": request.user.name, "post": party.signatory, "on": localdate(now())}
    form = SignatureForm(posted(request), initial=start)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "post", "on")}
        try:
            sign(agreement, **given, by=request.user, at=now())
        except CannotSign as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Signed for your organisation."))
            return redirect("governance:agreement", agreement.pk)
    context = {
        "form": form,
        "agreement": agreement,
        "paragraphs": paragraphs(agreement),
        "narrow": True,
    }
    return render(request, "governance/signature.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN_AGREEMENTS)
def ending(request: StaffRequest, agreement_id: UUID) -> HttpResponse:
    agreement = get_object_or_404(Agreement, pk=agreement_id)
    if request.method != "POST":
        return render(request, "governance/ending.html", {"agreement": agreement, "narrow": True})
    try:
        end(agreement, by=request.user, at=now())
    except AlreadyEnded as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Ended. Nothing more is given under it."))
    return redirect("governance:agreement", agreement.pk)


def paragraphs(agreement: Agreement) -> list[list[str]]:
    """The text that is signed, as paragraphs of lines."""
    return [paragraph.split("\n") for paragraph in agreement.text.strip().split("\n\n")]


def standing(read: Authority, *, at: datetime) -> list[Reason]:
    """Why an agreement is not in force, in words; nothing if it is."""
    anyone = next(iter(read.roles), 0)
    refusals = read.refusals((), giver=anyone, receiver=anyone, at=at)
    return in_words([{"code": refusal.code, "item": refusal.item} for refusal in refusals])


def _waits_for(organisation: Organisation, read: Authority) -> bool:
    is_party = organisation.pk in read.roles
    return is_party and read.ended_at is None and organisation.pk not in read.signed_on


def _parties(read: Mapping[UUID, Authority]) -> dict[UUID, str]:
    ids = {party for each in read.values() for party in each.roles}
    names = {pk: each.name for pk, each in Organisation.objects.in_bulk(ids).items()}
    return {pk: ", ".join(sorted(names[party] for party in read[pk].roles)) for pk in read}


def _signatures(agreement: Agreement) -> Iterable[Signature]:
    return Signature.objects.filter(agreement=agreement, text_hash=agreement.text_hash)


def _directions(agreement: Agreement, parties: Iterable[Party]) -> list[Direction]:
    """What may pass each way, in the order of the roles' names."""
    names = {party.role: str(party.organisation) for party in parties}
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    permits = Permit.objects.filter(agreement=agreement).order_by("giver", "receiver", "item")
    for permit in permits:
        consent = item_label(permit.consent_scope) if permit.consent_scope else ""
        way = (names.get(permit.giver, permit.giver), names.get(permit.receiver, permit.receiver))
        found.setdefault(way, []).append((item_label(permit.item), consent))
    return [Direction(*way, permits=rows) for way, rows in found.items()]
