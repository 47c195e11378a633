"""What the provider records of the person itself: their date of birth, a new telephone number."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.parties.clock import is_demonstration, now
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.people.facts import present_values
from onward.people.models import Record
from onward.web.access import StaffRequest, requires
from onward.web.coach.keeping import has_changed_since, keep, last_number
from onward.web.coach.record_form import RecordForm
from onward.web.coach.sections import SECTIONS, Section
from onward.web.provider.act_page import FORM_METHODS
from onward.web.provider.identity import identity_of
from onward.web.provider.scope import day_of, own_record

OF_A_PROVIDER = ("identity", "contact", "plan", "qualifications")


@require_http_methods(FORM_METHODS)
@requires(Permission.RECORD_PEOPLE)
def details(request: StaffRequest, record_id: UUID, section: str) -> HttpResponse:
    if section not in OF_A_PROVIDER:
        raise Http404
    record, at = own_record(request, record_id), now()
    form = _form(request, record, section, at=at)
    if form.is_valid():
        _keep(request, record, form, at=at)
        return redirect("provider:person", record.pk)
    context = {
        "record": record,
        "identity": identity_of(record),
        "form": form,
        "section": SECTIONS[section],
        "seen": last_number(record),
    }
    return render(request, "provider/details.html", context)


def sections_for(staff: Staff) -> list[Section]:
    """The parts of a record that this member of staff may add to or correct."""
    if not staff.may(Permission.RECORD_PEOPLE):
        return []
    return [SECTIONS[code] for code in OF_A_PROVIDER]


def _form(request: StaffRequest, record: Record, section: str, *, at: datetime) -> RecordForm:
    form = RecordForm(
        request.POST if request.method == "POST" else None,
        sections=[section],
        held=present_values(record),
        on=day_of(at),
        fictitious=is_demonstration(),
    )
    if form.is_bound and has_changed_since(request, record):
        words = _(
            "This record has changed since you opened it. Look at it in another window; saving"
            " again keeps what stands here."
        )
        form.add_error(None, words)
    return form


def _keep(request: StaffRequest, record: Record, form: RecordForm, *, at: datetime) -> None:
    if not form.changes:
        messages.info(request, _("Nothing was changed."))
        return
    keep(record, form.changes, by=request.user, at=at)
    messages.success(request, _("Recorded."))
    for doubt in form.doubts:
        messages.warning(request, doubt)
