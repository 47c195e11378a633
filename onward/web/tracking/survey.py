"""The activity survey of 1 November: sent, listed, and had again as it went."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.agreements.actions import NoAgreement
from onward.disclosures.models import Disclosure
from onward.disclosures.why_not import in_words
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.programmes.participation.survey import reference_day
from onward.returns.activity_survey.making import KIND, send_survey
from onward.returns.nccis.months import NoReturn
from onward.returns.nccis.past import sent_again
from onward.web.access import StaffRequest, requires
from onward.web.act_words import sentences
from onward.web.downloads import CSV, download

Status = Disclosure.Status
COLOURS = {Status.SENT: "green", Status.PREPARED: "light-blue", Status.SENDING: "light-blue"}
A_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One survey as it was sent, or as the gate refused it."""

    disclosure: Disclosure
    year: int
    colour: str
    has_left: bool


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MAKE_RETURNS)
def survey(request: StaffRequest) -> HttpResponse:
    """A POST sends the survey of the last 1 November."""
    at = now()
    year = _last_year(localdate(at))
    if request.method == "POST":
        _send(request, year)
        return redirect("tracking:survey")
    context = {"year": year, "day": reference_day(year), "rows": list(_sent(request))}
    return render(request, "tracking/survey.html", context)


@require_POST
@requires(Permission.MAKE_RETURNS)
def survey_file(request: StaffRequest, disclosure_id: UUID) -> HttpResponse:
    """The file as it went, for whoever takes it through the portal; the ledger says who took it."""
    own = Disclosure.objects.filter(kind=KIND, sender=request.acting_for)
    disclosure = get_object_or_404(own, pk=disclosure_id)
    try:
        again = sent_again(disclosure.pk, by=request.user, at=now())
    except NoReturn as refusal:
        messages.error(request, str(refusal))
        return redirect("tracking:survey")
    return download(again.content, name=again.name, content_type=CSV)


def _last_year(today: date) -> int:
    return today.year if today >= reference_day(today.year) else today.year - 1


def _send(request: StaffRequest, year: int) -> None:
    try:
        disclosure = send_survey(year=year, by=request.user, at=now())
    except (NoReturn, NoAgreement) as refusal:
        messages.error(request, str(refusal))
        return
    if disclosure.refusals:
        messages.error(request, " ".join(sentences(in_words(disclosure.refusals))))
    else:
        messages.success(request, _("The survey is on its way to the portal."))


def _sent(request: StaffRequest) -> Iterator[Sent]:
    own = Disclosure.objects.filter(kind=KIND, sender=request.acting_for)
    for each in own.order_by("-at")[:A_PAGE]:
        yield Sent(
            disclosure=each,
            year=each.cover["year"],
            colour=COLOURS.get(Status(each.status), "red"),
            has_left=bool(each.digest),
        )
