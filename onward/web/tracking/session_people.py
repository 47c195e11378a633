"""Somebody who came to a session and is not among those offered: found, or added quickly."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

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
from onward.people.facts import BadValues, clean_values
from onward.people.records import open_record
from onward.people.search import Found, search
from onward.tracking.models import YouthSession
from onward.tracking.sessions.noting import note_attendance
from onward.web.access import StaffRequest, requires
from onward.web.forms import DateText, PageForm
from onward.web.records.keeping import keep
from onward.web.tracking.sessions import own_session

ADD, FIND = "add", "find"


class FindForm(PageForm):
    """What is typed in it is never part of an address."""

    sought = forms.CharField(
        label=gettext_lazy("Name, postcode or date of birth"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class AddForm(PageForm):
    """The least by which somebody is known again; `values` is what the record will hold."""

    forename = forms.CharField(label=gettext_lazy("First name"), max_length=120)
    surname = forms.CharField(label=gettext_lazy("Last name"), max_length=120)
    date_of_birth = DateText(label=gettext_lazy("Date of birth"), required=False)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=10, required=False)
    somebody_else = forms.BooleanField(
        label=gettext_lazy("They are none of those found"), required=False
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        said = {name: value for name, value in self.cleaned_data.items() if name in ITEMS}
        try:
            self.values = clean_values(said, on=self.today, fictitious=is_demonstration())
        except BadValues as bad:
            for problem in bad.problems:
                item = getattr(problem, "item", None)
                self.add_error(item.code if item else None, str(problem))
        return self.cleaned_data


ITEMS = ("forename", "surname", "date_of_birth", "postcode")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD_PEOPLE)
def somebody(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Find them; or add them, unless they may be somebody who is held already."""
    at = now()
    session = own_session(request, session_id)
    finding = FindForm(request.POST if FIND in request.POST else None)
    adding = AddForm(request.POST if ADD in request.POST else None, today=localdate(at))
    found: list[Found] | None = None
    if finding.is_valid():
        found = search(finding.cleaned_data["sought"], on=localdate(at))
    if adding.is_valid():
        found = _alike(adding, on=localdate(at))
        if not found or adding.cleaned_data["somebody_else"]:
            _add(request, session, adding, at=at)
            return redirect("tracking:session", session.pk)
        words = _("Is it one of these? If not, tick that they are none of those found.")
        adding.add_error("somebody_else", words)
    context = {
        "session": session,
        "finding": finding,
        "adding": adding,
        "forms": [finding, adding],
        "found": found,
        "narrow": True,
    }
    return render(request, "tracking/session_people.html", context)


def _alike(adding: AddForm, *, on: date) -> list[Found]:
    """Who is held under a name like this one."""
    name = f"{adding.cleaned_data['forename']} {adding.cleaned_data['surname']}"
    return search(name, on=on)


@transaction.atomic
def _add(request: StaffRequest, session: YouthSession, adding: AddForm, *, at: datetime) -> None:
    record = open_record(at=at, by=request.user)
    keep(record, adding.values, by=request.user, at=at)
    note_attendance(session, [record], by=request.user, at=at)
    messages.success(request, _("They are added, and noted as having come."))
