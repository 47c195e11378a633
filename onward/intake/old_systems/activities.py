"""What people of an old system did: each activity told in its place, and compared."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from onward.formats.old_system import OldActivity
from onward.formats.problem import Problem
from onward.intake.findings import Handed, HandOver, problem_at
from onward.intake.old_systems.comparing import count_field
from onward.intake.old_systems.whose import about_people
from onward.intake.young_people.caseload import rounds
from onward.people.lookups import one_of
from onward.people.models import Fact, Record
from onward.programmes.participation.activities import UnknownActivity, meaning
from onward.programmes.participation.activity import Activity
from onward.tracking.activities.history import Told, Where
from onward.tracking.activities.telling import Source, tell
from onward.tracking.models import ActivityStatement
from onward.tracking.taking_over.actions import begin

DAYS = ("ended_on", "verified_on", "review_on", "predicted_end_on", "neet_started_on")
Statements = Mapping[tuple[UUID, date], ActivityStatement]


def in_time(activity: OldActivity) -> date:
    return activity.started_on


def hand_over(rows: Sequence[OldActivity], turn: HandOver) -> Handed:
    """Tell each activity of people who were taken over."""
    handed = Handed()
    begin(turn.landing_id, at=turn.at)
    for some in rounds(about_people(rows, turn, handed)):
        tell_activities(some, turn, handed)
    return handed


def tell_activities(
    rows: Sequence[tuple[OldActivity, Record]], turn: HandOver, handed: Handed
) -> None:
    """Tell one activity of each of these people, unless something fresher is held."""
    records = [record for _row, record in rows]
    held = _statements(records)
    present = {pk: each for (pk, _start), each in held.items() if each.ended_on is None}
    telling: dict[UUID, tuple[OldActivity, Told]] = {}
    for row, record in rows:
        against = _fresher(row, held.get((record.pk, row.started_on)), present.get(record.pk))
        if against:
            handed.problems.append(_problem(row, turn, rule=against, remedy=_see()))
        else:
            telling[record.pk] = row, _told(row, record)
    source = Source(kind=Fact.Source.FILE, by=turn.by, source_id=turn.landing_id)
    answered = tell([told for _row, told in telling.values()], source=source, at=turn.at)
    for told, bad in answered.refused:
        row, _told_of_it = telling[told.record.pk]
        handed.problems.append(_problem(row, turn, rule=bad.rule, remedy=bad.remedy))
    handed.done += len(answered.done)
    handed.unchanged += len(answered.unchanged)
    handed.effect["activities_told", ""] += len(answered.done)
    handed.effect["unchanged", ""] += len(answered.unchanged)
    _compare(rows, records, handed)


def _statements(records: Sequence[Record]) -> Statements:
    said = ActivityStatement.objects.filter(
        one_of("record_id", [record.pk for record in records]), replaced_at=None, is_primary=True
    )
    return {(each.record_id, each.started_on): each for each in said}


def _fresher(
    row: OldActivity, same: ActivityStatement | None, present: ActivityStatement | None
) -> str:
    """Why what is held stays; nothing where the row may be told."""
    if same is not None and _last_known(same) > _last_said(row):
        return _("The activity that is held was confirmed after what the row says.")
    is_later = present is not None and row.started_on > present.started_on
    if present is not None and is_later and _last_known(present) > _last_said(row):
        return _("Another activity that is held was confirmed after what the row says.")
    return ""


def _last_known(held: ActivityStatement) -> date:
    return max(filter(None, (held.ascertained_on, held.verified_on)))


def _last_said(row: OldActivity) -> date:
    days = (row.started_on, row.ascertained_on, row.verified_on, row.ended_on)
    return max(day for day in days if day is not None)


def _told(row: OldActivity, record: Record) -> Told:
    activity = Activity(
        code=row.code,
        started_on=row.started_on,
        ascertained_on=row.ascertained_on or row.verified_on or row.started_on,
        **{name: getattr(row, name) for name in DAYS},
    )
    where = Where(
        establishment_number=row.school,
        establishment_name=row.place,
        provider_number=row.provider,
    )
    return Told(record=record, activity=_with_days_of_what_is_over(activity), where=where)


def _with_days_of_what_is_over(activity: Activity) -> Activity:
    """What ended needs no day to be looked at again: its end stands for one that was not kept."""
    if activity.ended_on is None:
        return activity
    try:
        asked = meaning(activity.code, on=activity.started_on).asks_for
    except UnknownActivity:
        return activity
    lacking = [name for name in asked if name in ("predicted_end_on", "review_on")]
    for name in lacking:
        if getattr(activity, name) is None:
            activity = replace(activity, **{name: activity.ended_on})  # type: ignore[arg-type]
    return activity


def _compare(
    rows: Sequence[tuple[OldActivity, Record]], records: Sequence[Record], handed: Handed
) -> None:
    """Count what is held of each activity now beside what its row says."""
    now = _statements(records)
    for row, record in rows:
        held = now.get((record.pk, row.started_on))
        said = {"code": row.code, "started_on": row.started_on}
        said |= {name: day for name in DAYS if (day := getattr(row, name)) is not None}
        said |= {
            name: text
            for name, text in (
                ("establishment_number", row.school),
                ("establishment_name", row.place),
                ("provider_number", row.provider),
            )
            if text
        }
        for name, value in said.items():
            count_field(handed, name, held=getattr(held, name, None), said=value)


def _problem(row: OldActivity, turn: HandOver, *, rule: str, remedy: str) -> Problem:
    return problem_at(
        turn.file_name, row.row_number, "started_on", row.started_on, rule=rule, remedy=remedy
    )


def _see() -> str:
    return _("See which is right, and put it right on the young person's page.")
