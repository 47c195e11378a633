"""Noting a session that was held, and who came: once each, and taken back if by mistake."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.parties.models import Staff
from onward.people.models import Record
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import acting
from onward.tracking.sessions.models import Attendance, YouthSession


class NotHeldYet(ValueError):
    """A session is noted on its day or afterwards."""


def note_session(
    kind: YouthSession.Kind, *, place: str, held_on: date, worker: Staff, by: Staff, at: datetime
) -> YouthSession:
    """Note a session of the organisation acted for. Raises NotHeldYet."""
    if held_on > localdate(at):
        raise NotHeldYet(_("The day lies in the future. Note the session once it has been held."))
    return YouthSession.objects.create(
        organisation_id=acting().organisation_id,
        kind=kind,
        place=" ".join(place.split()),
        held_on=held_on,
        worker=worker.handle,
        noted_by=by.handle,
        noted_at=at,
    )


@transaction.atomic
def note_attendance(
    session: YouthSession, records: Sequence[Record], *, by: Staff, at: datetime
) -> int:
    """Note that these people came; gives how many that is new of. The same twice is once."""
    YouthSession.objects.select_for_update(no_key=True).get(pk=session.pk)
    known = set(came_to(session).values_list("record_id", flat=True))
    new = {record.pk: record for record in records if record.pk not in known}
    insert_all(
        [
            Attendance(
                organisation_id=record.organisation_id,
                restricted_to=record.restricted_to,
                session=session,
                record=record,
                by=by.handle,
                at=at,
            )
            for record in new.values()
        ]
    )
    return len(new)


def take_back(session: YouthSession, record: Record, *, at: datetime) -> bool:
    """Somebody did not come after all; the row stays, as one that was taken back."""
    return bool(came_to(session).filter(record=record).update(taken_back_at=at))


def count_unnamed(session: YouthSession, count: int) -> None:
    """How many came besides, and gave no name."""
    YouthSession.objects.filter(pk=session.pk).update(unnamed=count)


def came_to(session: YouthSession) -> QuerySet[Attendance]:
    return Attendance.objects.filter(session=session, taken_back_at=None)
