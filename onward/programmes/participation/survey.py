"""The activity survey: what last year's year 11 did on 1 November, as known at the return.

Two times count. A fact belongs to 1 November by its own dates, and it counts if it was recorded
before the survey is returned, even if that was in January.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from onward.programmes.participation.activity import Activity
from onward.programmes.participation.doubts import Doubt
from onward.programmes.participation.years import YEAR_ELEVEN, year_group

NOVEMBER = 11
DOUBTS = (Doubt.PRIMARY_AMONG_CONFIRMED,)


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """An activity as it was recorded at a time; confirmed by somebody who knows, or not."""

    activity: Activity
    known_since: datetime
    is_confirmed: bool


def reference_day(survey_year: int) -> date:
    return date(survey_year, NOVEMBER, 1)


def is_surveyed(born: date, *, survey_year: int) -> bool:
    """Whether somebody was in year 11 in the summer before."""
    return year_group(born, on=date(survey_year, 8, 31)) == YEAR_ELEVEN


def answer(
    recorded: Iterable[Recorded], *, survey_year: int, returned_at: datetime
) -> Activity | None:
    """The primary confirmed activity of 1 November, or None where none is confirmed.

    Where the primary one is not confirmed, the confirmed one beside it answers; of several, the
    last to start.
    """
    on = reference_day(survey_year)
    found = [
        each.activity
        for each in recorded
        if each.is_confirmed and each.known_since <= returned_at and _holds(each.activity, on=on)
    ]
    return max(found, key=lambda each: (each.is_primary, each.started_on), default=None)


def _holds(activity: Activity, *, on: date) -> bool:
    return activity.started_on <= on and (activity.ended_on is None or activity.ended_on >= on)
