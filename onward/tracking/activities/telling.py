"""What young people do: told by a source, confirmed, put right, and taken back if told wrongly."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.parties.models import Staff
from onward.people.facts import NewFact, add_facts
from onward.people.lookups import one_of
from onward.people.models import Fact, Record
from onward.programmes.participation.activity import Activity
from onward.programmes.participation.currency import currency_rules
from onward.tenancy.bulk import insert_all
from onward.tracking.activities.faults import faults_of
from onward.tracking.activities.history import Change, Told, placed, told_of
from onward.tracking.activities.models import ActivityStatement
from onward.values.bad_value import BadValue

ITEMS = (
    *("activity", "activity_started_on", "activity_ascertained_on", "activity_verified_on"),
    *("activity_review_on", "activity_predicted_end_on", "activity_lapses_on"),
    *("neet_started_on", "establishment_number", "school_attended", "provider_reference_number"),
)


class TooLateToUndo(ValueError):
    """Ten minutes have passed, it was undone before, or something was told since."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Who says it: staff, a file, another organisation, the young person."""

    kind: Fact.Source
    by: Staff | None = None
    source_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What became of what was told: the act it can be undone by, and each one's outcome."""

    act: UUID
    done: list[Told] = field(default_factory=list)
    unchanged: list[Told] = field(default_factory=list)
    refused: list[tuple[Told, BadValue]] = field(default_factory=list)


@transaction.atomic
def tell(told: Sequence[Told], *, source: Source, at: datetime) -> Answered:
    """Put each activity in its place in the person's history; one telling about a person at most.

    A later start ends what was current; the same start puts it right; an earlier one fills a gap
    and leaves the present alone. One that cannot be true is refused, the others are kept.
    """
    answered = Answered(act=uuid4())
    histories = _histories([each.record for each in told])
    changes: list[Change] = []
    for each in told:
        if faults := faults_of(each.activity, on=localdate(at)):
            answered.refused.append((each, faults[0]))
            continue
        change = placed(each, histories.get(each.record.pk, []))
        (answered.done if change.said else answered.unchanged).append(each)
        changes.append(change)
    _store(changes, act=answered.act, source=source, at=at)
    return answered


def confirm(
    statements: Sequence[ActivityStatement], *, on: date, source: Source, at: datetime
) -> Answered:
    """Say that nothing has changed, as of a day; an activity confirmed later stays so.

    One that is believed until so long after its review was looked at again by this.
    """
    told = [
        replace(told_of(each), activity=_confirmed(each.activity, on=on), is_confirmed=True)
        for each in statements
        if each.verified_on is None or each.verified_on < on
    ]
    return tell(told, source=source, at=at)


def _confirmed(activity: Activity, *, on: date) -> Activity:
    known = replace(activity, verified_on=on)
    if not currency_rules(on).counts_from_review(activity.code):
        return known
    return replace(known, review_on=max(on, activity.review_on or on))


@transaction.atomic
def undo(act: UUID, *, source: Source, at: datetime, of: Record | None = None) -> Answered:
    """Take back what was told at once, of one person or all, where nothing was told of them since.

    What had been replaced is said again; the history keeps that it was once told otherwise.
    """
    theirs = ActivityStatement.objects.filter(**({"record": of} if of else {}))
    told = list(theirs.filter(act=act).select_related("record"))
    before = list(theirs.filter(replaced_by=act).select_related("record"))
    touched_since = {each.record_id for each in told if each.replaced_at is not None}
    changes: dict[UUID, Change] = {}
    for each in told:
        change = changes.setdefault(each.record_id, Change(each.record))
        change.replaced.append(each)
    for each in before:
        changes[each.record_id].said.append((each.spell, told_of(each)))
    undone = Answered(act=uuid4())
    for change in changes.values():
        was = told_of(change.replaced[0])
        if change.record.pk in touched_since:
            undone.refused.append((was, _told_since()))
        else:
            undone.done.append(was)
    free = [change for pk, change in changes.items() if pk not in touched_since]
    _store(free, act=undone.act, source=source, at=at)
    return undone


def present_activities(records: Iterable[Record]) -> dict[UUID, ActivityStatement]:
    """What each of these people does now, as far as it is known."""
    present = ActivityStatement.objects.filter(
        one_of("record_id", [record.pk for record in records]),
        replaced_at=None,
        ended_on=None,
        is_primary=True,
    )
    return {each.record_id: each for each in present}


def activities_on(
    records: Iterable[Record], *, on: date, known_at: datetime
) -> dict[UUID, ActivityStatement]:
    """What each of these people did on a day, as it was known at a moment."""
    said = _said_of([record.pk for record in records], on=on, known_at=known_at)
    return {each.record_id: each for each in said}


