"""The whole National Insurance number, for as long as one answer is on the screen."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.facts import present_values
from onward.people.models import Look
from onward.people.records import look
from onward.values.nino import Nino
from onward.web.access import StaffRequest, requires
from onward.web.audience import audience_of
from onward.web.forms import posted
from onward.web.records.forms import RevealForm
from onward.web.records.identity import identity_in
from onward.web.records.reach import record_opened


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REVEAL_NINO)
def nino(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Shown on the answer to a POST alone, once it is written down why (REQ-001-007)."""
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    held = present_values(record)
    form = RevealForm(posted(request))
    whole = ""
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        look(record, by=request.user, what=Look.What.NINO, at=at, reason=reason)
        whole = Nino(str(held["nino"])).spaced if "nino" in held else ""
    context = {
        "record": record,
        "identity": identity_in(held),
        "form": form,
        "whole": whole,
        "here": audience_of(request),
        "narrow": True,
    }
    return render(request, "records/number.html", context)
