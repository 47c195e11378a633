"""Claims and the checks they pass before they are paid."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.payments.checks import check_all
from onward.payments.models import Check, Claim
from onward.payments.rules import CHECKS
from onward.payments.sharing import NotPermitted
from onward.web.access import StaffRequest, requires
from onward.web.finance.forms import ClaimFilter
from onward.web.finance.scope import outcome_in_words, own_claims

A_PAGE = 25
MOST_AT_ONCE = 2_000  # some seconds; the rest waits for the next press
Status = Claim.Status
TO_DEAL_WITH = (Status.CLAIMED, Status.FAILED)


@require_safe
@requires(Permission.SEE_MONEY)
def listed(request: StaffRequest) -> HttpResponse:
    form = ClaimFilter(request.GET)
    form.is_valid()
    chosen = form.cleaned_data.get("status")
    claims = own_claims(request)
    counts = dict(claims.order_by().values_list("status").annotate(Count("pk")))
    shown = claims.filter(status__in=[chosen] if chosen else TO_DEAL_WITH)
    page = Paginator(shown.order_by("claimed_at", "pk"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": form,
        "page": page,
        "failed": _failed_checks(page.object_list),
        "by_state": [(status, counts.get(status, 0)) for status in Status],
        "waiting": sum(counts.get(status, 0) for status in TO_DEAL_WITH),
        "most": MOST_AT_ONCE,
        "may_check": request.user.may(Permission.PREPARE_RUNS),
        "outcome_in_words": outcome_in_words,
        "wide": True,
    }
    return render(request, "finance/checks.html", context)


@require_POST
@requires(Permission.PREPARE_RUNS)
def rounds(request: StaffRequest) -> HttpResponse:
    """Check what waits to be checked, the oldest claims first."""
    waiting = own_claims(request).filter(operations=request.acting_for, status__in=TO_DEAL_WITH)
    try:
        checked = check_all(
            waiting.order_by("claimed_at", "pk")[:MOST_AT_ONCE], by=request.user, at=now()
        )
    except NotPermitted as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _outcome_of(checked))
    return redirect("finance:checks")


def _outcome_of(checked: list[Claim]) -> str:
    passed = sum(claim.status == Status.PASSED for claim in checked)
    words = ngettext(
        "%(num)s claim checked: %(passed)s passed, %(failed)s failed.",
        "%(num)s claims checked: %(passed)s passed, %(failed)s failed.",
        len(checked),
    )
    return words % {"num": len(checked), "passed": passed, "failed": len(checked) - passed}


def _failed_checks(claims: Iterable[Claim]) -> dict[UUID, list[str]]:
    """The labels of the checks that each claim failed when it was last checked."""
    newest = Check.objects.filter(claim__in=[claim.pk for claim in claims])
    newest = newest.order_by("claim", "code", "-at", "-pk").distinct("claim", "code")
    labels = {check.code: _(check.label) for check in CHECKS}
    found: dict[UUID, list[str]] = {}
    for check in newest:
        if not check.passed:
            found.setdefault(check.claim_id, []).append(labels.get(check.code, check.code))
    return found
