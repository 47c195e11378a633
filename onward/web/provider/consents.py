"""What the person agreed to, scope by scope, and recording what they say next."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.agreements.catalogue import catalogue
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.consents import NothingToWithdraw, give_consent, withdraw_consent
from onward.people.models import Consent, Record
from onward.web.access import StaffRequest, requires
from onward.web.provider.act_page import FORM_METHODS
from onward.web.provider.forms import ConsentForm, consent_scopes
from onward.web.provider.identity import identity_of
from onward.web.provider.scope import day_of, own_record
from onward.web.words import date_words


@dataclass(frozen=True, kw_only=True)
class Word:
    """The last word on one scope, in words."""

    label: str
    about: str
    said: str
    wording: str
    stands: bool


@require_http_methods(FORM_METHODS)
@requires(Permission.RECORD_PEOPLE)
def consents(request: StaffRequest, record_id: UUID) -> HttpResponse:
    record, at = own_record(request, record_id), now()
    posted = request.POST if request.method == "POST" else None
    form = ConsentForm(posted, today=day_of(at), initial={"on": day_of(at)})
    if form.is_valid() and _recorded(request, record, form, at=at):
        return redirect("provider:consents", record.pk)
    context = {
        "record": record,
        "identity": identity_of(record),
        "form": form,
        "words": last_words(record),
    }
    return render(request, "provider/consents.html", context)


def last_words(record: Record) -> list[Word]:
    """What stands for each scope of the catalogue, in its order."""
    said = Consent.objects.filter(record=record).order_by("on", "pk")
    last = {consent.scope: consent for consent in said}
    return [_word(scope, last.get(scope)) for scope in consent_scopes()]


def _word(scope: str, consent: Consent | None) -> Word:
    item = catalogue()[scope]
    return Word(
        label=_(item.label),
        about=_(item.definition),
        said=_said(consent),
        wording=consent.wording if consent else "",
        stands=consent is not None and consent.given and consent.withdrawn_on is None,
    )


def _said(consent: Consent | None) -> str:
    if consent is None:
        return _("Not asked")
    if consent.withdrawn_on:
        return _("Taken back on %(day)s") % {"day": date_words(consent.withdrawn_on)}
    words = _("Agreed on %(day)s") if consent.given else _("Did not agree on %(day)s")
    return words % {"day": date_words(consent.on)}


def _recorded(request: StaffRequest, record: Record, form: ConsentForm, *, at: datetime) -> bool:
    said = form.cleaned_data
    try:
        if said["decision"] == "withdrawn":
            withdraw_consent(record, scope=said["scope"], on=said["on"], by=request.user, at=at)
        else:
            give_consent(
                record,
                scope=said["scope"],
                wording=said["wording"],
                on=said["on"],
                given=said["decision"] == "given",
                by=request.user,
                at=at,
            )
    except NothingToWithdraw as refusal:
        form.add_error("decision", str(refusal))
        return False
    messages.success(request, _("Recorded what they said."))
    return True
