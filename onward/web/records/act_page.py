"""The page of one act about one person: whom it is about, one form, one button."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render

from onward.people.models import Record
from onward.web.access import StaffRequest
from onward.web.audience import audience_of
from onward.web.forms import PageForm
from onward.web.records.identity import identity_of

FORM_METHODS = ["GET", "HEAD", "POST"]


def act_page(
    request: StaffRequest,
    record: Record,
    form: PageForm | None,
    *,
    title: str,
    button: str,
    notes: Sequence[str] = (),
    warning: str = "",
) -> HttpResponse:
    """Show the form, with what was typed and what was refused; without one, the notes alone."""
    context = {
        "record": record,
        "identity": identity_of(record),
        "form": form,
        "title": title,
        "button_text": button,
        "notes": notes,
        "warning_text": warning,
        "here": audience_of(request),
        "narrow": True,
    }
    return render(request, "records/act.html", context)
