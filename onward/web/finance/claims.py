"""One claim, with each of its checks: what it looked at, what it found, what to do."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.payments.checks import latest_checks
from onward.payments.claims import price_again
from onward.payments.models import Claim, ReportedLine, RunLine
from onward.payments.sharing import NotPermitted
from onward.values.pence import as_pounds_text
from onward.web.access import StaffRequest, requires
from onward.web.check_words import saw_in_words
from onward.web.finance.scope import outcome_in_words, own_claim, referral_of


@require_safe
@requires(Permission.SEE_MONEY)
def one(request: StaffRequest, claim_id: UUID) -> HttpResponse:
    claim = own_claim(request, claim_id)
    lines = RunLine.objects.filter(claim=claim).select_related("run").order_by("run__number")
    said = ReportedLine.objects.filter(claim_reference__in=lines.values("reference"))
    context = {
        "claim": claim,
        "referral": referral_of(claim),
        "outcome": outcome_in_words(claim.outcome),
        "checks": [(shown, saw_in_words(shown.check.saw)) for shown in latest_checks(claim)],
        "lines": lines,
        "answers": said.filter(source=ReportedLine.Source.FINANCE).order_by("pk"),
        "may_price": (
            claim.status == Claim.Status.FAILED and request.user.may(Permission.PREPARE_RUNS)
        ),
    }
    return render(request, "finance/claim.html", context)


@require_POST
@requires(Permission.PREPARE_RUNS)
def price(request: StaffRequest, claim_id: UUID) -> HttpResponse:
    """Take a failed claim at the contract's present price of its day."""
    claim = own_claim(request, claim_id)
    try:
        price_again([claim], by=request.user, at=now())
    except NotPermitted as refusal:
        messages.error(request, str(refusal))
        return redirect("finance:claim", claim.pk)
    claim.refresh_from_db()
    words = _("The claim stands at %(amount)s. Check it again; you cannot sign its run.")
    messages.success(request, words % {"amount": as_pounds_text(claim.pence)})
    return redirect("finance:claim", claim.pk)
