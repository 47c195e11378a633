"""What local authorities ask a jobcentre district: the list, and finding whom it is about."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onward.acts.answering import known_as, refuse
from onward.disclosures.justifications import texts_of
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.search import MOST_FOUND, search
from onward.tracking.data_requests.models import DataRequest, DataRequestQuerySet, Release, Status
from onward.tracking.data_requests.moves import InvalidMove
from onward.web.access import StaffRequest, requires
from onward.web.coach.data_request_forms import RefusalForm, RequestFilter
from onward.web.first_rows import counted, page_of
from onward.web.forms import posted
from onward.web.names import people_named, staff_named
from onward.web.records.forms import SearchForm
from onward.web.request_words import rows_of, steps_of, terms_of

A_PAGE = 50
RELATED = ("authority", "district", "agreement", "found_as")


@require_safe
@requires(Permission.ANSWER_DATA_REQUESTS)
def listed(request: StaffRequest) -> HttpResponse:
    today = localdate(now())
    form = RequestFilter(request.GET or {"show": "to_decide"})
    form.is_valid()
    ours = asked_of_us(request)
    page, shown = page_of(
        _filtered(ours, form.cleaned_data.get("show", ""), today=today).order_by(
            "answer_due_on", "reference"
        ),
        number=request.GET.get("page"),
        per_page=A_PAGE,
        related=RELATED,
    )
    names = people_named(each.found_as_id for each in shown if each.found_as_id)
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(shown, names, today=today, side="found_as"),
        "late": counted(ours.to_decide_overdue(on=today)),
        "wide": True,
    }
    return render(request, "coach/data_requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ANSWER_DATA_REQUESTS)
def one(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """Searched by POST, so that what was typed stands in no address and no log."""
    asked = request_to_us(request, request_id)
    today = localdate(now())
    form = SearchForm(posted(request))
    known = known_as(asked) if asked.status == Status.ASKED else None
    release = Release.objects.filter(request=asked).order_by("at").last()
    context = {
        "asked": asked,
        "form": form,
        "found": search(form.cleaned_data["sought"], on=today) if form.is_valid() else None,
        "most": MOST_FOUND,
        "known": known,
        "known_name": people_named([known.pk])[known.pk] if known else "",
        "is_late": asked.status == Status.ASKED and asked.answer_due_on < today,
        "terms": terms_of(asked),
        "steps": steps_of(asked, staff_named([asked.decided_by])),
        "release": release,
        "reason": texts_of([release.disclosure_id]).get(release.disclosure_id) if release else "",
    }
    return render(request, "coach/data_request.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ANSWER_DATA_REQUESTS)
def refusal(request: StaffRequest, request_id: UUID) -> HttpResponse:
    asked = request_to_us(request, request_id)
    form = RefusalForm(posted(request))
    if form.is_valid():
        try:
            refuse(asked, reason=form.cleaned_data["reason"], by=request.user, at=now())
        except InvalidMove as against:
            messages.error(request, str(against))
        else:
            messages.success(request, _("The request is refused, and the authority is told why."))
        return redirect("coach:data-requests")
    context = {"asked": asked, "form": form, "narrow": True}
    return render(request, "coach/data_request_refusal.html", context)


def asked_of_us(request: StaffRequest) -> DataRequestQuerySet:
    return DataRequest.objects.asked_of(request.acting_for).select_related(*RELATED)


def request_to_us(request: StaffRequest, request_id: UUID) -> DataRequest:
    return get_object_or_404(asked_of_us(request), pk=request_id)


def _filtered(ours: DataRequestQuerySet, show: str, *, today: date) -> DataRequestQuerySet:
    if show == "to_decide":
        return ours.to_decide()
    return ours.to_decide_overdue(on=today) if show == "late" else ours
