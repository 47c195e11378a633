"""Who introduced a person, what came with them, and the notice that they have to be given."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.agreements.bases import bases
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.parties.permissions import Permission
from onward.people.facts import present_values
from onward.people.introductions import (
    NotIntroduced,
    give_notice,
    record_introduction,
    warning_before_contact,
)
from onward.people.models import Introduction, Record
from onward.web.access import StaffRequest, requires
from onward.web.audience import audience_of, page_here
from onward.web.forms import posted
from onward.web.item_values import item_label
from onward.web.records.act_page import FORM_METHODS, act_page
from onward.web.records.forms import IntroductionForm, NoticeGivenForm
from onward.web.records.identity import identity_of
from onward.web.records.reach import record_opened


@require_http_methods(FORM_METHODS)
@requires(Permission.RECORD_PEOPLE)
def introductions(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    form = _form(request, record, today=localdate(at))
    if form.is_valid():
        try:
            record_introduction(record, **form.cleaned_data, by=request.user, at=at)
        except NotIntroduced as refusal:
            form.add_error("basis", str(refusal))
        else:
            messages.success(request, _("The introduction is recorded."))
            return redirect(page_here(request, "introductions"), record.pk)
    recorded = Introduction.objects.filter(record=record).select_related("introduced_by")
    context = {
        "record": record,
        "identity": identity_of(record),
        "form": form,
        "before_contact": warning_before_contact(record, on=localdate(at)),
        "introductions": [
            (each, _labels(each.items)) for each in recorded.order_by("-received_on", "-pk")
        ],
        "bases": bases(),
        "here": audience_of(request),
    }
    return render(request, "records/introductions.html", context)


@require_http_methods(FORM_METHODS)
@requires(Permission.RECORD_PEOPLE)
def notice(request: StaffRequest, record_id: UUID, introduction_id: int) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    waiting = Introduction.objects.filter(record=record, notice_given_on=None)
    introduction = get_object_or_404(waiting, pk=introduction_id)
    form = NoticeGivenForm(posted(request), today=localdate(at), initial={"on": localdate(at)})
    if form.is_valid():
        try:
            give_notice(introduction, **form.cleaned_data, by=request.user, at=at)
        except NotIntroduced as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, _("It is recorded that they were given the notice."))
            return redirect(page_here(request, "introductions"), record.pk)
    return act_page(
        request,
        record,
        form,
        title=_("Record that they were given the privacy notice"),
        button=_("Record it"),
    )


def _form(request: StaffRequest, record: Record, *, today: date) -> IntroductionForm:
    form = IntroductionForm(posted(request), today=today, initial={"on": today})
    others = Organisation.objects.exclude(pk=request.acting_for.pk)
    form.offer_organisations(
        "introduced_by", others.exclude(kind=Organisation.Kind.OPERATOR).order_by("name")
    )
    form.offer(
        "items", [(item, item_label(item)) for item in sorted(present_values(record), key=_order)]
    )
    for name in ("introduced_by", "basis"):
        form.begin_unchosen(name)
    return form


def _order(item: str) -> str:
    return item_label(item).casefold()


def _labels(items: Iterable[str]) -> str:
    return ", ".join(item_label(item) for item in sorted(items, key=_order))
