"""What a party does about an agreement beside signing it: decide, file, name, dispute, approve."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.agreements.actions import CannotDecide, decide
from onward.agreements.disputes import NoDispute, end_for_breach, notify, settle
from onward.agreements.filing import CannotFile, name_contact, put_on_file
from onward.agreements.instructing import NotTheController, withdraw_instruction
from onward.agreements.models import Agreement, Contact, Dispute, Finding, Paper, Party
from onward.agreements.passing_on import approve
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.forms import posted
from onward.web.governance.agreement_forms import (
    ApprovalForm,
    ContactForm,
    DayForm,
    DecisionForm,
    PaperForm,
)

REFUSALS = (CannotDecide, CannotFile, NoDispute, NotTheController)
MAY_PASS_ON = (Organisation.Kind.SUBCONTRACTOR, Organisation.Kind.TRAINING_PROVIDER)


@dataclass(frozen=True)
class Words:
    """What a page with one form calls itself, says, and answers."""

    title: str
    lead: str
    button: str
    done: str


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN_AGREEMENTS)
def decision(request: StaffRequest, agreement_id: UUID, finding_id: int) -> HttpResponse:
    """Note what counts where the text says something twice, or not at all, and why."""
    agreement = get_object_or_404(Agreement, pk=agreement_id)
    finding = get_object_or_404(Finding, agreement=agreement, pk=finding_id)
    start = {"name": request.user.name}
    form = DecisionForm(posted(request), choices=finding.choices, initial=start)
    words = Words(
        _("Decide what counts"),
        finding.says,
        _("Note the decision"),
        _("Noted. It stands with this version."),
    )

    def act() -> None:
        given = {"choice": "", **form.cleaned_data}
        decide(finding, **given, by=request.user, at=now())

    return _answer(request, agreement, form, words, act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN_AGREEMENTS)
def contact(request: StaffRequest, agreement_id: UUID) -> HttpResponse:
    agreement = _ours(request, agreement_id)
    start = {"task": Contact.For.REPRESENTATIVE, "from_on": localdate(now())}
    form = ContactForm(posted(request), initial=start)
    words = Words(
        _("Name a contact"),
        _("Whoever is named now stays until that day, and in the history after it."),
        _("Name this person"),
        _("Named."),
    )

    def act() -> None:
        given: dict[str, Any] = form.cleaned_data | {"task": Contact.For(form.cleaned_data["task"])}
        name_contact(agreement, **given, by=request.user, at=now())

    return _answer(request, agreement, form, words, act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN_AGREEMENTS)
def paper(request: StaffRequest, agreement_id: UUID) -> HttpResponse:
    agreement = _ours(request, agreement_id)
    form = PaperForm(posted(request), initial={"name": request.user.name})
    words = Words(
        _("Put a paper on file"),
        _("Say what it is and where it is kept. You vouch for it by name."),
        _("Put on file"),
        _("On file."),
    )

    def act() -> None:
        given: dict[str, Any] = form.cleaned_data | {"kind": Paper.Kind(form.cleaned_data["kind"])}
        put_on_file(agreement, **given, by=request.user, at=now())

    return _answer(request, agreement, form, words, act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN_AGREEMENTS)
def dispute(request: StaffRequest, agreement_id: UUID) -> HttpResponse:
    agreement = _ours(request, agreement_id)
    form = DayForm(posted(request), initial={"on": localdate(now())})
    words = Words(
        _("Note a dispute"),
        _("The day on which your organisation told the other party of it."),
        _("Note the dispute"),
        _("Noted. The agreement's page shows by when it is to be settled."),
    )

    def act() -> None:
        notify(agreement, on=form.cleaned_data["on"], by=request.user, at=now())

    return _answer(request, agreement, form, words, act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN_AGREEMENTS)
def dispute_settled(request: StaffRequest, agreement_id: UUID, dispute_id: int) -> HttpResponse:
    agreement = _ours(request, agreement_id)
    notified = get_object_or_404(Dispute, agreement=agreement, pk=dispute_id)
    form = DayForm(posted(request), initial={"on": localdate(now())})
    words = Words(
        _("Settle a dispute"), _("The day it was settled."), _("Settled"), _("Noted as settled.")
    )

    def act() -> None:
        settle(notified, on=form.cleaned_data["on"], by=request.user, at=now())

    return _answer(request, agreement, form, words, act)


@require_POST
@requires(Permission.SIGN_AGREEMENTS)
def breach(request: StaffRequest, agreement_id: UUID) -> HttpResponse:
    """End it at once because a dispute was not settled in time."""
    agreement = _ours(request, agreement_id)
    try:
        end_for_breach(agreement, on=localdate(now()), by=request.user, at=now())
    except NoDispute as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Ended. Nothing more is given under it."))
    return redirect("governance:agreement", agreement.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN_AGREEMENTS)
def approval(request: StaffRequest, agreement_id: UUID) -> HttpResponse:
    agreement = _ours(request, agreement_id)
    others = Organisation.objects.filter(kind__in=MAY_PASS_ON).order_by("name")
    start = {"name": request.user.name, "from_on": localdate(now())}
    form = ApprovalForm(posted(request), organisations=others, initial=start)
    words = Words(
        _("Approve passing on"),
        _("To whom a party may pass on what it was given, where the agreement lets it."),
        _("Approve"),
        _("Approved."),
    )

    def act() -> None:
        given = form.cleaned_data
        approve(agreement, **given, by=request.user, at=now())

    return _answer(request, agreement, form, words, act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN_AGREEMENTS)
def instruction(request: StaffRequest, agreement_id: UUID, processor_id: int) -> HttpResponse:
    """Tell a processor to stop, as its controller."""
    agreement = _ours(request, agreement_id)
    part = get_object_or_404(
        Party.objects.select_related("organisation"), agreement=agreement, organisation=processor_id
    )
    lead = _(
        "Nothing more goes from or to %(processor)s under this agreement. What was given stays as"
        " it is. To start again, draw up a new version."
    )
    words = Words(
        _("Withdraw the instruction"),
        lead % {"processor": part.organisation.name},
        _("Withdraw it now"),
        _("Withdrawn."),
    )

    def act() -> None:
        withdraw_instruction(agreement, part.organisation, by=request.user, at=now())

    return _answer(request, agreement, forms.Form(posted(request)), words, act)


def _ours(request: StaffRequest, agreement_id: UUID) -> Agreement:
    return get_object_or_404(
        Agreement, pk=agreement_id, organisations__contains=[request.acting_for.pk]
    )


def _answer(
    request: StaffRequest,
    agreement: Agreement,
    form: forms.Form,
    words: Words,
    act: Callable[[], None],
) -> HttpResponse:
    """The form until it is right and the act allowed; then the agreement's page."""
    if form.is_valid():
        try:
            act()
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words.done)
            return redirect("governance:agreement", agreement.pk)
    context = {"form": form, "agreement": agreement, "words": words, "narrow": True}
    return render(request, "governance/agreement_act.html", context)
