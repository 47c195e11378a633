"""Claims: the outcomes nobody has claimed yet, what became of the others, and each check."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from onward.outcomes.models import Outcome
from onward.parties.access import NotAllowed
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.payments.checks import latest_checks
from onward.payments.claims import ClaimRefused, claim_all
from onward.payments.models import Claim
from onward.payments.sharing import NotPermitted
from onward.payments.unclaimed import unclaimed_outcomes, worth
from onward.web.access import StaffRequest, requires
from onward.web.check_words import saw_in_words
from onward.web.first_rows import page_of
from onward.web.forms import PageForm, chosen_ids
from onward.web.names import people_named
from onward.web.provider.next_due import outcome_name

A_PAGE = 50
MOST_AT_ONCE, MOST_LISTED = 5000, 2000
COLOURS = {
    Claim.Status.CLAIMED: "blue",
    Claim.Status.PASSED: "turquoise",
    Claim.Status.FAILED: "red",
    Claim.Status.IN_RUN: "purple",
    Claim.Status.PAID: "green",
    Claim.Status.REJECTED: "red",
}


@dataclass(frozen=True, kw_only=True)
class Reached:
    """One outcome that is not claimed, as the list shows it."""

    id: UUID
    record_id: UUID
    name: str
    reference: str
    outcome: str
    achieved_on: date
    pence: int | None


class Filter(PageForm):
    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        required=False,
        choices=[("", gettext_lazy("Every claim")), *Claim.Status.choices],
    )


@require_safe
@requires(Permission.CLAIM)
def claims(request: StaffRequest) -> HttpResponse:
    form = Filter(request.GET)
    status = form.cleaned_data["status"] if form.is_valid() else ""
    made = Claim.objects.filter(provider=request.acting_for)
    made = made.filter(status=status) if status else made
    page, rows = page_of(
        made.order_by("-claimed_at", "reference"),
        number=request.GET.get("page"),
        per_page=A_PAGE,
        most=MOST_LISTED,
        related=("referral",),
    )
    unclaimed = unclaimed_outcomes().select_related("referral")
    context = {
        "filter": form,
        "page": page,
        "claims": rows,
        "reached": _rows(list(unclaimed[:A_PAGE])),
        "reached_count": unclaimed.order_by()[:MOST_AT_ONCE].count(),
        "colours": COLOURS,
        "outcome_name": outcome_name,
        "wide": True,
    }
    return render(request, "provider/claims.html", context)


@require_POST
@requires(Permission.CLAIM)
def claim(request: StaffRequest) -> HttpResponse:
    outcomes = unclaimed_outcomes()
    if "every" not in request.POST:
        ids = chosen_ids(request.POST.getlist("chosen"), most=MOST_AT_ONCE)
        outcomes = outcomes.filter(pk__in=ids)
    chosen = list(outcomes[:MOST_AT_ONCE])
    if not chosen:
        messages.error(request, _("Select the outcomes to claim."))
        return redirect("provider:claims")
    try:
        made = claim_all(chosen, by=request.user, at=now())
    except ClaimRefused as refused:
        return _refused(request, refused.problems)
    except (NotPermitted, NotAllowed) as refused:
        return _refused(request, [str(refused)])
    words = ngettext("%(num)s outcome claimed.", "%(num)s outcomes claimed.", len(made))
    messages.success(request, words % {"num": len(made)})
    return redirect("provider:claims")


@require_safe
@requires(Permission.CLAIM, Permission.KEEP_CASE)
def one_claim(request: StaffRequest, claim_id: UUID) -> HttpResponse:
    own = Claim.objects.filter(provider=request.acting_for).select_related("referral", "contract")
    claim = get_object_or_404(own, pk=claim_id)
    context = {
        "claim": claim,
        "colours": COLOURS,
        "outcome": outcome_name(claim.referral, claim.outcome),
        "checks": [(shown, saw_in_words(shown.check.saw)) for shown in latest_checks(claim)],
        "record_id": claim.referral.received_as_id,
        "may_claim": request.user.may(Permission.CLAIM),
    }
    return render(request, "provider/claim.html", context)


def _rows(outcomes: list[Outcome]) -> list[Reached]:
    names = people_named(outcome.record_id for outcome in outcomes)
    pence = worth(outcomes)
    return [
        Reached(
            id=outcome.pk,
            record_id=outcome.record_id,
            name=names[outcome.record_id],
            reference=outcome.referral.reference,
            outcome=outcome_name(outcome.referral, outcome.code),
            achieved_on=outcome.achieved_on,
            pence=pence.get(outcome.pk),
        )
        for outcome in outcomes
    ]


def _refused(request: StaffRequest, problems: list[str]) -> HttpResponse:
    """Nothing was claimed; each reason says what to do."""
    context: dict[str, Any] = {"problems": problems, "problem": True, "narrow": True}
    return render(request, "provider/not_claimed.html", context)
