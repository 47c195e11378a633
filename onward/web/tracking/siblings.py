"""A sibling's record, opened for the sake of a young person whose activity is not known."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.matching.declared import NotDeclared
from onward.people.matching.households import household_of
from onward.people.models import Record
from onward.people.records import ReasonNeeded
from onward.people.search import search
from onward.people.siblings import LONGEST, SameRecord, look_at_sibling
from onward.web.access import StaffRequest, requires
from onward.web.forms import PageForm, chosen_ids, posted
from onward.web.names import people_named
from onward.web.records.identity import identity_of
from onward.web.records.reach import own_records, record_opened


class SiblingForm(PageForm):
    sought = forms.CharField(
        label=_("Brother's or sister's name, postcode or date of birth"),
        max_length=200,
        required=False,
        help_text=_("Leave it empty to find who lives or lived in the same home."),
    )
    reason = forms.CharField(
        label=_("Why do you need to see their record?"),
        max_length=LONGEST,
        help_text=_("Your name, the time, this reason and the case are kept on their record."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEARCH_SIBLINGS)
def siblings(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    case = record_opened(request, record_id, at=at, alive=True)
    form = SiblingForm(posted(request))
    found = None
    if form.is_valid():
        if "open" in request.POST:
            return _opened(request, case, form, at=at)
        found = _found(request, case, form, at=at)
    context = {
        "record": case,
        "identity": identity_of(case),
        "form": form,
        "found": found,
        "narrow": True,
    }
    return render(request, "tracking/siblings.html", context)


def _found(
    request: StaffRequest, case: Record, form: SiblingForm, *, at: datetime
) -> list[tuple[Record, str]] | None:
    """By what was typed, or whoever shares a home; None where that cannot be looked for."""
    if sought := form.cleaned_data["sought"]:
        found = search(sought, on=localdate(at))
        return [(each.record, each.name) for each in found if each.record.pk != case.pk]
    try:
        reason = form.cleaned_data["reason"]
        shown = household_of(case, reason=reason, by=request.user, at=at)
    except NotDeclared as refusal:
        form.add_error("sought", str(refusal))
        return None
    names = people_named(record.pk for record in shown)
    return [(record, names[record.pk]) for record in shown]


def _opened(
    request: StaffRequest, case: Record, form: SiblingForm, *, at: datetime
) -> HttpResponse:
    chosen = chosen_ids(request.POST.getlist("open"), most=1)
    sibling = get_object_or_404(own_records(request), pk__in=chosen)
    reason = form.cleaned_data["reason"]
    try:
        look_at_sibling(sibling, case=case, reason=reason, by=request.user, at=at)
    except (SameRecord, ReasonNeeded) as refusal:
        messages.error(request, str(refusal))
        return redirect("tracking:siblings", case.pk)
    return redirect("tracking:person", sibling.pk)
