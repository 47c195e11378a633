"""A young person's activities in order: where what is told belongs, and what it changes there."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from onward.people.models import Record
from onward.programmes.participation.activity import Activity, neet_started_on
from onward.tracking.activities.models import ActivityStatement

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Where:
    """The school, college or provider of an activity, as far as the return asks for it."""

    establishment_number: str = ""
    establishment_name: str = ""
    provider_number: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one source says that one young person does, or did if it has an end."""

    record: Record
    activity: Activity
    where: Where = field(default_factory=Where)
    is_confirmed: bool = True


def told_of(statement: ActivityStatement) -> Told:
    """A statement again, as it would be told."""
    return Told(
        record=statement.record,
        activity=statement.activity,
        where=Where(
            establishment_number=statement.establishment_number,
            establishment_name=statement.establishment_name,
            provider_number=statement.provider_number,
        ),
        is_confirmed=statement.is_confirmed,
    )


@dataclass
class Change:
    """What a telling changes in one history: rows that are replaced, and what is said instead."""

    record: Record
    replaced: list[ActivityStatement] = field(default_factory=list)
    said: list[tuple[UUID, Told]] = field(default_factory=list)  # each of a spell

    def say_otherwise(self, row: ActivityStatement, activity: Activity) -> None:
        self.replaced.append(row)
        self.said.append((row.spell, replace(told_of(row), activity=activity)))


def placed(told: Told, history: Sequence[ActivityStatement]) -> Change:
    change = Change(told.record)
    start = told.activity.started_on
    same = next((row for row in history if row.started_on == start), None)
    before = [row for row in history if row.started_on < start]
    after = [row for row in history if row.started_on > start]
    activity = _ended(told.activity, by=after[0].started_on if after else None)
    so_far = [row.activity for row in before]
    new = replace(told, activity=_with_neet_start(activity, so_far))
    if same is not None and told_of(same) == new:
        return change
    if same is not None:
        change.replaced.append(same)
    change.said.append((same.spell if same else uuid4(), new))
    if before and (before[-1].ended_on is None or before[-1].ended_on >= start):
        change.say_otherwise(before[-1], _ended(before[-1].activity, by=start))
    _carry_neet_start(after, [*so_far, new.activity], change)
    return change


def _ended(activity: Activity, *, by: date | None) -> Activity:
    """The same, ended where the next one starts."""
    if by is None or (activity.ended_on is not None and activity.ended_on < by):
        return activity
    return replace(activity, ended_on=by - ONE_DAY)


def _with_neet_start(activity: Activity, before: Sequence[Activity]) -> Activity:
    return replace(activity, neet_started_on=neet_started_on([*before, activity]))


def _carry_neet_start(
    after: Sequence[ActivityStatement], history: list[Activity], change: Change
) -> None:
    """What came in between can cut a spell of NEET in two, or join it to an earlier one."""
    for row in after:
        activity = _with_neet_start(replace(row.activity, neet_started_on=None), history)
        if activity.neet_started_on == row.neet_started_on:
            return
        change.say_otherwise(row, activity)
        history.append(activity)
