"""One act of giving about a person: what, to whom, under what, and the ledger's proof of it."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onward.agreements.catalogue import catalogue
from onward.disclosures.about import AboutPerson, disclosures_about
from onward.disclosures.models import Parcel
from onward.disclosures.warned import in_words as warnings_in_words
from onward.disclosures.why_not import Reason, in_words
from onward.ledger.heads import NotPlacedYet
from onward.ledger.models import Place
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.rights.given_and_got import GivenOrGot, given_and_got
from onward.rights.sharing import SharedItem, State
from onward.web.access import StaffRequest, requires
from onward.web.act_words import act_in_words
from onward.web.downloads import download_proof
from onward.web.item_values import value_in_words
from onward.web.names import people_named, staff_named
from onward.web.records.reach import own_records, record_opened


@require_safe
@requires(Permission.REFER)
def shared(request: StaffRequest, record_id: UUID, disclosure_id: UUID) -> HttpResponse:
    record = record_opened(request, record_id, at=now())
    about = _about(record, disclosure_id)
    given = _given(record, disclosure_id)
    entry = given.row.entry_id if given else None
    context = {
        "record": record,
        "name": people_named([record.pk])[record.pk],
        "disclosure": about.disclosure,
        "what": act_in_words(about.disclosure.kind),
        "reasons": _reasons(record, about),
        "warnings": warnings_in_words(about.disclosure.warnings),
        "given": given,
        "place": Place.objects.filter(entry_id=entry).first() if entry else None,
        "staff": staff_named([about.disclosure.by]),
        "value_of": value_of,
    }
    return render(request, "coach/shared.html", context)


@require_POST
@requires(Permission.REFER)
def proof(request: StaffRequest, record_id: UUID, disclosure_id: UUID) -> HttpResponse:
    record = get_object_or_404(own_records(request), pk=record_id)
    either = Q(from_handle=record.handle) | Q(to_handle=record.handle)
    parcel = get_object_or_404(Parcel, either, disclosure=disclosure_id)
    try:
        return download_proof(parcel.entry)
    except NotPlacedYet as refusal:
        messages.error(request, str(refusal))
        return redirect("coach:shared", record.pk, disclosure_id)


def value_of(item: SharedItem) -> str:
    """What was sent, as far as it can still be shown."""
    if item.state is State.HELD and item.code in catalogue():
        return value_in_words(catalogue()[item.code], item.value)
    words = {
        State.ERASED: _("Erased since it was sent"),
        State.ALTERED: _("What is kept is not what the ledger says was sent"),
    }
    return words.get(item.state, "")


def _about(record: Record, disclosure_id: UUID) -> AboutPerson:
    for about in disclosures_about(record):
        if about.disclosure.pk == disclosure_id:
            return about
    raise Http404


def _reasons(record: Record, about: AboutPerson) -> list[Reason]:
    """Why it did not go, as far as it is about this person or the act as a whole: our affair."""
    theirs = {"", str(record.handle)}
    refusals = about.disclosure.refusals if about.is_ours else []
    return in_words(row for row in refusals if row.get("handle", "") in theirs)


def _given(record: Record, disclosure_id: UUID) -> GivenOrGot | None:
    """The ledger's own row of it; a refusal has none."""
    for each in given_and_got(record):
        if each.disclosure is not None and each.disclosure.pk == disclosure_id:
            return each
    return None
