"""Adding a person: a record of their own, and the first fact in it."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from onward.parties.clock import is_demonstration, now
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.people.records import open_record
from onward.web.access import StaffRequest, requires
from onward.web.forms import PageForm, posted
from onward.web.records.keeping import keep
from onward.web.records.record_form import RecordForm
from onward.web.records.sections import SECTIONS, WHEN_ADDED


class CaseKind(PageForm):
    """Cases that are not as others: some items of theirs, or all, travel no further."""

    case_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of case"),
        choices=Record.CaseKind.choices,
        initial=Record.CaseKind.STANDARD,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Where public protection arrangements apply, the address and telephone numbers are"
            " never sent. A special customer record is never sent electronically at all."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD_PEOPLE)
def add(request: StaffRequest) -> HttpResponse:
    kind = CaseKind(posted(request))
    form = RecordForm(
        posted(request),
        sections=WHEN_ADDED,
        held={},
        on=localdate(now()),
        fictitious=is_demonstration(),
        required=["surname"],
    )
    if kind.is_valid() and form.is_valid():
        record = _added(request, form, Record.CaseKind(kind.cleaned_data["case_kind"]))
        messages.success(request, _("The person has been added."))
        for doubt in form.doubts:
            messages.warning(request, doubt)
        return redirect("coach:person", record.pk)
    context = {
        "form": form,
        "kind": kind,
        "forms": [form, kind],
        "sections": [SECTIONS[code] for code in WHEN_ADDED],
    }
    return render(request, "coach/add.html", context)


@transaction.atomic
def _added(request: StaffRequest, form: RecordForm, case_kind: Record.CaseKind) -> Record:
    at = now()
    record = open_record(at=at, by=request.user, case_kind=case_kind)
    keep(record, form.changes, by=request.user, at=at)
    return record
