"""Who started and who left: each row finds its person, and its activity is told or asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.formats.problem import Problem
from onward.intake.findings import Handed, HandOver, problem_at
from onward.intake.list_settings import Settings
from onward.intake.starters_leavers.meaning import (
    Spell,
    code_of,
    is_at,
    where_of,
    with_an_expected_end,
)
from onward.intake.young_people.caseload import found_among_followed, rounds
from onward.intake.young_people.items import day_of_list
from onward.people.models import Fact, Record
from onward.programmes.participation.updating import Change, Effect, Told, Why, change
from onward.tracking.activities.history import Told as ToldOf
from onward.tracking.activities.history import Where
from onward.tracking.activities.telling import Source, present_activities, tell
from onward.tracking.models import ActivityStatement

EFFECTS = {Effect.STARTED: "begun", Effect.ENDED: "left", Effect.CONFIRMED: "confirmed"}
WHY: Mapping[Why, Promise] = {
    Why.WITHIN_TOLERANCE: _("The present activity began too few days ago to be changed by a list."),
    Why.FRESHER_KNOWN: _("What is held was confirmed after the day of the list."),
    Why.OTHER_START: _("The activity that is held began on another day."),
    Why.OTHER_END: _("The activity that is held ended on another day."),
    Why.OTHER_ACTIVITY: _("Another activity is held, which the row does not end."),
}
ON_THE_PAGE = _("See which is right, and put it right on the young person's page.")
NO_CODE = _("Nobody has said which activity this situation is.")
SET_IT = _("Say it in the settings of this list, then send the row again.")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row with its person, and what is known of what they do."""

    spell: Spell
    record: Record
    current: ActivityStatement | None


@dataclass(frozen=True, kw_only=True)
class Going:
    """A row that changes something, and the telling that does."""

    row: Row
    told: ToldOf
    effect: Effect
    end_is_assumed: bool


def hand_over(spells: Sequence[Spell], turn: HandOver) -> Handed:
    """Tell the activities of these rows, where what is held lets them be told."""
    handed = Handed()
    matched = found_among_followed(spells, turn, handed)
    for rows in rounds(matched):
        _tell(rows, turn, handed)
    return handed


def _tell(matched: Sequence[tuple[Spell, Record]], turn: HandOver, handed: Handed) -> None:
    present = present_activities([record for _spell, record in matched])
    going: dict[UUID, Going] = {}
    for spell, record in matched:
        row = Row(spell=spell, record=record, current=present.get(record.pk))
        if (one := _going(row, turn, handed)) is not None:
            going[record.pk] = one
    source = Source(kind=Fact.Source.FILE, by=turn.by, source_id=turn.landing_id)
    answered = tell([each.told for each in going.values()], source=source, at=turn.at)
    for told, bad in answered.refused:
        row = going.pop(told.record.pk).row
        handed.problems.append(_at(row, turn, rule=bad.rule, remedy=bad.remedy))
    for each in going.values():
        handed.done += 1
        handed.effect[EFFECTS[each.effect], ""] += 1
        handed.effect["end_assumed", ""] += each.end_is_assumed


def _going(row: Row, turn: HandOver, handed: Handed) -> Going | None:
    """What the row does; None where it does nothing or somebody has to look."""
    settings = Settings(**turn.settings)
    code = code_of(row.spell, row.current, activities=settings.activities)
    if not code:
        handed.problems.append(_at(row, turn, rule=str(NO_CODE), remedy=str(SET_IT)))
        return None
    found = _change(row, code, settings, turn)
    if found.effect in (Effect.NOTHING, Effect.NOTED):
        handed.unchanged += 1
        handed.effect["unchanged", ""] += 1
    if found.why is not None:
        noted = _at(row, turn, rule=str(WHY[found.why]), remedy=str(ON_THE_PAGE))
        (handed.warnings if found.effect is Effect.NOTED else handed.problems).append(noted)
    return _as_told(row, found, turn) if found.effect in EFFECTS else None


def _change(row: Row, code: str, settings: Settings, turn: HandOver) -> Change:
    told = Told(
        code=code,
        told_on=day_of_list(turn),
        started_on=row.spell.started_on,
        ended_on=row.spell.ended_on,
    )
    return change(
        row.current.activity if row.current else None,
        told,
        run_on=turn.on,
        tolerance=settings.tolerance,
        is_same_place=is_at(row.current, where_of(row.spell)) is not False,
    )


def _as_told(row: Row, found: Change, turn: HandOver) -> Going:
    """The last activity of the change: where it begins it ends what was before."""
    said = found.activities[-1]
    activity = with_an_expected_end(said, on=day_of_list(turn))
    where = Where() if found.effect is Effect.ENDED else where_of(row.spell)
    return Going(
        row=row,
        told=ToldOf(record=row.record, activity=activity, where=where),
        effect=found.effect,
        end_is_assumed=activity.predicted_end_on != said.predicted_end_on,
    )


def _at(row: Row, turn: HandOver, *, rule: str, remedy: str) -> Problem:
    spell = row.spell
    column = "startdate" if spell.ended_on is None else "enddate"
    value = spell.ended_on or spell.started_on
    return problem_at(turn.file_name, spell.row_number, column, value, rule=rule, remedy=remedy)
