"""Contact withheld: the person wants nothing kept to reach them by, and no surveys; or again."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.facts import present_values
from onward.people.kept_out import held_for_contact
from onward.people.models import Record
from onward.people.withheld import NotWithheld, allow_contact, withhold_contact
from onward.web.access import StaffRequest, requires
from onward.web.audience import page_here
from onward.web.forms import posted
from onward.web.item_values import item_label
from onward.web.records.act_page import FORM_METHODS, act_page
from onward.web.records.forms import AllowedContactForm, WithheldContactForm
from onward.web.records.reach import record_opened
from onward.web.words import date_words


@require_http_methods(FORM_METHODS)
@requires(Permission.RECORD_PEOPLE)
def withheld(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    if record.contact_withheld_on:
        return _allowed(request, record, at=at)
    form = WithheldContactForm(posted(request), today=localdate(at), initial={"on": localdate(at)})
    if form.is_valid():
        said = form.cleaned_data
        withhold_contact(record, wording=said["wording"], on=said["on"], by=request.user, at=at)
        messages.success(
            request, _("Recorded. No contact details are held, and no survey is sent.")
        )
        return redirect(page_here(request, "person"), record.pk)
    return act_page(
        request,
        record,
        form,
        title=_("Record that contact is withheld"),
        button=_("Empty the contact details"),
        notes=[_emptied(record)],
        warning=_("What you hold to reach this person by is emptied at once, and not kept aside."),
    )


def _allowed(request: StaffRequest, record: Record, *, at: datetime) -> HttpResponse:
    form = AllowedContactForm(posted(request), today=localdate(at), initial={"on": localdate(at)})
    if form.is_valid():
        said = form.cleaned_data
        try:
            allow_contact(record, wording=said["wording"], on=said["on"], by=request.user, at=at)
        except NotWithheld as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, _("Recorded. Contact details may be kept again."))
            return redirect(page_here(request, "person"), record.pk)
    since = {"day": date_words(record.contact_withheld_on)}
    return act_page(
        request,
        record,
        form,
        title=_("Record that contact is allowed again"),
        button=_("Allow contact again"),
        notes=[
            _("Contact is withheld since %(day)s: nothing to reach them by is taken in.") % since,
            _("What was emptied then does not come back. Record it anew, as they give it now."),
        ],
    )


def _emptied(record: Record) -> str:
    held = [item_label(item) for item in held_for_contact(present_values(record))]
    if not held:
        return _("You hold nothing to reach them by. They will get no surveys either.")
    return _("This is emptied: %(items)s.") % {"items": ", ".join(held)}
