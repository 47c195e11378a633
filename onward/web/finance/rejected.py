"""Claims that the finance system rejected: why, and paying them after all."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.payments.models import Claim, ReportedLine, RunLine
from onward.payments.reissue import ReissueRefused, reissue
from onward.payments.sharing import NotPermitted
from onward.web.access import StaffRequest, requires
from onward.web.finance.scope import outcome_in_words, own_claims
from onward.web.forms import chosen_ids

A_PAGE = 50


@require_safe
@requires(Permission.SEE_MONEY)
def listed(request: StaffRequest) -> HttpResponse:
    claims = own_claims(request).filter(status=Claim.Status.REJECTED).select_related("run")
    page = Paginator(claims.order_by("reference"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "reasons": _reasons([claim.pk for claim in page.object_list]),
        "outcome_in_words": outcome_in_words,
        "may_reissue": request.user.may(Permission.PREPARE_RUNS),
        "wide": True,
    }
    return render(request, "finance/rejected.html", context)


@require_POST
@requires(Permission.PREPARE_RUNS)
def again(request: StaffRequest) -> HttpResponse:
    ids = chosen_ids(request.POST.getlist("chosen"), most=A_PAGE)
    chosen = own_claims(request).filter(pk__in=ids, operations=request.acting_for)
    try:
        released = reissue(chosen, by=request.user, at=now())
    except (ReissueRefused, NotPermitted) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _done(len(released)))
    return redirect("finance:rejected")


def _done(count: int) -> str:
    words = ngettext(
        "%(num)s claim can be paid in the next run.",
        "%(num)s claims can be paid in the next run.",
        count,
    )
    return words % {"num": count}


def _reasons(claims: list[UUID]) -> dict[str, str]:
    """What the finance system said last of each claim, by the claim's reference."""
    lines = RunLine.objects.filter(claim__in=claims)
    claim_of = dict(lines.values_list("reference", "claim__reference"))
    said = ReportedLine.objects.filter(
        source=ReportedLine.Source.FINANCE, claim_reference__in=list(claim_of)
    )
    rows = said.order_by("pk").values_list("claim_reference", "reason")
    return {claim_of[reference]: reason for reference, reason in rows}
