"""What waits for the tracking team: the first page after signing in."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.tracking.caseload import Show, Wanted, counts
from onward.web.access import StaffRequest, requires
from onward.web.tracking.asked import request_counts
from onward.web.tracking.forms import REQUEST_LABELS
from onward.web.tracking.scope import own_requests


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One kind of thing that waits: how many on one's own caseload and in all, and where."""

    title: str
    own: int
    own_url: str
    everyone: int
    url: str


@require_safe
@requires(Permission.TRACK)
def home(request: StaffRequest) -> HttpResponse:
    today = localdate(now())
    asks = request.user.may(Permission.ASK_FOR_DATA)
    requests = request_counts(own_requests(request), today=today) if asks else {}
    address = reverse("tracking:requests")
    context = {
        "waiting": _waiting(request, today),
        "requests": [
            (REQUEST_LABELS[show], count, f"{address}?show={show}")
            for show, count in requests.items()
        ],
    }
    return render(request, "tracking/home.html", context)


def _waiting(request: StaffRequest, today: date) -> list[Waiting]:
    worker = request.user.handle
    own, everyone = counts(Wanted(worker=worker), on=today), counts(Wanted(), on=today)
    cohort = reverse("tracking:cohort")
    return [
        Waiting(
            title=str(show.label),
            own=own[show],
            own_url=f"{cohort}?{urlencode({'show': show, 'worker': str(worker)})}",
            everyone=everyone[show],
            url=f"{cohort}?{urlencode({'show': show})}",
        )
        for show in Show
    ]
