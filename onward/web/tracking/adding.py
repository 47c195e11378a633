"""Adding a young person whom the authority has no record of yet."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.parties.clock import is_demonstration, now
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.people.records import open_record
from onward.web.access import StaffRequest, requires
from onward.web.forms import posted
from onward.web.records.keeping import keep
from onward.web.records.record_form import RecordForm
from onward.web.records.sections import SECTIONS, YOUNG_PERSON_WHEN_ADDED


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ASK_FOR_DATA)
def add(request: StaffRequest) -> HttpResponse:
    sections = YOUNG_PERSON_WHEN_ADDED
    form = RecordForm(
        posted(request),
        sections=sections,
        held={},
        on=localdate(now()),
        fictitious=is_demonstration(),
        required=["surname"],
    )
    if form.is_valid():
        record = _added(request, form)
        messages.success(request, _("The person has been added."))
        return redirect("tracking:person", record.pk)
    context = {"form": form, "sections": [SECTIONS[code] for code in sections], "narrow": True}
    return render(request, "tracking/add.html", context)


@transaction.atomic
def _added(request: StaffRequest, form: RecordForm) -> Record:
    at = now()
    record = open_record(at=at, by=request.user)
    keep(record, form.changes, by=request.user, at=at)
    return record
