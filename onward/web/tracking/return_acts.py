"""A month is checked, its return is sent, answered, and downloaded for the portal."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from onward.agreements.actions import NoAgreement
from onward.disclosures.models import Disclosure
from onward.disclosures.why_not import in_words
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.returns.nccis.comparing import ask_comparison, compare
from onward.returns.nccis.looking_through import look_through
from onward.returns.nccis.making import ask_check, ask_sending, send_return, settle_return
from onward.returns.nccis.months import NoReturn, months_to
from onward.returns.nccis.past import file_again
from onward.tracking.models import MonthlyReturn
from onward.web.access import StaffRequest, requires
from onward.web.act_words import sentences
from onward.web.downloads import XML, download
from onward.web.tracking.return_forms import AnswerForm, MonthForm
from onward.web.tracking.returns import months_page, own_return, return_page

# What is dealt with while somebody waits, about a second; the worker does what is longer.
PEOPLE_AT_ONCE = 500
ONE_DAY = timedelta(days=1)


@require_POST
@requires(Permission.MAKE_RETURNS)
def check(request: StaffRequest) -> HttpResponse:
    """Check a month; a long one in the background, and the page says how far it is."""
    at = now()
    form = MonthForm(request.POST, months=months_to(localdate(at)))
    if not form.is_valid():
        return months_page(request, form)
    month, known_on = form.cleaned_data["month"], form.cleaned_data["known_on"]
    try:
        made = ask_check(period_end=month, known_at=_end_of(known_on, at), by=request.user)
        if made.followed_count <= PEOPLE_AT_ONCE:
            look_through(made, by=request.user, at=at)
    except NoReturn as refusal:
        form.add_error(None, str(refusal))
        return months_page(request, form)
    return redirect("tracking:return", made.pk)


@require_POST
@requires(Permission.MAKE_RETURNS)
def send(request: StaffRequest, return_id: UUID) -> HttpResponse:
    made = own_return(request, return_id)
    try:
        if made.people_count <= PEOPLE_AT_ONCE:
            _say(request, send_return(made, by=request.user, at=now()))
        else:
            ask_sending(made, by=request.user)
    except (NoReturn, NoAgreement) as refusal:
        messages.error(request, str(refusal))
    return redirect("tracking:return", made.pk)


@require_POST
@requires(Permission.MAKE_RETURNS)
def settle(request: StaffRequest, return_id: UUID) -> HttpResponse:
    made = own_return(request, return_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return return_page(request, made, form)
    is_accepted = form.cleaned_data["answer"] == "accepted"
    try:
        settle_return(made, is_accepted=is_accepted, by=request.user, at=now())
    except NoReturn as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The department's answer is recorded."))
    return redirect("tracking:return", made.pk)


@require_POST
@requires(Permission.MAKE_RETURNS)
def comparison(request: StaffRequest, return_id: UUID) -> HttpResponse:
    made = own_return(request, return_id)
    ask_comparison(made, by=request.user)
    if made.followed_count <= PEOPLE_AT_ONCE:
        compare(made, by=request.user)
    return redirect(f"{reverse('tracking:return', args=[made.pk])}#comparison")


@require_POST
@requires(Permission.MAKE_RETURNS)
def file(request: StaffRequest, return_id: UUID) -> HttpResponse:
    """The file as it went, for whoever takes it through the portal; posted for, as it is noted."""
    made: MonthlyReturn = own_return(request, return_id)
    try:
        again = file_again(made, by=request.user, at=now())
    except NoReturn as refusal:
        messages.error(request, str(refusal))
        return redirect("tracking:return", made.pk)
    if not again.is_whole:
        messages.warning(
            request, _("The file came without those who were erased since it was sent.")
        )
    return download(again.content, name=again.name, content_type=XML)


def _end_of(known_on: date | None, at: datetime) -> datetime:
    """The last moment of a day, or now where that has not come."""
    if known_on is None:
        return at
    midnight = datetime.combine(known_on + ONE_DAY, time(), tzinfo=get_current_timezone())
    return min(at, midnight - timedelta(microseconds=1))


def _say(request: StaffRequest, disclosure: Disclosure) -> None:
    if disclosure.status == Disclosure.Status.REFUSED:
        messages.error(request, " ".join(sentences(in_words(disclosure.refusals))))
    else:
        messages.success(request, _("The return is on its way to the portal."))
