"""A person has died: said once, told to the other side, and everything that waits stops."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.acts.deaths import tell_of_death
from onward.disclosures.models import Disclosure
from onward.disclosures.why_not import in_words
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.provider.act_page import FORM_METHODS, act_page
from onward.web.provider.forms import DeathForm
from onward.web.provider.scope import day_of, own_record


@require_http_methods(FORM_METHODS)
@requires(Permission.KEEP_CASE)
def death(request: StaffRequest, record_id: UUID) -> HttpResponse:
    record, at = own_record(request, record_id), now()
    form = DeathForm(request.POST if request.method == "POST" else None, today=day_of(at))
    if form.is_valid():
        told = tell_of_death(record, on=form.cleaned_data["on"], by=request.user, at=at)
        _say(request, told)
        return redirect("provider:person", record.pk)
    return act_page(
        request,
        record,
        form,
        title=_("This person has died"),
        button=_("Record the death"),
        warning=_(
            "The record is hidden from search, and whoever referred them is told, once."
            " This cannot be undone here."
        ),
    )


def _say(request: StaffRequest, told: list[Disclosure]) -> None:
    messages.success(request, _("The death is recorded."))
    for each in told:
        if each.status == Disclosure.Status.REFUSED:
            for reason in in_words(each.refusals):
                messages.error(request, f"{reason.what} {reason.remedy}")
        else:
            words = _("Word of it is on its way to %(name)s.")
            messages.info(request, words % {"name": each.recipient.name})
