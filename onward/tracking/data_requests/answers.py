"""What the gate tells of an answer on its way: it arrived, or it was stopped."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.timezone import localdate

from onward.people.models import Record
from onward.tracking.data_requests import moves
from onward.tracking.data_requests.carrying_out import EMPTY_WHEN_STOPPED, carry_out
from onward.tracking.data_requests.models import DataRequest, Status
from onward.values.period import months_after

ANSWER = "local-answer"  # the kind of its disclosure


def records_that_asked(disclosures: Collection[UUID]) -> Mapping[UUID, Record]:
    """By disclosure: the authority's own record that the answer belongs to, in its own context.

    A record that was erased meanwhile takes nothing in.
    """
    asked = DataRequest.objects.filter(disclosure_id__in=disclosures)
    rows = asked.filter(asked_from__erased_at=None).select_related("asked_from")
    return {row.disclosure_id: row.asked_from for row in rows if row.disclosure_id}


def answers_arrived(disclosures: Iterable[UUID], *, at: datetime) -> None:
    """These are in the authority's records, with the last day on which it may keep them.

    Source 002, memorandum, clause 3.1, fifth point (REQ-002-123).
    """
    today = localdate(at)
    for request in _released(disclosures):
        days = settings.LOCAL_REQUEST_WORKING_DAYS
        values = {
            "update_due_on": request.authority.calendar.working_days_after(today, days=days),
            "keep_until": months_after(today, months=request.keep_months),
        }
        about = {"keep_until": values["keep_until"].isoformat()}
        carry_out(moves.RECEIVE, request, by=None, at=at, values=values, about=about)


def answers_stopped(disclosures: Iterable[UUID], *, at: datetime) -> None:
    """These were refused at the moment of sending: the district decides again."""
    for request in _released(disclosures):
        carry_out(moves.STOP, request, by=None, at=at, values=EMPTY_WHEN_STOPPED)


def _released(disclosures: Iterable[UUID]) -> list[DataRequest]:
    found = DataRequest.objects.filter(disclosure_id__in=list(disclosures), status=Status.RELEASED)
    return list(found.select_related("authority", "agreement").order_by("pk"))
