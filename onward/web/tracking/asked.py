"""The requests for data of an authority: where each stands, what is to do, what is late."""

from datetime import date

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.tracking.data_requests.models import DataRequestQuerySet, Status
from onward.web.access import StaffRequest, requires
from onward.web.first_rows import counted, page_of
from onward.web.names import people_named
from onward.web.request_words import rows_of
from onward.web.tracking.forms import REQUEST_LABELS, RequestFilter
from onward.web.tracking.scope import RELATED, own_requests
from onward.web.words import counted as in_words

A_PAGE = 50
COUNTED = ("waiting", "received", "late", "kept")


@require_safe
@requires(Permission.ASK_FOR_DATA)
def listed(request: StaffRequest) -> HttpResponse:
    today = localdate(now())
    form = RequestFilter(request.GET or None)
    found = own_requests(request)
    if form.is_valid():
        found = _filtered(found, form.cleaned_data["show"], today=today)
    page, shown = page_of(
        found.order_by("-asked_at", "reference"),
        number=request.GET.get("page"),
        per_page=A_PAGE,
        related=RELATED,
    )
    names = people_named(each.asked_from_id for each in shown)
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(shown, names, today=today, side="asked_from"),
        "counts": [
            (REQUEST_LABELS[show], in_words(count))
            for show, count in request_counts(own_requests(request), today=today).items()
        ],
        "wide": True,
    }
    return render(request, "tracking/requests.html", context)


def request_counts(ours: DataRequestQuerySet, *, today: date) -> dict[str, int]:
    """How many of the authority's requests each list holds, counted so far and no further."""
    return {show: counted(_filtered(ours, show, today=today)) for show in COUNTED}


def _filtered(found: DataRequestQuerySet, show: str, *, today: date) -> DataRequestQuerySet:
    if show == "waiting":
        return found.filter(status__in=[Status.ASKED, Status.RELEASED])
    if show == "received":
        return found.to_update()
    if show == "refused":
        return found.filter(status=Status.REFUSED)
    if show == "late":
        return found.filter(_late(today))
    return found.kept_too_long(on=today) if show == "kept" else found


def _late(today: date) -> Q:
    asked = Q(status=Status.ASKED, answer_due_on__lt=today)
    return asked | Q(status=Status.RECEIVED, update_due_on__lt=today)
