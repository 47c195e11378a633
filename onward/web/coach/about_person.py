"""Acts on one person's record: the whole number, the discussion, consents, and a death."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from onward.acts.deaths import tell_of_death
from onward.agreements.catalogue import catalogue
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.consents import NothingToWithdraw, give_consent, withdraw_consent
from onward.people.facts import present_values
from onward.people.models import Consent, Look, Record
from onward.people.records import look
from onward.values.nino import Nino
from onward.web.access import StaffRequest, requires
from onward.web.coach.forms import ConsentForm, DeathForm, DiscussionForm, RevealForm
from onward.web.coach.keeping import keep
from onward.web.coach.offers import offers_to
from onward.web.coach.scope import living, record_opened

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@requires(Permission.REVEAL_NINO)
def nino(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """The whole number on the answer to a POST alone, once it is written down why (REQ-001-007)."""
    record = living(request, record_id)
    form = RevealForm(request.POST if request.method == "POST" else None)
    number = ""
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        look(record, by=request.user, what=Look.What.NINO, at=now(), reason=reason)
        held = present_values(record).get("nino")
        number = Nino(str(held)).spaced if held else _("none recorded")
    context = {"record": record, "form": form, "number": number, "narrow": True}
    return render(request, "coach/nino.html", context)


@require_http_methods(METHODS)
@requires(Permission.RECORD_PEOPLE)
def discussion(request: StaffRequest, record_id: UUID) -> HttpResponse:
    record, at = living(request, record_id), now()
    today = localdate(at)
    posted = request.POST if request.method == "POST" else None
    form = DiscussionForm(posted, today=today, initial={"on": today})
    if form.is_valid():
        said = {
            "discussed_on": form.cleaned_data["on"].isoformat(),
            "notice_version": form.cleaned_data["notice_version"],
        }
        keep(record, said, by=request.user, at=at)
        messages.success(request, _("The discussion is recorded."))
        return redirect("coach:offers", record.pk)
    context = {"record": record, "form": form, "offers": offers_to(request.acting_for, at=at)}
    return render(request, "coach/discussion.html", context)


@require_http_methods(METHODS)
@requires(Permission.RECORD_PEOPLE)
def consents(request: StaffRequest, record_id: UUID) -> HttpResponse:
    record, at = record_opened(request, record_id, alive=True), now()
    posted = request.POST if request.method == "POST" else None
    form = ConsentForm(posted, today=localdate(at), initial={"on": localdate(at)})
    if form.is_valid() and _consent_kept(request, record, form, at=at):
        messages.success(request, _("What the person said is recorded."))
        return redirect("coach:consents", record.pk)
    said = Consent.objects.filter(record=record).order_by("-on", "-pk")
    context = {"record": record, "form": form, "said": said, "items": catalogue(), "wide": True}
    return render(request, "coach/consents.html", context)


@require_http_methods(METHODS)
@requires(Permission.RECORD_PEOPLE)
def death(request: StaffRequest, record_id: UUID) -> HttpResponse:
    record, at = living(request, record_id), now()
    posted = request.POST if request.method == "POST" else None
    form = DeathForm(posted, today=localdate(at))
    if form.is_valid():
        told = tell_of_death(record, on=form.cleaned_data["on"], by=request.user, at=at)
        messages.success(request, _told(len(told)))
        return redirect("coach:home")
    return render(request, "coach/death.html", {"record": record, "form": form, "narrow": True})


def _consent_kept(
    request: StaffRequest, record: Record, form: ConsentForm, *, at: datetime
) -> bool:
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


def _told(count: int) -> str:
    if not count:
        return _("The death is recorded. No other organisation is to be told.")
    words = ngettext(
        "The death is recorded. Word of it is on its way to %(num)s organisation.",
        "The death is recorded. Word of it is on its way to %(num)s organisations.",
        count,
    )
    return words % {"num": count}
