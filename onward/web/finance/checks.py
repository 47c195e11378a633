"""Claims and the checks they pass before they are paid."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
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
from onward.web.finance.scope import lists_of_claims, outcome_in_words, own_claims
from onward.web.first_rows import counted, page_of

A_PAGE = 25
MOST_AT_ONCE = 2_000  # some seconds; the rest waits for the next press
MOST_LISTED = 5_000  # two hundred pages, of which nobody turns so many
Status = Claim.Status
TO_DEAL_WITH = (Status.CLAIMED, Status.FAILED)


@require_safe
@requires(Permission.SEE_MONEY)
def listed(request: StaffRequest) -> HttpResponse:
    form = ClaimFilter(request.GET)
    form.is_valid()
    chosen = form.cleaned_data.get("status")
    lists = lists_of_claims(request)
    counts = {status: _count(lists, status) for status in Status}
    statuses = [chosen] if chosen else TO_DEAL_WITH
    page, rows = page_of(
        *(claims.filter(status__in=statuses).order_by("claimed_at", "pk") for claims in lists),
        number=request.GET.get("page"),
        per_page=A_PAGE,
        most=MOST_LISTED,
        related=("provider", "contract"),
    )
    context = {
        "filters": form,
        "page": page,
        "claims": rows,
        "failed": _failed_checks(rows),
        "by_state": list(counts.items()),
        "waiting": sum(counts[status] for status in TO_DEAL_WITH),
        "most": MOST_AT_ONCE,
        "most_counted": MOST_LISTED,
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


def _count(lists: Iterable[QuerySet[Claim]], status: Status) -> int:
    found = sum(counted(claims.filter(status=status), most=MOST_LISTED) for claims in lists)
    return min(found, MOST_LISTED)


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
