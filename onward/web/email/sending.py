"""A standard form about one person, filled in and sent from one designated inbox to another."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onward.acts.emailed_forms import NoForm, send_form
from onward.disclosures.models import Disclosure
from onward.disclosures.reading import names_held
from onward.disclosures.screening import marks
from onward.disclosures.why_not import in_words
from onward.email_route.models import InboxPair, ProcessPermission
from onward.email_route.processes import NoSuchProcess, Process, process_of
from onward.email_route.standard_forms import StandardForm, standard_forms
from onward.parties.clock import is_demonstration, now
from onward.parties.permissions import Permission
from onward.people.facts import present_values_of
from onward.people.models import Record
from onward.web.access import StaffRequest
from onward.web.email.access import email_page
from onward.web.email.filling import FillingForm
from onward.web.forms import posted
from onward.web.item_values import item_label
from onward.web.marked import Marked, marked_in
from onward.web.records.act_page import FORM_METHODS
from onward.web.records.identity import identity_of
from onward.web.records.reach import record_opened


@require_safe
@email_page(Permission.KEEP_CASE)
def choices(request: StaffRequest, record_id: UUID) -> HttpResponse:
    record = record_opened(request, record_id, at=now(), alive=True)
    permitted = ProcessPermission.objects.filter(approved_at__isnull=False, revoked_at=None)
    codes = set(permitted.values_list("process", flat=True))
    context = {
        "record": record,
        "identity": identity_of(record),
        "processes": [each for each in Process if each in codes and each != Process.LIST_500],
        "narrow": True,
    }
    return render(request, "email/choices.html", context)


@require_http_methods(FORM_METHODS)
@email_page(Permission.KEEP_CASE)
def sending(request: StaffRequest, record_id: UUID, process: str) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    standard = _form_of(process)
    held = present_values_of([record]).get(record.pk, {})
    form = FillingForm(
        posted(request),
        standard=standard,
        held=held,
        pairs=_pairs(request),
        on=localdate(at),
        fictitious=is_demonstration(),
    )
    marked = _marked(record, form) if form.is_valid() else []
    if form.is_valid() and not marked and _sent(request, record, standard, form):
        return redirect("email:forms", record.pk)
    context = {
        "record": record,
        "identity": identity_of(record),
        "form": form,
        "standard": standard,
        "label": Process(process).label,
        "shown": form.fingerprint if marked else "",
        "marked": marked,
        "missing": [item_label(code) for code in form.not_held],
        "narrow": True,
    }
    return render(request, "email/sending.html", context)


def _form_of(process: str) -> StandardForm:
    try:
        form = standard_forms().get(process_of(process))
    except NoSuchProcess as ninth:
        raise Http404 from ninth
    if form is None or form.process is Process.LIST_500:
        raise Http404
    return form


def _pairs(request: StaffRequest) -> list[tuple[str, str]]:
    agreed = InboxPair.objects.filter(
        sender=request.acting_for, agreed_at__isnull=False, ended_at=None
    )
    return [
        (str(pair.pk), f"{pair.from_address} → {pair.to_address} ({pair.recipient.name})")
        for pair in agreed.select_related("recipient")
    ]


def _marked(record: Record, form: FillingForm) -> list[Marked]:
    """What the screen found in the texts, unless somebody says that they have read just these."""
    if form.are_read:
        return []
    found = marks(form.values, held=names_held([record]).get(record.pk))
    if found:
        form.add_error("texts_read", _("Read the form again, and tick this if all is right"))
    return marked_in(form.values, found)


def _sent(request: StaffRequest, record: Record, standard: StandardForm, form: FillingForm) -> bool:
    pair = get_object_or_404(InboxPair, pk=form.cleaned_data["pair"], sender=request.acting_for)
    try:
        made = send_form(
            [record],
            process=standard.process,
            pair=pair,
            need=form.cleaned_data["need"],
            filled_in=form.values,
            texts_read=form.are_read,
            by=request.user,
            at=now(),
        )
    except NoForm as refusal:
        form.add_error(None, str(refusal))
        return False
    if made.status == Disclosure.Status.REFUSED:
        for reason in in_words(made.refusals):
            messages.error(request, f"{reason.what} {reason.remedy}")
        return True
    messages.success(request, _("The form is on its way. It is in the log once it has gone."))
    return True
