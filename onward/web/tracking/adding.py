"""Adding a young person whom the authority has no record of yet."""

from collections.abc import Sequence

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
from onward.people.matching.doubles import likely_doubles, note_another
from onward.people.matching.weighing import Near, Person
from onward.people.models import Record
from onward.people.records import open_record
from onward.web.access import StaffRequest, requires
from onward.web.forms import PageForm, posted
from onward.web.matching.words import odds_in_words
from onward.web.names import people_named
from onward.web.records.keeping import keep
from onward.web.records.record_form import RecordForm
from onward.web.records.sections import SECTIONS, YOUNG_PERSON_WHEN_ADDED


class ReasonForm(PageForm):
    because = forms.CharField(
        label=gettext_lazy("Why is it none of these people?"),
        max_length=300,
        help_text=gettext_lazy("It is kept, so that nobody is asked again."),
    )


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
    near, reason = [], ReasonForm(posted(request), prefix="another")
    if form.is_valid():
        near = likely_doubles(_person(form))
    if form.is_valid() and (not near or reason.is_valid()):
        because = reason.cleaned_data["because"] if near else ""
        record = _added(request, form, near, because=because)
        messages.success(request, _("The person has been added."))
        return redirect("tracking:person", record.pk)
    names = people_named(each.record_id for each in near)
    context = {
        "form": form,
        "sections": [SECTIONS[code] for code in sections],
        "near": [
            (each.record_id, names[each.record_id], odds_in_words(each.bits)) for each in near
        ],
        "reason": reason
        if near and "another-because" in request.POST
        else ReasonForm(None, prefix="another"),
        "narrow": True,
    }
    return render(request, "tracking/add.html", context)


@transaction.atomic
def _added(
    request: StaffRequest, form: RecordForm, near: Sequence[Near], *, because: str
) -> Record:
    """The person, and that they are none of those they are like."""
    at = now()
    record = open_record(at=at, by=request.user)
    keep(record, form.changes, by=request.user, at=at)
    if near:
        note_another(record, near, because=because, by=request.user, at=at)
    return record


def _person(form: RecordForm) -> Person:
    said = {item: value for item, value in form.changes.items() if value}
    address = said.get("address", [])
    return Person(
        forename=str(said.get("forename", "")),
        surname=str(said.get("surname", "")),
        born=str(said.get("date_of_birth", "")),
        address=", ".join(address) if isinstance(address, list) else "",
        postcode=str(said.get("postcode", "")),
        sex=str(said.get("gender", "")),
    )
