"""The youth work that the person came to, as the authority noted it: lines of the statement."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from onward.tracking.models import Attendance


@dataclass(frozen=True, kw_only=True)
class Attended:
    """One session that the person came to; `kind` is a code of `YouthSession`."""

    organisation: str
    kind: str
    place: str
    on: date


def attended_in(handles: Iterable[UUID], names: Mapping[int, str]) -> Iterator[Attended]:
    """Every session, the latest first. Read as the person herself."""
    came = Attendance.objects.filter(record__handle__in=handles, taken_back_at=None)
    for each in came.select_related("session").order_by("-session__held_on", "pk"):
        yield Attended(
            organisation=names.get(each.organisation_id, ""),
            kind=each.session.kind,
            place=each.session.place,
            on=each.session.held_on,
        )
