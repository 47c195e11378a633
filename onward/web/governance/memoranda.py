"""The register of memoranda: who has signed, what is kept centrally, what is overdue."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from onward.agreements.flow import register_of_the_flow
from onward.agreements.memoranda import register_of_memoranda
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires

MAY_SEE = (Permission.SIGN_AGREEMENTS, Permission.SEE_DISCLOSURES)


@require_safe
@requires(*MAY_SEE)
def memoranda(request: StaffRequest) -> HttpResponse:
    context = {"rows": register_of_memoranda(), "today": localdate(now()), "wide": True}
    return render(request, "governance/memoranda.html", context)


@require_safe
@requires(*MAY_SEE)
def organisations(request: StaffRequest) -> HttpResponse:
    """Who takes part in what, as what, and on whose behalf."""
    context = {"rows": register_of_the_flow(at=now()), "wide": True}
    return render(request, "governance/flow.html", context)
