"""A work coach's first page: what came back, what is to read, what is on its way, who is who."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from onward.casework.models import Referral, Status
from onward.casework.plans import plans_to_read
from onward.casework.tasks import sent_back
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.identity import open_questions
from onward.web.access import StaffRequest, requires
from onward.web.coach.replies import Reply, replies_of, under_way
from onward.web.coach.scope import own_referrals
from onward.web.first_rows import counted
from onward.web.names import people_named
from onward.web.records.questions import listed

SHOWN = 10
LATELY = timedelta(days=28)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """The first of a list, and whether there are more."""

    rows: list[Reply]
    has_more: bool


@dataclass(frozen=True, kw_only=True)
class PlanToRead:
    """One leavers plan that nobody has read."""

    fact_id: UUID
    name: str
    arrived_at: datetime


@require_safe
@requires(Permission.REFER)
def home(request: StaffRequest) -> HttpResponse:
    today = localdate(now())
    may = request.user.may
    waiting = under_way(own_referrals(request)).order_by("referred_on", "reference")
    context = {
        "counts": _counts(request, today=today),
        "since": today - LATELY,
        "sent_back": _first(replies_of(sent_back(first=SHOWN + 1))),
        "under_way": _first(replies_of(waiting[: SHOWN + 1])),
        "plans": _plans() if may(Permission.READ_LEAVERS_PLAN) else None,
        "questions": listed(open_questions()[:SHOWN]) if may(Permission.RECORD_PEOPLE) else None,
        "wide": True,
    }
    return render(request, "coach/home.html", context)


def _first(rows: list[Reply]) -> Listed:
    return Listed(rows=rows[:SHOWN], has_more=len(rows) > SHOWN)


def _counts(request: StaffRequest, *, today: date) -> dict[str, int]:
    """How the replies stand: those of late acknowledged, those waited for, and overdue."""
    ours = Referral.objects.sent_by(request.acting_for)
    lately = ours.filter(status=Status.ACKNOWLEDGED, referred_on__gte=today - LATELY)
    return {
        "acknowledged": counted(lately),
        "waiting": counted(ours.awaiting_reply()),
        "overdue": counted(ours.overdue(on=today)),
    }


def _plans() -> list[PlanToRead]:
    facts = list(plans_to_read().order_by("-known_at")[:SHOWN])
    names = people_named(fact.record_id for fact in facts)
    return [
        PlanToRead(fact_id=fact.pk, name=names[fact.record_id], arrived_at=fact.known_at)
        for fact in facts
    ]
