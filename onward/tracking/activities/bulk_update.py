"""One activity for many young people at once: looked at first, then told, then undone if wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.parties.models import Staff
from onward.people.models import Fact, Record
from onward.programmes.participation.activities import Group, meaning
from onward.tracking.activities.history import Told
from onward.tracking.activities.models import ActivityStatement
from onward.tracking.activities.telling import (
    Answered,
    Source,
    TooLateToUndo,
    confirm,
    present_activities,
    tell,
    undo,
)

MOST = 500
UNDO_WITHIN = timedelta(minutes=10)


class TooMany(ValueError):
    """More young people were chosen than are changed at once."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What becomes of one of those chosen: what they do afterwards, or why nothing is changed."""

    record: Record
    before: ActivityStatement | None
    after: ActivityStatement | None
    problem: str = ""

    @property
    def is_changed(self) -> bool:
        return self.after is not None and (self.before is None or self.after.pk != self.before.pk)


@dataclass(frozen=True, kw_only=True)
class Updated:
    """An update of many: the act it can be undone by, and each one's outcome."""

    act: UUID
    outcomes: list[Outcome]

    @property
    def changed(self) -> int:
        return sum(each.is_changed for each in self.outcomes)


@transaction.atomic
def update_all(
    records: Sequence[Record], told: Sequence[Told] | None, *, by: Staff, at: datetime
) -> Updated:
    """Tell one activity of each, or, without any, that nothing has changed as of today.

    One that cannot be true is left as it was and says why; the others are changed. Raises TooMany.
    """
    if len(records) > MOST:
        raise TooMany(_("Choose %(most)d young people at most.") % {"most": MOST})
    before = present_activities(records)
    source = Source(kind=Fact.Source.STAFF, by=by)
    if told is None:
        known = [each for each in before.values() if _is_known(each)]
        answered = confirm(known, on=localdate(at), source=source, at=at)
    else:
        answered = tell(told, source=source, at=at)
    after = present_activities(records)
    problems = _problems(records, before, answered, is_confirming=told is None)
    return Updated(
        act=answered.act,
        outcomes=[
            Outcome(
                record=record,
                before=before.get(record.pk),
                after=after.get(record.pk),
                problem=problems.get(record.pk, ""),
            )
            for record in records
        ],
    )


def preview(
    records: Sequence[Record], told: Sequence[Told] | None, *, by: Staff, at: datetime
) -> Updated:
    """What `update_all` would do, by doing it and taking it back before anybody sees it."""
    with transaction.atomic():
        updated = update_all(records, told, by=by, at=at)
        transaction.set_rollback(True)
    return updated


def undo_all(act: UUID, *, by: Staff, at: datetime) -> Answered:
    """Take back one's own update; who was told of since stays. Raises TooLateToUndo."""
    own = ActivityStatement.objects.filter(act=act, by=by.handle, known_at__gte=at - UNDO_WITHIN)
    if not own.exists():
        raise TooLateToUndo(_("It was made more than ten minutes ago, or by somebody else."))
    return undo(act, source=Source(kind=Fact.Source.STAFF, by=by), at=at)


def _is_known(present: ActivityStatement) -> bool:
    return meaning(present.code, on=present.started_on).group is not Group.NOT_KNOWN


def _problems(
    records: Sequence[Record],
    before: dict[UUID, ActivityStatement],
    answered: Answered,
    *,
    is_confirming: bool,
) -> dict[UUID, str]:
    problems = {told.record.pk: str(fault) for told, fault in answered.refused}
    if is_confirming:
        unknown = _("No activity is known that could be the same still.")
        for record in records:
            present = before.get(record.pk)
            if present is None or not _is_known(present):
                problems[record.pk] = unknown
    return problems
