"""What a provider does to one referral: each view makes one move of the domain's table."""

from collections.abc import Callable, Sequence
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
from onward.web.forms import PageForm, posted
from onward.web.provider.forms import ExitForm, ReasonForm, StartForm, of_programme
from onward.web.provider.scope import record_of, referral_opened
from onward.web.records.act_page import FORM_METHODS, act_page

# From what was posted, None for an empty form, and the referral that it is about.
MakeForm = Callable[[object, Referral], PageForm]


@require_POST
@requires(Permission.REPLY_TO_REFERRAL)
def acknowledge(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    at = now()
    referral = referral_opened(request, referral_id, at=at)
    try:
        referrals.acknowledge(referral, by=request.user, at=at)
    except InvalidMove as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Referral acknowledged."))
    return redirect("provider:person", record_of(referral).pk)


@require_http_methods(FORM_METHODS)
@requires(Permission.REPLY_TO_REFERRAL)
def reject(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    return _reply(
        request,
        referral_id,
        referrals.reject,
        form=_why_rejected,
        title=_("Reject the referral"),
        said=_("Referral rejected."),
    )


@require_http_methods(FORM_METHODS)
@requires(Permission.REPLY_TO_REFERRAL)
def ask_cancellation(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    return _reply(
        request,
        referral_id,
        referrals.ask_cancellation,
        form=_why_rejected,
        title=_("Ask for cancellation"),
        notes=[_("The referral stands until the commissioner has agreed.")],
        said=_("Cancellation asked for. The commissioner decides it."),
    )


@require_http_methods(FORM_METHODS)
@requires(Permission.KEEP_CASE)
def did_not_start(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    return _reply(
        request,
        referral_id,
        referrals.did_not_start,
        form=_nothing,
        title=_("Close the referral: the person did not start"),
        button=_("Close the referral"),
        notes=[_("If they come later, a new referral is needed.")],
        said=_("Referral closed: the person did not start."),
    )


@require_http_methods(FORM_METHODS)
@requires(Permission.KEEP_CASE)
def start(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    return _reply(
        request,
        referral_id,
        referrals.start,
        form=lambda posted, referral: StartForm(posted, initial={"on": localdate(now())}),
        title=_("Record the start"),
        said=_("Start recorded."),
    )


@require_http_methods(FORM_METHODS)
@requires(Permission.KEEP_CASE)
def end(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    return _reply(
        request,
        referral_id,
        referrals.end,
        form=_why_left,
        title=_("Record the exit"),
        said=_("Exit recorded."),
    )


@require_http_methods(FORM_METHODS)
@requires(Permission.REPLY_TO_REFERRAL)
def confirm_deletion(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    return _reply(
        request,
        referral_id,
        delete_what_arrived,
        form=_nothing,
        title=_("Confirm deletion"),
        button=_("We have deleted what we were given"),
        notes=[
            _(
                "This referral was made in error and taken back. Delete what you were given from"
                " your own systems and paper first. What Onward holds of it for you is erased when"
                " you confirm, unless another referral of the same person stands."
            )
        ],
        said=_("Deletion confirmed."),
        leaves_record=False,
    )


def _why_rejected(posted: object, referral: Referral) -> PageForm:
    return ReasonForm(posted, reasons=of_programme(rules_of(referral).rejection_reasons))


def _why_left(posted: object, referral: Referral) -> PageForm:
    reasons = of_programme(rules_of(referral).exit_reasons)
    return ExitForm(posted, reasons=reasons, initial={"on": localdate(now())})


def _nothing(posted: object, referral: Referral) -> PageForm:
    return PageForm(posted)


def _reply(
    request: StaffRequest,
    referral_id: UUID,
    move: Callable[..., object],
    *,
    form: MakeForm,
    title: str,
    said: str,
    button: str = "",
    notes: Sequence[str] = (),
    leaves_record: bool = True,
) -> HttpResponse:
    """Show the form, and once it is filled in make the move with each field under its own name."""
    at = now()
    referral = referral_opened(request, referral_id, at=at)
    record = record_of(referral)
    filled_in = form(posted(request), referral)
    if filled_in.is_valid() and _is_made(
        lambda: move(referral, **filled_in.cleaned_data, by=request.user, at=at), filled_in
    ):
        messages.success(request, said)
        leads_to = ("provider:person", record.pk) if leaves_record else ("provider:home",)
        return redirect(*leads_to)
    notes = [*notes, _told(referral)]
    return act_page(request, record, filled_in, title=title, button=button or title, notes=notes)


def _is_made(move: Callable[[], object], form: PageForm) -> bool:
    """Whether it could be; why not stands in the form in the domain's own words."""
    try:
        move()
    except (InvalidMove, StillUnderWay) as refusal:
        form.add_error("on" if "on" in form.fields else None, str(refusal))
        return False
    return True


def _told(referral: Referral) -> str:
    words = _("%(referrer)s and %(commissioner)s are told at once.")
    return words % {
        "referrer": referral.referrer.name,
        "commissioner": referral.commissioner.name,
    }
