"""Mail that came in: to be acted on, or put aside because it is not ours."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onward.formats.email_read import read
from onward.intake.models import ReceivedEmail
from onward.intake.received import NotNow, act_on, discard, put_aside, tell_manager, waiting
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.models import Look, Record
from onward.people.records import look
from onward.values.nino import masked_in
from onward.web.access import StaffRequest
from onward.web.email.access import email_page
from onward.web.email.words import WHY_ASIDE
from onward.web.names import people_named

SHOWN = 100


@require_safe
@email_page(Permission.KEEP_CASE)
def received(request: StaffRequest) -> HttpResponse:
    mail = list(waiting()[:SHOWN])
    names = people_named([each.record_id for each in mail if each.record_id])
    context = {
        "mail": [(each, names[each.record_id]) for each in mail if each.record_id],
        "aside": put_aside()[:SHOWN],
        "why": WHY_ASIDE,
        "wide": True,
    }
    return render(request, "email/received.html", context)


@require_safe
@email_page(Permission.KEEP_CASE)
def one(request: StaffRequest, mail_id: UUID) -> HttpResponse:
    mail = get_object_or_404(waiting(), pk=mail_id)
    record = get_object_or_404(Record, pk=mail.record_id)
    look(record, by=request.user, what=Look.What.RECORD, at=now())
    message = read(bytes(mail.content))
    context = {
        "mail": mail,
        "message": message,
        "subject": masked_in(message.subject),
        "texts": list(map(masked_in, message.texts)),
        "file_names": list(map(masked_in, message.file_names)),
        "record": record,
    }
    return render(request, "email/one.html", context)


@require_POST
@email_page(Permission.KEEP_CASE)
def acted_on(request: StaffRequest, mail_id: UUID) -> HttpResponse:
    words = _("Done with. It is removed from the mailbox within ten minutes.")
    return _deal_with(request, mail_id, act_on, words)


@require_POST
@email_page(Permission.KEEP_CASE)
def told(request: StaffRequest, mail_id: UUID) -> HttpResponse:
    words = _("Noted. Now the message can be removed.")
    return _deal_with(request, mail_id, tell_manager, words)


@require_POST
@email_page(Permission.KEEP_CASE)
def discarded(request: StaffRequest, mail_id: UUID) -> HttpResponse:
    words = _("It is removed from the mailbox within ten minutes.")
    return _deal_with(request, mail_id, discard, words)


def _deal_with(
    request: StaffRequest, mail_id: UUID, act: Callable[..., None], words: str
) -> HttpResponse:
    mail = get_object_or_404(ReceivedEmail, pk=mail_id, organisation=request.acting_for)
    try:
        act(mail, by=request.user, at=now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect("email:received")
