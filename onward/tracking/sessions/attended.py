"""Who came how often: by month, by place, and of one person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from onward.people.models import Record
from onward.tracking.sessions.models import Attendance, YouthSession

REGULAR_WITHIN = timedelta(weeks=12)


@dataclass(frozen=True, kw_only=True)
class Month:
    """The youth work of one month: sessions, comings to them, different people, unnamed ones."""

    first: date
    sessions: int
    attendances: int
    people: int
    unnamed: int


def months() -> Iterator[Month]:
    """Every month with a session, the newest first, in two statements."""
    standing = Attendance.objects.filter(taken_back_at=None)
    by_day = standing.values(first=TruncMonth("session__held_on")).order_by()
    came = by_day.annotate(attendances=Count("pk"), people=Count("record", distinct=True))
    by_month = {row["first"]: (row["attendances"], row["people"]) for row in came}
    held = YouthSession.objects.values(first=TruncMonth("held_on"))
    sums = held.annotate(sessions=Count("pk"), unnamed=Sum("unnamed"))
    for row in sums.order_by("-first"):
        attendances, people = by_month.get(row["first"], (0, 0))
        yield Month(
            first=row["first"],
            sessions=row["sessions"],
            attendances=attendances,
            people=people,
            unnamed=row["unnamed"],
        )


def regulars(session: YouthSession) -> QuerySet[Record]:
    """Who came to this place in the twelve weeks before, but for those noted for this session."""
    since = session.held_on - REGULAR_WITHIN
    near = YouthSession.objects.filter(
        place__iexact=session.place, held_on__range=(since, session.held_on)
    )
    standing = Attendance.objects.filter(taken_back_at=None)
    came = standing.filter(session__in=near.exclude(pk=session.pk)).values("record_id")
    here = standing.filter(session=session).values("record_id")
    records = Record.objects.filter(pk__in=came, deceased_on=None, erased_at=None)
    return records.exclude(pk__in=here)


def sessions_of(record: Record) -> QuerySet[Attendance]:
    """The sessions that somebody came to, the latest first."""
    standing = Attendance.objects.filter(record=record, taken_back_at=None)
    return standing.select_related("session").order_by("-session__held_on", "pk")


def counted(sessions: QuerySet[YouthSession]) -> dict[UUID, int]:
    """How many came to each of these, by name."""
    rows = Attendance.objects.filter(session__in=sessions, taken_back_at=None)
    return dict(rows.values_list("session_id").annotate(Count("pk")))
