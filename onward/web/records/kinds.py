"""Which kind of case a record is: standard, public protection, special customer record."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.case_kinds import CaseKind, kinds_of, set_kinds
from onward.web.access import StaffRequest, requires
from onward.web.audience import page_here
from onward.web.forms import posted
from onward.web.records.act_page import FORM_METHODS, act_page
from onward.web.records.forms import CaseKindsForm
from onward.web.records.reach import record_opened


@require_http_methods(FORM_METHODS)
@requires(Permission.RECORD_PEOPLE)
def kind(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    held = sorted(kinds_of(record))
    form = CaseKindsForm(posted(request), initial={"kinds": held})
    if form.is_valid():
        kinds = [CaseKind(value) for value in form.cleaned_data["kinds"]]
        set_kinds(record, kinds, by=request.user, at=at)
        messages.success(request, _("The kind of case is recorded."))
        return redirect(page_here(request, "person"), record.pk)
    notes = [_("What waits to be sent about this person is decided again before it goes.")]
    return act_page(request, record, form, title=_("Kind of case"), button=_("Save"), notes=notes)
