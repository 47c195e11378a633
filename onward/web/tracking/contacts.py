"""Contacts outside the call list: visits, letters, calls to keep somebody safe; and taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.introductions import warning_before_contact
from onward.tracking.activities.telling import TooLateToUndo
from onward.tracking.contact.may_contact import NotAllowed
from onward.tracking.contact.noting import NotNoted, Tried, note_contact, undo_contact
from onward.tracking.models import Contact
from onward.web.access import StaffRequest, requires
from onward.web.forms import posted
from onward.web.records.identity import identity_of
from onward.web.records.reach import record_opened
from onward.web.tracking.contact_forms import ContactForm
from onward.web.tracking.contact_words import contact_rows

SHOWN_BEFORE = 10


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.TRACK)
def note(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    form = ContactForm(posted(request))
    if form.is_valid():
        try:
            note_contact(Tried(record=record, **form.cleaned_data), by=request.user, at=at)
        except (NotAllowed, NotNoted) as refusal:
            form.add_error("kind" if isinstance(refusal, NotAllowed) else "outcome", str(refusal))
        else:
            messages.success(request, _("The contact is noted."))
            return redirect("tracking:person", record.pk)
    context = {
        "record": record,
        "identity": identity_of(record),
        "form": form,
        "before": contact_rows(list(record.contacts.order_by("-at")[:SHOWN_BEFORE]), at=at),
        "before_contact": warning_before_contact(record, on=localdate(at)),
    }
    return render(request, "tracking/contact.html", context)


@require_POST
@requires(Permission.TRACK)
def undo(request: StaffRequest, contact_id: UUID) -> HttpResponse:
    contact = get_object_or_404(Contact, pk=contact_id, by=request.user.handle)
    take_back(request, contact)
    return redirect("tracking:person", contact.record_id)


def take_back(request: StaffRequest, contact: Contact) -> bool:
    """Whether what was noted by mistake is taken back; the page is told either way."""
    try:
        undo_contact(contact, by=request.user, at=now())
    except TooLateToUndo as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, _("The contact is taken back, with what was told in it."))
    return True
