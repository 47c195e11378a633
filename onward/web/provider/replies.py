"""What a provider does to one referral: each view makes one move of the domain's table."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.casework import referrals
from onward.casework.models import Referral
from onward.casework.moves import InvalidMove
from onward.casework.objections import rules_of
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.rights.deletions import delete_what_arrived
from onward.rights.erasure import StillUnderWay
from onward.web.access import StaffRequest, requires
from onward.web.forms import PageForm
from onward.web.provider.forms import ExitForm, ReasonForm, StartForm, of_programme
from onward.web.provider.scope import record_of, referral_opened
from onward.web.records.act_page import FORM_METHODS, act_page


@require_POST
@requires(Permission.REPLY_TO_REFERRAL)
def acknowledge(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    referral = referral_opened(request, referral_id, at=now())
    try:
        referrals.acknowledge(referral, by=request.user, at=now())
    except InvalidMove as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Referral acknowledged."))
    return redirect("provider:person", record_of(referral).pk)


@require_http_methods(FORM_METHODS)
@requires(Permission.REPLY_TO_REFERRAL)
def reject(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    referral = referral_opened(request, referral_id, at=now())
    reasons = of_programme(rules_of(referral).rejection_reasons)
    form = ReasonForm(_posted(request), reasons=reasons)
    if form.is_valid() and _moved(form, lambda: _reject(request, referral, form)):
        return _done(request, referral, _("Referral rejected."))
    return act_page(
        request,
        record_of(referral),
        form,
        title=_("Reject the referral"),
        button=_("Reject the referral"),
        notes=[_told(referral)],
    )


@require_http_methods(FORM_METHODS)
@requires(Permission.REPLY_TO_REFERRAL)
def ask_cancellation(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    referral = referral_opened(request, referral_id, at=now())
    reasons = of_programme(rules_of(referral).rejection_reasons)
    form = ReasonForm(_posted(request), reasons=reasons)
    if form.is_valid() and _moved(form, lambda: _ask(request, referral, form)):
        return _done(request, referral, _("Cancellation asked for. The commissioner decides it."))
    return act_page(
        request,
        record_of(referral),
        form,
        title=_("Ask for cancellation"),
        button=_("Ask for cancellation"),
        notes=[_("The referral stands until the commissioner has agreed."), _told(referral)],
    )


@require_http_methods(FORM_METHODS)
@requires(Permission.KEEP_CASE)
def did_not_start(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    referral = referral_opened(request, referral_id, at=now())
    form = PageForm(_posted(request))
    if form.is_valid() and _moved(
        form, lambda: referrals.did_not_start(referral, by=request.user, at=now())
    ):
        return _done(request, referral, _("Referral closed: the person did not start."))
    return act_page(
        request,
        record_of(referral),
        form,
        title=_("Close the referral: the person did not start"),
        button=_("Close the referral"),
        notes=[_("If they come later, a new referral is needed."), _told(referral)],
    )


@require_http_methods(FORM_METHODS)
@requires(Permission.KEEP_CASE)
def start(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    referral = referral_opened(request, referral_id, at=now())
    form = StartForm(_posted(request), initial={"on": localdate(now())})
    if form.is_valid() and _moved(form, lambda: _start(request, referral, form), field="on"):
        return _done(request, referral, _("Start recorded."))
    return act_page(
        request,
        record_of(referral),
        form,
        title=_("Record the start"),
        button=_("Record the start"),
        notes=[_told(referral)],
    )


@require_http_methods(FORM_METHODS)
@requires(Permission.KEEP_CASE)
def end(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    referral = referral_opened(request, referral_id, at=now())
    reasons = of_programme(rules_of(referral).exit_reasons)
    form = ExitForm(_posted(request), reasons=reasons, initial={"on": localdate(now())})
    if form.is_valid() and _moved(form, lambda: _end(request, referral, form), field="on"):
        return _done(request, referral, _("Exit recorded."))
    return act_page(
        request,
        record_of(referral),
        form,
        title=_("Record the exit"),
        button=_("Record the exit"),
        notes=[_told(referral)],
    )


@require_http_methods(FORM_METHODS)
@requires(Permission.REPLY_TO_REFERRAL)
def confirm_deletion(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    referral = referral_opened(request, referral_id, at=now())
    form = PageForm(_posted(request))
    if form.is_valid() and _deleted(request, referral, form):
        return redirect("provider:home")
    return act_page(
        request,
        record_of(referral),
        form,
        title=_("Confirm deletion"),
        button=_("We have deleted what we were given"),
        notes=[
            _(
                "This referral was made in error and taken back. Delete what you were given from"
                " your own systems and paper first. What Onward holds of it for you is erased when"
                " you confirm, unless another referral of the same person stands."
            ),
            _told(referral),
        ],
    )


def _deleted(request: StaffRequest, referral: Referral, form: PageForm) -> bool:
    try:
        delete_what_arrived(referral, by=request.user, at=now())
    except (InvalidMove, StillUnderWay) as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Deletion confirmed."))
    return True


def _reject(request: StaffRequest, referral: Referral, form: PageForm) -> Referral:
    reason = form.cleaned_data["reason"]
    return referrals.reject(referral, reason=reason, by=request.user, at=now())


def _ask(request: StaffRequest, referral: Referral, form: PageForm) -> Referral:
    reason = form.cleaned_data["reason"]
    return referrals.ask_cancellation(referral, reason=reason, by=request.user, at=now())


def _start(request: StaffRequest, referral: Referral, form: PageForm) -> Referral:
    on = form.cleaned_data["on"]
    return referrals.start(referral, on=on, by=request.user, at=now())


def _end(request: StaffRequest, referral: Referral, form: PageForm) -> Referral:
    return referrals.end(referral, **form.cleaned_data, by=request.user, at=now())


def _posted(request: StaffRequest) -> object:
    """What was filled in; None shows an empty form."""
    return request.POST if request.method == "POST" else None


def _moved(form: PageForm, move: Callable[[], Referral], *, field: str | None = None) -> bool:
    """Make the move; a refusal stands in the form in the domain's own words."""
    try:
        move()
    except InvalidMove as refusal:
        form.add_error(field, str(refusal))
        return False
    return True


def _done(request: StaffRequest, referral: Referral, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("provider:person", record_of(referral).pk)


def _told(referral: Referral) -> str:
    words = _("%(referrer)s and %(commissioner)s are told at once.")
    return words % {
        "referrer": referral.referrer.name,
        "commissioner": referral.commissioner.name,
    }
