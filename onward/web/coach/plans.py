"""Leavers plans that came back: read, and marked done, in two clicks from the first page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onward.agreements.catalogue import catalogue
from onward.casework.models import PlanRead, Referral
from onward.casework.plans import PLAN_ITEMS, mark_plan_done, plans_received
from onward.disclosures.models import Disclosure
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.models import Fact
from onward.web.access import StaffRequest, requires
from onward.web.item_values import value_in_words
from onward.web.names import people_named, staff_named
from onward.web.records.reach import record_opened


@require_safe
@requires(Permission.READ_LEAVERS_PLAN)
def plan(request: StaffRequest, fact_id: UUID) -> HttpResponse:
    fact = get_object_or_404(plans_received(), pk=fact_id)
    record = record_opened(request, fact.record_id, at=now())
    known, read = catalogue(), PlanRead.objects.filter(fact=fact).first()
    context = {
        "fact": fact,
        "record": record,
        "name": people_named([record.pk])[record.pk],
        "texts": [
            (known[item].label, value_in_words(known[item], fact.values[item]))
            for item in PLAN_ITEMS
            if fact.values.get(item) is not None
        ],
        "sent": _sent(fact),
        "referral": Referral.objects.filter(sent_from=record).order_by("-ended_on").first(),
        "read": read,
        "read_by": staff_named([read.done_by]) if read else {},
        "narrow": True,
    }
    return render(request, "coach/plan.html", context)


@require_POST
@requires(Permission.READ_LEAVERS_PLAN)
def done(request: StaffRequest, fact_id: UUID) -> HttpResponse:
    fact = get_object_or_404(plans_received(), pk=fact_id)
    mark_plan_done(fact, by=request.user, at=now())
    messages.success(request, _("The leavers plan is marked as read and done."))
    return redirect("coach:home")


def _sent(fact: Fact) -> Disclosure | None:
    """The disclosure that brought it."""
    if fact.source_id is None:
        return None
    return Disclosure.objects.filter(pk=fact.source_id).select_related("sender").first()
