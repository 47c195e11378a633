"""What a list of starters and leavers does to an activity, or why a person has to look.

A supplier's help pages are the source of the tolerance, of the exceptions and of what follows an
end. That a fresher fact is never overwritten silently, and that nothing stands in the way of a
person who is not known, is ours.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from onward.programmes.participation.activity import Activity

NOT_KNOWN = "810"
NOTHING_KNOWN = frozenset({NOT_KNOWN, "820", "830"})
A_DAY = timedelta(days=1)


class Effect(StrEnum):
    """What is done with a row."""

    NOTHING = "NOTHING"
    CONFIRMED = "CONFIRMED"
    STARTED = "STARTED"
    ENDED = "ENDED"
    NOTED = "NOTED"
    ASKED = "ASKED"


class Why(StrEnum):
    """Why a row is noted or asked about, and changes nothing."""

    WITHIN_TOLERANCE = "WITHIN_TOLERANCE"
    FRESHER_KNOWN = "FRESHER_KNOWN"
    OTHER_START = "OTHER_START"
    OTHER_END = "OTHER_END"
    OTHER_ACTIVITY = "OTHER_ACTIVITY"


class NeitherStartNorEnd(ValueError):
    """A row that says nothing."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a row says, as its sender knew it on a day. Raises NeitherStartNorEnd."""

    code: str
    told_on: date
    started_on: date | None = None
    ended_on: date | None = None

    def __post_init__(self) -> None:
        if self.started_on is None and self.ended_on is None:
            raise NeitherStartNorEnd("The row has neither a start nor an end.")

    @property
    def has_ended(self) -> bool:
        """An end still to come is a predicted end."""
        return self.ended_on is not None and self.ended_on <= self.told_on


@dataclass(frozen=True)
class Change:
    """What a row does, why it does not do more, and the activities as they then stand."""

    effect: Effect
    activities: tuple[Activity, ...] = ()
    why: Why | None = None


UNCHANGED = Change(Effect.NOTHING)


def change(
    current: Activity | None,
    told: Told,
    *,
    run_on: date,
    tolerance: timedelta,
    is_same_place: bool = True,
) -> Change:
    """What the row does to the current activity of the person whom it was matched to.

    The same row once more does nothing. An activity that began within the tolerance before the
    run is left as it is, and the row is noted. The same activity elsewhere is another one.
    """
    if current is None or current.code in NOTHING_KNOWN:
        return _where_nothing_is_known(current, told)
    is_same = is_same_place and told.code == current.code
    found = _of_the_same(current, told) if is_same else _of_another(current, told)
    if found.effect not in {Effect.STARTED, Effect.ENDED}:
        return found
    if current.verified_on is not None and current.verified_on > told.told_on:
        return _asked(Why.FRESHER_KNOWN)
    if current.started_on >= run_on - tolerance:
        return Change(Effect.NOTED, why=Why.WITHIN_TOLERANCE)
    return found


def _where_nothing_is_known(current: Activity | None, told: Told) -> Change:
    if told.has_ended:
        # Where somebody was who is lost again is no news about today.
        return UNCHANGED
    if told.started_on is None:
        return _asked(Why.OTHER_START)
    return _started(current, told, on=told.started_on)


def _of_the_same(current: Activity, told: Told) -> Change:
    if told.started_on not in (None, current.started_on):
        return _asked(Why.OTHER_START)
    if told.has_ended and current.ended_on is None:
        return _ended(current, told)
    if told.has_ended:
        return UNCHANGED if current.ended_on == told.ended_on else _asked(Why.OTHER_END)
    confirmed = replace(
        current,
        verified_on=max(current.verified_on or told.told_on, told.told_on),
        predicted_end_on=told.ended_on or current.predicted_end_on,
    )
    return UNCHANGED if confirmed == current else Change(Effect.CONFIRMED, (confirmed,))


def _of_another(current: Activity, told: Told) -> Change:
    if told.has_ended and told.ended_on and told.ended_on < current.started_on:
        return UNCHANGED
    is_later = told.started_on is not None and told.started_on > current.started_on
    if told.has_ended or not is_later or told.started_on is None:
        return _asked(Why.OTHER_ACTIVITY)
    return _started(current, told, on=told.started_on)


def _started(current: Activity | None, told: Told, *, on: date) -> Change:
    begun = Activity(
        code=told.code,
        started_on=on,
        ascertained_on=told.told_on,
        verified_on=told.told_on,
        predicted_end_on=told.ended_on,
    )
    if current is None or on <= current.started_on:
        return Change(Effect.STARTED, (begun,))
    return Change(Effect.STARTED, (replace(current, ended_on=on - A_DAY), begun))


def _ended(current: Activity, told: Told) -> Change:
    """The activity with its end, and after it that nobody knows."""
    ended_on = told.ended_on or told.told_on
    if ended_on < current.started_on:
        return _asked(Why.OTHER_END)
    lost = Activity(code=NOT_KNOWN, started_on=ended_on + A_DAY, ascertained_on=told.told_on)
    return Change(Effect.ENDED, (replace(current, ended_on=ended_on), lost))


def _asked(why: Why) -> Change:
    return Change(Effect.ASKED, why=why)
