"""What the person agreed to, scope by scope, and recording what they say next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.agreements.catalogue import catalogue
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.consents import NothingToWithdraw, give_consent, withdraw_consent
from onward.people.models import Consent, Record
from onward.web.access import StaffRequest, requires
from onward.web.audience import audience_of, page_here
from onward.web.forms import posted
from onward.web.records.forms import ConsentForm, consent_scopes
from onward.web.records.identity import identity_of
from onward.web.records.reach import record_opened
from onward.web.words import date_words


@dataclass(frozen=True, kw_only=True)
class Word:
    """One word on one scope, as it reads; the latest on it may stand."""

    about: str
    said: str
    wording: str = ""
    stands: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD_PEOPLE)
def consents(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    form = ConsentForm(posted(request), today=localdate(at), initial={"on": localdate(at)})
    if form.is_valid() and _kept(request, record, form, at=at):
        messages.success(request, _("What the person said is recorded."))
        return redirect(page_here(request, "consents"), record.pk)
    context = {
        "record": record,
        "identity": identity_of(record),
        "form": form,
        "words": list(words_of(record)),
        "here": audience_of(request),
    }
    return render(request, "records/consents.html", context)


def words_of(record: Record) -> Iterator[Word]:
    """Everything said on each scope of the catalogue, in its order, the newest first."""
    said: dict[str, list[Consent]] = {}
    for consent in Consent.objects.filter(record=record).order_by("-on", "-pk"):
        said.setdefault(consent.scope, []).append(consent)
    for scope in consent_scopes():
        about = _(catalogue()[scope].definition)
        latest, *earlier = said.get(scope, [None])
        yield _word(about, latest, is_latest=True)
        yield from (_word(about, consent, is_latest=False) for consent in earlier)


def _word(about: str, consent: Consent | None, *, is_latest: bool) -> Word:
    if consent is None:
        return Word(about=about, said=_("Not asked"))
    return Word(
        about=about,
        said=_said(consent),
        wording=consent.wording,
        stands=is_latest and consent.given and consent.withdrawn_on is None,
    )


def _said(consent: Consent) -> str:
    if not consent.given:
        return _("Did not agree on %(day)s") % {"day": date_words(consent.on)}
    days = {"day": date_words(consent.on), "until": date_words(consent.withdrawn_on)}
    if consent.withdrawn_on:
        return _("Agreed on %(day)s, taken back on %(until)s") % days
    return _("Agreed on %(day)s") % days


def _kept(request: StaffRequest, record: Record, form: ConsentForm, *, at: datetime) -> bool:
    """Whether it was written; what stands against a withdrawal is said beside the day."""
    said, by = form.cleaned_data, request.user
    scope, on, decision = said["scope"], said["on"], said["decision"]
    if decision != "withdrawn":
        given = decision == "given"
        give_consent(record, scope=scope, wording=said["wording"], on=on, by=by, at=at, given=given)
        return True
    try:
        withdraw_consent(record, scope=scope, on=on, by=by, at=at)
    except NothingToWithdraw as refusal:
        form.add_error("on", str(refusal))
        return False
    return True
