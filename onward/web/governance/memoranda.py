"""The register of memoranda: who has signed, what is kept centrally, what is overdue."""

import json
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from onward.agreements.flow import register_of_the_flow
from onward.agreements.memoranda import register_of_memoranda
from onward.agreements.models import Agreement
from onward.agreements.public_register import register_entry
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.downloads import JSON, download

MAY_SEE = (Permission.SIGN_AGREEMENTS, Permission.SEE_DISCLOSURES)


@require_safe
@requires(*MAY_SEE)
def memoranda(request: StaffRequest) -> HttpResponse:
    context = {"rows": register_of_memoranda(), "today": localdate(now()), "wide": True}
    return render(request, "governance/memoranda.html", context)


@require_safe
@requires(*MAY_SEE)
def register_entry_file(request: StaffRequest, agreement_id: UUID) -> HttpResponse:
    """What the public register of the Act of 2017 is told."""
    agreement = get_object_or_404(Agreement.objects.exclude(register_id=""), pk=agreement_id)
    text = json.dumps(register_entry(agreement), indent=2, ensure_ascii=False)
    return download(text, name="register-entry.json", content_type=JSON)


@require_safe
@requires(*MAY_SEE)
def organisations(request: StaffRequest) -> HttpResponse:
    """Who takes part in what, as what, and on whose behalf."""
    context = {"rows": register_of_the_flow(at=now()), "wide": True}
    return render(request, "governance/flow.html", context)
