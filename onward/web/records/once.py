"""Giving once, by a named and trained person: recorded, told, and said to be told."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.agreements.catalogue import catalogue
from onward.disclosures.by_hand import NotWaiting, confirm_given, not_given, to_be_told
from onward.disclosures.giving_once import KIND, CannotGiveOnce, give_once
from onward.disclosures.models import Disclosure
from onward.disclosures.one_off import trained_among
from onward.disclosures.reviewing import declare_interest
from onward.disclosures.why_not import in_words
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.people.facts import present_values
from onward.people.models import Look, Record
from onward.people.records import look
from onward.values.nino import Nino
from onward.web.access import StaffRequest, requires
from onward.web.act_words import channel_in_words, sentences
from onward.web.audience import audience_of, page_here
from onward.web.forms import posted
from onward.web.item_values import value_in_words
from onward.web.records.act_page import FORM_METHODS, act_page
from onward.web.records.identity import identity_of
from onward.web.records.once_forms import InterestForm, OnceForm
from onward.web.records.reach import record_opened

Status = Disclosure.Status


@require_http_methods(FORM_METHODS)
@requires(Permission.RECORD_PEOPLE)
def give(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    form = _form(request, record, at=at)
    if form.is_valid():
        try:
            made = give_once(form.asking(record), by=request.user, at=at)
        except CannotGiveOnce as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect(page_here(request, "given-once"), record.pk, made.pk)
    return act_page(
        request,
        record,
        form,
        title=_("Give something once"),
        button=_("Record it"),
        notes=_notes(request, at=at),
    )


@require_http_methods(FORM_METHODS)
@requires(Permission.RECORD_PEOPLE)
def given(request: StaffRequest, record_id: UUID, disclosure_id: UUID) -> HttpResponse:
    """What may be told now, on the screen until somebody says whether it was told."""
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    made = _own(record, disclosure_id)
    if request.method == "POST":
        _settle(request, made, at=at)
        return redirect(page_here(request, "given-once"), record.pk, made.pk)
    told = to_be_told(made)
    if "nino" in told:
        look(record, by=request.user, what=Look.What.NINO, at=at, reason=_("Given once"))
    context = {
        "record": record,
        "identity": identity_of(record),
        "made": made,
        "one_off": made.one_off,
        "reasons": sentences(in_words(made.refusals)),
        "told": [(catalogue()[item].label, _whole(item, value)) for item, value in told.items()],
        "channel": channel_in_words(made.channel),
        "here": audience_of(request),
        "narrow": True,
    }
    return render(request, "records/given_once.html", context)


@require_http_methods(FORM_METHODS)
@requires(Permission.RECORD_PEOPLE)
def interest(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at)
    form = InterestForm(posted(request))
    if form.is_valid():
        declare_interest(record, kind=form.cleaned_data["kind"], by=request.user, at=at)
        messages.success(request, _("It is recorded. A colleague decides about this person."))
        return redirect(page_here(request, "person"), record.pk)
    return act_page(request, record, form, title=_("I know this person"), button=_("Record it"))


def _form(request: StaffRequest, record: Record, *, at: datetime) -> OnceForm:
    others = Organisation.objects.exclude(pk=request.acting_for.pk).order_by("name")
    return OnceForm(
        posted(request),
        held=present_values(record),
        others=others.exclude(kind=Organisation.Kind.OPERATOR),
        kind=request.acting_for.kind,
        today=localdate(at),
    )


def _notes(request: StaffRequest, *, at: datetime) -> list[str]:
    notes = [
        _(
            "Use this where no agreement fits: once, for one person. Your data protection officer"
            " is told at once, and somebody else looks at it within two working days. The person"
            " reads of it in their statement."
        ),
        _("A call in which you told it already is written up within 24 hours."),
    ]
    if request.user.handle not in trained_among([request.user.handle], on=localdate(at)):
        notes.append(
            _(
                "You are not named as trained for this, so it will be refused, and kept. Your data"
                " protection officer names those who are trained."
            )
        )
    return notes


def _own(record: Record, disclosure_id: UUID) -> Disclosure:
    own = Disclosure.objects.filter(sender=record.organisation_id, kind=KIND)
    own = own.filter(one_off__handle=record.handle).select_related("one_off", "recipient")
    return get_object_or_404(own, pk=disclosure_id)


def _settle(request: StaffRequest, made: Disclosure, *, at: datetime) -> None:
    try:
        if request.POST.get("outcome") == "given":
            made = confirm_given(made.pk, by=request.user, at=at)
        else:
            made = not_given(made.pk, at=at)
    except NotWaiting as refusal:
        messages.error(request, str(refusal))
        return
    if made.status == Status.SENT:
        messages.success(request, _("It is recorded as given."))
    else:
        messages.error(request, _("It is not given."))


def _whole(item: str, value: object) -> str:
    """Whoever gives it has to read it out: a National Insurance number is whole here."""
    return Nino(str(value)).spaced if item == "nino" else value_in_words(catalogue()[item], value)
