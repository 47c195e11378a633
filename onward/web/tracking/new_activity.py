"""A new activity said on the telephone: one key for the likely ones, a list for the others."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.programmes.participation.activities import meanings
from onward.tracking.models import Contact
from onward.web.access import StaffRequest, requires
from onward.web.forms import posted
from onward.web.records.identity import identity_of
from onward.web.tracking.activity_forms import ShortActivityForm, told_in
from onward.web.tracking.activity_words import activity_label
from onward.web.tracking.calls import called, next_call, note_once, to_call

# What is said most often, by its key.
LIKELY: Mapping[str, str] = {
    "1": "210",
    "2": "230",
    "3": "310",
    "4": "340",
    "5": "330",
    "6": "360",
    "7": "619",
    "8": "640",
    "9": "830",
}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.TRACK)
def new_activity(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    today = localdate(at)
    record, _followed = to_call(request, record_id, at=at)
    form = ShortActivityForm(posted(request), on=today, initial={"started_on": today})
    problem = ""
    if form.is_valid():
        told = told_in(record, form.cleaned_data, on=today)
        tried = called(record, Contact.Outcome.NEW_ACTIVITY, told=told)
        problem = note_once(request, tried, at=at)
        if not problem:
            return next_call(request, at=at)
    context = {
        "record": record,
        "identity": identity_of(record),
        "form": form,
        "problem": problem,
        "likely": list(_likely(today)),
        "today": today.strftime("%d %m %Y"),
    }
    return render(request, "tracking/new_activity.html", context)


def _likely(on: date) -> Iterator[tuple[str, str, str]]:
    for key, code in LIKELY.items():
        if code in meanings(on):
            yield key, code, activity_label(code, on=on)
