"""The call list: one press notes what came of a call, and the next person opens by itself."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.introductions import warning_before_contact
from onward.people.models import Record
from onward.tracking.activities.history import Told
from onward.tracking.activities.telling import present_activities
from onward.tracking.contact.call_list import is_with_somebody_else, pass_over, take_next, waiting
from onward.tracking.contact.may_contact import WORDS, NotAllowed, way_to
from onward.tracking.contact.noting import (
    UNDO_WITHIN,
    NotNoted,
    Tried,
    note_contact,
)
from onward.tracking.models import Contact, Following
from onward.web.access import StaffRequest, requires
from onward.web.first_rows import counted
from onward.web.records.identity import identity_of
from onward.web.records.reach import record_opened
from onward.web.tracking.activity_words import doing_rows
from onward.web.tracking.contact_words import ContactRow, contact_rows
from onward.web.tracking.contacts import take_back

LATEST = 10
# By the key that stands on the button. A new activity has a page of its own.
OUTCOMES = {
    "1": Contact.Outcome.UNCHANGED,
    "3": Contact.Outcome.NO_ANSWER,
    "4": Contact.Outcome.WRONG,
    "5": Contact.Outcome.NO_MORE_SURVEYS,
}
NOT_NOW = "NOT_NOW"


@require_safe
@requires(Permission.TRACK)
def calls(request: StaffRequest) -> HttpResponse:
    at = now()
    mine = Contact.objects.filter(by=request.user.handle).select_related("record")
    context = {
        "waiting": counted(waiting(at=at)),
        "rows": contact_rows(list(mine.order_by("-at")[:LATEST]), at=at),
        "wide": True,
    }
    return render(request, "tracking/calls.html", context)


@require_POST
@requires(Permission.TRACK)
def call_next(request: StaffRequest) -> HttpResponse:
    return next_call(request, at=now())


@require_safe
@requires(Permission.TRACK)
def call(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record, followed = to_call(request, record_id, at=at)
    way = way_to(
        record, kind=Contact.Kind.TELEPHONE, purpose=Contact.Purpose.SURVEY, on=localdate(at)
    )
    present = present_activities([record]).get(record.pk)
    context = {
        "record": record,
        "identity": identity_of(record),
        "way": way,
        "problem": str(WORDS[way.against]) if way.against else "",
        "is_taken": is_with_somebody_else(followed, by=request.user, at=at),
        "before_contact": warning_before_contact(record, on=localdate(at)),
        "doing": doing_rows(present, on=localdate(at)),
        "outcomes": OUTCOMES,
        "not_now": NOT_NOW,
        "before": contact_rows(list(record.contacts.order_by("-at")[:3]), at=at),
        "last": last_noted(request, at=at),
    }
    return render(request, "tracking/call.html", context)


@require_POST
@requires(Permission.TRACK)
def outcome(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record, followed = to_call(request, record_id, at=at)
    said = request.POST.get("outcome", "")
    if said == NOT_NOW:
        pass_over(followed, by=request.user, at=at)
    elif said not in OUTCOMES.values():
        messages.error(request, _("Choose what came of the call."))
        return redirect("tracking:call", record.pk)
    elif problem := note_once(request, called(record, said), at=at):
        messages.error(request, problem)
        return redirect("tracking:call", record.pk)
    return next_call(request, at=at)


@require_POST
@requires(Permission.TRACK)
def undo(request: StaffRequest, contact_id: UUID) -> HttpResponse:
    contact = get_object_or_404(Contact, pk=contact_id, by=request.user.handle)
    if not take_back(request, contact):
        return redirect("tracking:calls")
    return redirect("tracking:call", contact.record_id)


def to_call(request: StaffRequest, record_id: UUID, *, at: datetime) -> tuple[Record, Following]:
    """Somebody who is followed and alive; that the record was opened is noted."""
    record = record_opened(request, record_id, at=at, alive=True)
    followed = Following.objects.filter(record=record, archived_at=None).first()
    if followed is None:
        raise Http404
    return record, followed


def called(record: Record, outcome: str, *, told: Told | None = None) -> Tried:
    """A call of the list: always to find out what somebody does."""
    return Tried(
        record=record,
        kind=Contact.Kind.TELEPHONE,
        purpose=Contact.Purpose.SURVEY,
        outcome=outcome,
        told=told,
    )


def note_once(request: StaffRequest, tried: Tried, *, at: datetime) -> str:
    """Note a call unless it has been today, so that a second click does no harm; or the problem."""
    followed = waiting(at=at).filter(record=tried.record).first()
    is_noted = Contact.objects.filter(
        record=tried.record, kind=tried.kind, undone_at=None, at__date=localdate(at)
    )
    if followed is None and is_noted.exists():
        return ""
    if followed is not None and is_with_somebody_else(followed, by=request.user, at=at):
        return _("Somebody else has taken this call. Go on with the next one.")
    try:
        note_contact(tried, by=request.user, at=at)
    except (NotAllowed, NotNoted) as refusal:
        return str(refusal)
    return ""


def next_call(request: StaffRequest, *, at: datetime) -> HttpResponse:
    if followed := take_next(by=request.user, at=at):
        return redirect("tracking:call", followed.record_id)
    messages.success(request, _("There is nobody left to call now."))
    return redirect("tracking:calls")


def last_noted(request: StaffRequest, *, at: datetime) -> ContactRow | None:
    """What this caller noted last, while it can still be undone."""
    own = Contact.objects.filter(
        by=request.user.handle, undone_at=None, at__gte=at - UNDO_WITHIN
    ).order_by("-at")
    rows = contact_rows(list(own[:1]), at=at)
    return rows[0] if rows else None
