"""The caseload: who is with the provider, how far they are, and what is due next."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from onward.casework.models import OPEN, Referral, ReferralQuerySet, Status
from onward.contracts.models import Contract
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.payments.unclaimed import unclaimed_outcomes
from onward.values.period import months_after
from onward.web.access import StaffRequest, requires
from onward.web.first_rows import page_of
from onward.web.forms import PageForm
from onward.web.names import people_named
from onward.web.provider.next_due import Due, NextDue
from onward.web.provider.scope import has_record, own_referrals, record_of
from onward.web.words import date_words

A_PAGE = 50
# Nobody turns so many pages.
MOST_LISTED = 2000
EVERYONE = "ALL"
COLOURS = {
    Status.REFERRED: "blue",
    Status.ACKNOWLEDGED: "turquoise",
    Status.STARTED: "green",
    Status.WITHDRAWN: "orange",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One case as the list shows it."""

    id: UUID
    record_id: UUID
    name: str
    reference: str
    status: str
    colour: str
    referred_on: date
    started_on: date | None
    due: Due


class Filter(PageForm):
    """Codes and dates only, so it may stand in an address."""

    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    contract = forms.ChoiceField(label=gettext_lazy("Contract"), required=False)
    started = forms.ChoiceField(label=gettext_lazy("Month of start"), required=False)
    unclaimed = forms.BooleanField(
        label=gettext_lazy("Outcome reached, not claimed"), required=False
    )
    cancelling = forms.BooleanField(label=gettext_lazy("Cancellation asked for"), required=False)

    def __init__(self, *args: Any, contracts: list[Contract], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        statuses = ("", _("Current")), *Status.choices, (EVERYONE, _("Everyone"))
        areas = ((each.reference, f"{each.area} ({each.reference})") for each in contracts)
        self.offer("status", statuses)
        self.offer("contract", [("", _("Every contract")), *areas])
        self.offer("started", [("", _("Any month")), *_months(contracts, today=today)])


@require_safe
@requires(Permission.REPLY_TO_REFERRAL)
def caseload(request: StaffRequest) -> HttpResponse:
    today = localdate(now())
    contracts = list(Contract.objects.filter(provider=request.acting_for).order_by("area"))
    form = Filter(request.GET, contracts=contracts, today=today)
    chosen = form.cleaned_data if form.is_valid() else {}
    listed = _chosen(own_referrals(request), chosen).order_by("-referred_on", "-reference")
    page, rows = page_of(
        listed,
        number=request.GET.get("page"),
        per_page=A_PAGE,
        most=MOST_LISTED,
        related=("received_as",),
    )
    context = {
        "filter": form,
        "page": page,
        "rows": _rows(list(filter(has_record, rows)), today=today),
        "is_cut": page.paginator.count == MOST_LISTED,
        "most": MOST_LISTED,
        "wide": True,
    }
    return render(request, "provider/caseload.html", context)


def _chosen(referrals: ReferralQuerySet, chosen: dict[str, Any]) -> ReferralQuerySet:
    status = chosen.get("status")
    if not status and not chosen.get("unclaimed"):
        # An outcome may wait to be claimed after the case has ended.
        referrals = referrals.filter(status__in=OPEN)
    elif status and status != EVERYONE:
        referrals = referrals.filter(status=status)
    if contract := chosen.get("contract"):
        referrals = referrals.filter(contract__reference=contract)
    if started := chosen.get("started"):
        first = date.fromisoformat(f"{started}-01")
        referrals = referrals.filter(
            started_on__gte=first, started_on__lt=months_after(first, months=1)
        )
    if chosen.get("unclaimed"):
        unclaimed = unclaimed_outcomes().order_by().values("referral")
        referrals = referrals.filter(pk__in=unclaimed)
    if chosen.get("cancelling"):
        referrals = referrals.awaiting_answer_to_cancellation()
    return referrals


def _rows(referrals: list[Referral], *, today: date) -> list[Row]:
    names = people_named(record_of(referral).pk for referral in referrals)
    next_due = NextDue.of(referrals, today=today)
    return [
        Row(
            id=referral.pk,
            record_id=record_of(referral).pk,
            name=names[record_of(referral).pk],
            reference=referral.reference,
            status=str(Status(referral.status).label),
            colour=COLOURS.get(Status(referral.status), "grey"),
            referred_on=referral.referred_on,
            started_on=referral.started_on,
            due=next_due.about(referral),
        )
        for referral in referrals
    ]


def _months(contracts: list[Contract], *, today: date) -> list[tuple[str, str]]:
    """From the first month of any contract to this one, the latest first."""
    if not contracts:
        return []
    first = min(contract.starts_on for contract in contracts).replace(day=1)
    months = []
    while first <= today:
        months.append((f"{first:%Y-%m}", date_words(first).partition(" ")[2]))
        first = months_after(first, months=1)
    return months[::-1]