def as_activities_on(
    record_ids: Collection[UUID], *, on: date, known_at: datetime
) -> dict[UUID, Activity]:
    """The same for the rules alone: of a whole cohort, rows would take most of the time."""
    said = _said_of(record_ids, on=on, known_at=known_at)
    names = [field.name for field in fields(Activity)]
    return {
        record_id: Activity(**dict(zip(names, values, strict=True)))
        for record_id, *values in said.values_list("record_id", *names)
    }


def _said_of(
    record_ids: Collection[UUID], *, on: date, known_at: datetime
) -> QuerySet[ActivityStatement]:
    said = ActivityStatement.objects.filter(
        one_of("record_id", record_ids),
        is_primary=True,
        started_on__lte=on,
        known_at__lte=known_at,
    )
    said = said.exclude(ended_on__lt=on).exclude(replaced_at__lte=known_at)
    return said.order_by("record_id", "started_on")


def _histories(records: Sequence[Record]) -> dict[UUID, list[ActivityStatement]]:
    """The primary activities of each, by start; their records are held against another telling."""
    ids = [record.pk for record in records]
    list(Record.objects.filter(one_of("pk", ids)).order_by("pk").select_for_update(no_key=True))
    said = ActivityStatement.objects.filter(
        one_of("record_id", ids), replaced_at=None, is_primary=True
    )
    found: dict[UUID, list[ActivityStatement]] = {}
    for row in said.select_related("record").order_by("record_id", "started_on"):
        found.setdefault(row.record_id, []).append(row)
    return found


def _store(changes: Sequence[Change], *, act: UUID, source: Source, at: datetime) -> None:
    replaced = [row.pk for change in changes for row in change.replaced]
    ActivityStatement.objects.filter(one_of("pk", replaced)).update(replaced_at=at, replaced_by=act)
    rows = [
        _row(change.record, spell, told, act=act, source=source, at=at)
        for change in changes
        for spell, told in change.said
    ]
    insert_all(rows)
    present = {row.record_id: row for row in rows if _is_present(row)}
    was = {row.record_id for change in changes for row in change.replaced if _is_present(row)}
    told = was | present.keys()
    add_facts(
        [
            _fact(change.record, present.get(change.record.pk), source=source, at=at)
            for change in changes
            if change.record.pk in told
        ]
    )


def _is_present(row: ActivityStatement) -> bool:
    return row.is_primary and row.ended_on is None


def _row(
    record: Record, spell: UUID, told: Told, *, act: UUID, source: Source, at: datetime
) -> ActivityStatement:
    activity = told.activity
    return ActivityStatement(
        organisation_id=record.organisation_id,
        restricted_to=record.restricted_to,
        record=record,
        spell=spell,
        code=activity.code,
        started_on=activity.started_on,
        ended_on=activity.ended_on,
        is_primary=activity.is_primary,
        is_confirmed=told.is_confirmed,
        ascertained_on=activity.ascertained_on or localdate(at),
        verified_on=activity.verified_on,
        review_on=activity.review_on,
        predicted_end_on=activity.predicted_end_on,
        neet_started_on=activity.neet_started_on,
        lapses_on=currency_rules(localdate(at)).lapses_on(activity),
        establishment_number=told.where.establishment_number,
        establishment_name=told.where.establishment_name,
        provider_number=told.where.provider_number,
        source=source.kind,
        source_id=source.source_id,
        by=source.by.handle if source.by else None,
        act=act,
        known_at=at,
    )


def _fact(
    record: Record, row: ActivityStatement | None, *, source: Source, at: datetime
) -> NewFact:
    """The present activity as the record holds it: every part of it, those not known withdrawn."""
    return NewFact(
        record=record,
        values=values_of(row) if row else dict.fromkeys(ITEMS),
        source=source.kind,
        source_id=source.source_id,
        by=source.by,
        valid_from=row.started_on if row else localdate(at),
        at=at,
    )


def values_of(row: ActivityStatement) -> dict[str, object]:
    """A statement by items of the catalogue; None where the source said nothing."""
    return {
        "activity": row.code,
        "activity_started_on": row.started_on.isoformat(),
        "activity_ascertained_on": row.ascertained_on.isoformat(),
        "activity_verified_on": _day(row.verified_on),
        "activity_review_on": _day(row.review_on),
        "activity_predicted_end_on": _day(row.predicted_end_on),
        "activity_lapses_on": _day(row.lapses_on),
        "neet_started_on": _day(row.neet_started_on),
        "establishment_number": row.establishment_number or None,
        "school_attended": row.establishment_name or None,
        "provider_reference_number": row.provider_number or None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _told_since() -> BadValue:
    return BadValue(
        _("Something else was told of this young person since."),
        _("Put the activity right on their own page."),
    )
