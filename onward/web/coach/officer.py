"""What a nominated officer deals with in person: whom it is about, which items, with whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onward.agreements.catalogue import catalogue
from onward.disclosures.by_officer import NotWaiting, mark_done, waiting_for_an_officer
from onward.disclosures.models import OfficerTask
from onward.parties.clock import now
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.web.access import StaffRequest, address, requires
from onward.web.names import people_named

SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class InPerson:
    """One task as the list shows it."""

    task: OfficerTask
    name: str
    url: str
    withheld: str


@require_safe
@requires(Permission.DEAL_IN_PERSON)
def in_person(request: StaffRequest) -> HttpResponse:
    tasks = waiting_for_an_officer().select_related("disclosure__recipient")[:SHOWN]
    context = {"rows": _rows(tasks, staff=request.user), "wide": True}
    return render(request, "coach/in_person.html", context)


@require_POST
@requires(Permission.DEAL_IN_PERSON)
def dealt_with(request: StaffRequest, task_id: UUID) -> HttpResponse:
    task = get_object_or_404(OfficerTask, pk=task_id, organisation=request.acting_for)
    try:
        mark_done(task, by=request.user, at=now())
    except NotWaiting as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Marked as dealt with in person."))
    return redirect("coach:in-person")


def _rows(tasks: Iterable[OfficerTask], *, staff: Staff) -> list[InPerson]:
    tasks, known = list(tasks), catalogue()
    records = Record.objects.filter(handle__in=[task.handle for task in tasks])
    record_of = dict(records.values_list("handle", "pk"))
    names = people_named(record_of.values())
    return [
        InPerson(
            task=task,
            name=names[record_of[task.handle]],
            url=address("coach:person", staff=staff, record_id=record_of[task.handle]),
            withheld="; ".join(known[item].label for item in task.items),
        )
        for task in tasks
    ]
