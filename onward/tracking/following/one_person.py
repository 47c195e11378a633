"""One young person as the team follows them: what they do, what they did, how they left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from onward.people.models import Record
from onward.tracking.activities.history import Told, told_of
from onward.tracking.activities.models import ActivityStatement
from onward.tracking.following.models import Following, LeftCohort


@dataclass(frozen=True, kw_only=True)
class Followed:
    """How a young person is followed; `history` has the latest start on top, the present too.

    `told` is by spell the statement that somebody made: what comes after it may end it.
    """

    following: Following | None
    left: LeftCohort | None
    history: Sequence[ActivityStatement]
    told: Mapping[UUID, ActivityStatement]
    last_act: UUID | None  # which can be taken back, for it told of nobody else

    @property
    def present(self) -> ActivityStatement | None:
        return next((each for each in self.history if each.ended_on is None), None)


def followed_person(record: Record) -> Followed:
    statements = record.activities.filter(is_primary=True).select_related("record")
    rows = list(statements.filter(replaced_at=None).order_by("-started_on"))
    return Followed(
        following=Following.objects.filter(record=record).first(),
        left=LeftCohort.objects.filter(record=record, undone_at=None).first(),
        history=rows,
        told=_told(statements.order_by("known_at")),
        last_act=_last_act(rows),
    )


def _told(statements: Iterable[ActivityStatement]) -> dict[UUID, ActivityStatement]:
    """An activity that only ended where another began is still as its own source told it."""
    told: dict[UUID, ActivityStatement] = {}
    for each in statements:
        before = told.get(each.spell)
        if before is None or _as_told(before) != _as_told(each):
            told[each.spell] = each
    return told


def _as_told(statement: ActivityStatement) -> Told:
    told = told_of(statement)
    return replace(told, activity=replace(told.activity, ended_on=None, neet_started_on=None))


def _last_act(history: Sequence[ActivityStatement]) -> UUID | None:
    if not history:
        return None
    last = max(history, key=lambda each: each.known_at)
    others = ActivityStatement.objects.filter(act=last.act).exclude(record=last.record_id)
    return None if others.exists() else last.act
