"""One request of the authority: its steps, and what may be done to it now."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onward.acts.deleting import delete_what_was_received
from onward.agreements.catalogue import catalogue
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.introductions import warning_before_contact
from onward.people.uses import held_for_use
from onward.tracking.data_requests import asking
from onward.tracking.data_requests.moves import InvalidMove, moves_open_to
from onward.tracking.models import DataRequest
from onward.web.access import StaffRequest, requires
from onward.web.item_values import value_in_words
from onward.web.names import people_named, staff_named
from onward.web.records.reach import record_opened
from onward.web.request_words import due_on, steps_of, terms_of
from onward.web.tracking.scope import own_request


@require_safe
@requires(Permission.ASK_FOR_DATA)
def one(request: StaffRequest, request_id: UUID) -> HttpResponse:
    at = now()
    asked = own_request(request, request_id)
    record = record_opened(request, asked.asked_from_id, at=at)
    due = due_on(asked)
    context = {
        "asked": asked,
        "record": record,
        "name": people_named([record.pk])[record.pk],
        "before_contact": warning_before_contact(record, on=localdate(at)),
        "terms": terms_of(asked),
        "steps": steps_of(asked, staff_named([asked.asked_by])),
        "may": {move.name for move in moves_open_to(request.acting_for.pk, request=asked)},
        "received": _received(asked),
        "due": due,
        "is_late": due is not None and due < localdate(at),
        "is_kept_too_long": _is_kept_too_long(asked, on=localdate(at)),
    }
    return render(request, "tracking/request.html", context)


@require_POST
@requires(Permission.ASK_FOR_DATA)
def withdrawal(request: StaffRequest, request_id: UUID) -> HttpResponse:
    return _move(request, request_id, asking.withdraw, _("The request is taken back."))


@require_POST
@requires(Permission.ASK_FOR_DATA)
def update(request: StaffRequest, request_id: UUID) -> HttpResponse:
    said = _("Noted: the record is up to date.")
    return _move(request, request_id, asking.note_updated, said)


@require_POST
@requires(Permission.ASK_FOR_DATA)
def contact(request: StaffRequest, request_id: UUID) -> HttpResponse:
    return _move(request, request_id, asking.note_contact, _("The contact is noted."))


@require_POST
@requires(Permission.ASK_FOR_DATA)
def closure(request: StaffRequest, request_id: UUID) -> HttpResponse:
    return _move(request, request_id, asking.close, _("The request is closed."))


@require_POST
@requires(Permission.ASK_FOR_DATA)
def deletion(request: StaffRequest, request_id: UUID) -> HttpResponse:
    said = _("What was received under this request is deleted.")
    return _move(request, request_id, delete_what_was_received, said)


def _move(
    request: StaffRequest, request_id: UUID, move: Callable[..., DataRequest], said: str
) -> HttpResponse:
    asked = own_request(request, request_id)
    try:
        move(asked, by=request.user, at=now())
    except InvalidMove as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("tracking:request", asked.pk)


def _received(asked: DataRequest) -> list[tuple[str, str, str]]:
    """What the record holds of what was released: label, value, what it may not be used for."""
    if asked.received_at is None or asked.deleted_at is not None:
        return []
    held, known = held_for_use(asked.asked_from), catalogue()
    return [
        (
            known[code].label,
            value_in_words(known[code], held[code].value),
            "" if held[code].is_for_contact else _("Not to be used to contact the person"),
        )
        for code in asked.released_items
        if code in held and code in known
    ]


def _is_kept_too_long(asked: DataRequest, *, on: date) -> bool:
    return DataRequest.objects.filter(pk=asked.pk).kept_too_long(on=on).exists()
