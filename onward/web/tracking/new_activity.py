"""A new activity said on the telephone: one key for the likely ones, a list for the others."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.programmes.participation.activities import meanings
from onward.programmes.participation.activity import Activity
from onward.tracking.activities.history import Told, Where
from onward.tracking.models import Contact
from onward.values.academic_year import AcademicYear
from onward.web.access import StaffRequest, requires
from onward.web.forms import DateText, PageForm, posted
from onward.web.records.identity import identity_of
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


class ActivityForm(PageForm):
    """What somebody does, since when, and the dates that this activity asks for."""

    code = forms.ChoiceField(label=gettext_lazy("What do they do now?"))
    started_on = DateText(label=gettext_lazy("Since when?"))
    predicted_end_on = DateText(
        label=gettext_lazy("When is it expected to end?"),
        required=False,
        help_text=gettext_lazy(
            "Learning without an end of its own: to the end of the school year."
        ),
    )
    review_on = DateText(
        label=gettext_lazy("When is it looked at again?"),
        required=False,
        help_text=gettext_lazy("Left empty where it needs one: today."),
    )
    where = forms.CharField(
        label=gettext_lazy("School, college, provider or employer"), required=False, max_length=120
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("code", [(code, activity_label(code, on=on)) for code in sorted(meanings(on))])
        self.begin_unchosen("code")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.TRACK)
def new_activity(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    today = localdate(at)
    record, _followed = to_call(request, record_id, at=at)
    form = ActivityForm(posted(request), on=today, initial={"started_on": today})
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


def told_in(record: Record, given: Mapping[str, Any], *, on: date) -> Told:
    """As it was filled in; a date that the activity asks for, and nobody gave, is the usual one."""
    asks_for = meanings(on)[given["code"]].asks_for
    usual_end = AcademicYear.of(on).last if "predicted_end_on" in asks_for else None
    activity = Activity(
        code=given["code"],
        started_on=given["started_on"],
        ascertained_on=on,
        verified_on=on,
        review_on=given["review_on"] or (on if "review_on" in asks_for else None),
        predicted_end_on=given["predicted_end_on"] or usual_end,
    )
    return Told(record=record, activity=activity, where=Where(establishment_name=given["where"]))
