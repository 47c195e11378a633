"""A person has died: said once, told to the other side, and everything that waits stops."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.acts.deaths import tell_of_death
from onward.disclosures.models import Disclosure
from onward.disclosures.why_not import in_words
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.act_words import sentences
from onward.web.audience import page_here
from onward.web.forms import posted
from onward.web.records.act_page import FORM_METHODS, act_page
from onward.web.records.forms import DeathForm
from onward.web.records.reach import record_opened


@require_http_methods(FORM_METHODS)
@requires(Permission.RECORD_PEOPLE)
def death(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    form = DeathForm(posted(request), today=localdate(at))
    if form.is_valid():
        told = tell_of_death(record, on=form.cleaned_data["on"], by=request.user, at=at)
        _say(request, told)
        return redirect(page_here(request, "person"), record.pk)
    return act_page(
        request,
        record,
        form,
        title=_("Record a death"),
        button=_("Record the death"),
        warning=_(
            "Everything waiting to be sent about this person stops. Each organisation they were"
            " referred by or to is told, once. The record can no longer be found by searching."
        ),
    )


def _say(request: StaffRequest, told: Iterable[Disclosure]) -> None:
    messages.success(request, _("The death is recorded."))
    for each in told:
        if each.status == Disclosure.Status.REFUSED:
            for sentence in sentences(in_words(each.refusals)):
                messages.error(request, sentence)
        else:
            words = _("Word of it is on its way to %(name)s.")
            messages.info(request, words % {"name": each.given_to})
