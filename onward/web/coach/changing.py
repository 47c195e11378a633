"""Changing what a record holds: what is typed anew is one more fact; nothing is overwritten."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.parties.clock import is_demonstration, now
from onward.parties.permissions import Permission
from onward.people.facts import present_values
from onward.people.models import Record
from onward.web.access import StaffRequest, requires
from onward.web.coach.keeping import has_changed_since, keep, last_number
from onward.web.coach.record_form import RecordForm
from onward.web.coach.scope import record_opened
from onward.web.coach.sections import SECTIONS


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD_PEOPLE)
def change(request: StaffRequest, record_id: UUID, section: str) -> HttpResponse:
    if section not in SECTIONS:
        raise Http404
    record = record_opened(request, record_id, alive=True)
    form = _form(request, record, section)
    if form.is_valid():
        _keep(request, record, form)
        return redirect("coach:person", record.pk)
    context = {
        "form": form,
        "record": record,
        "section": SECTIONS[section],
        "seen": last_number(record),
        "narrow": True,
    }
    return render(request, "coach/change.html", context)


def _form(request: StaffRequest, record: Record, section: str) -> RecordForm:
    form = RecordForm(
        request.POST if request.method == "POST" else None,
        sections=[section],
        held=present_values(record),
        on=localdate(now()),
        fictitious=is_demonstration(),
    )
    # What someone else has written meanwhile is shown before it is written over.
    if form.is_bound and has_changed_since(request, record):
        words = _(
            "Someone else has changed this record since you opened it. Look at it in another"
            " window; saving again keeps what stands here."
        )
        form.add_error(None, words)
    return form


def _keep(request: StaffRequest, record: Record, form: RecordForm) -> None:
    if not form.changes:
        messages.info(request, _("Nothing was changed."))
        return
    keep(record, form.changes, by=request.user, at=now())
    messages.success(request, _("The record has been changed."))
    for doubt in form.doubts:
        messages.warning(request, doubt)
