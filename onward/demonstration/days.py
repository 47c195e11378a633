"""The days on which things happen in the demonstration: working days of Scotland."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from onward.demonstration.chance import shares
from onward.values.period import Period, months_after
from onward.values.working_days import Calendar, Nation

REFERRED = Period(date(2017, 4, 3), date(2017, 9, 29))
SHOWN = Period(date(2017, 4, 3), date(2018, 3, 31))
LONDON = ZoneInfo("Europe/London")
EVENING = time(18)
# Monday to Friday, and April to September: fewer in the first weeks and in the July holidays.
OF_THE_WEEK = (0.95, 1.12, 1.1, 1.05, 0.78)
OF_THE_MONTH = {4: 0.78, 5: 1.02, 6: 1.08, 7: 0.88, 8: 1.07, 9: 1.12}


class Cadence(StrEnum):
    """How often the files of the demonstration are sent."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


def cut_moments(cadence: Cadence) -> list[datetime]:
    """The evenings on which files are sent and the demonstration's clock stands still."""
    days = {
        Cadence.DAILY: _working_days(),
        Cadence.WEEKLY: [day for day in _each_day(SHOWN) if day.weekday() == 4],
        Cadence.MONTHLY: [
            months_after(SHOWN.first.replace(day=1), months=number) - timedelta(days=1)
            for number in range(1, 13)
        ],
    }[cadence]
    last = [] if days[-1] == SHOWN.last else [SHOWN.last]
    return [datetime.combine(day, EVENING, tzinfo=LONDON) for day in (*days, *last)]


def referral_days(people: int, *, dice: Random) -> list[date]:
    """The day of each referral, in order, over the working days of the published period."""
    days = [day for day in _working_days() if day in REFERRED]
    weights = [
        OF_THE_WEEK[day.weekday()] * OF_THE_MONTH[day.month] * dice.uniform(0.75, 1.25)
        for day in days
    ]
    counts = shares(people, weights=weights)
    return [day for day, count in zip(days, counts, strict=True) for _ in range(count)]


def working_day(day: date, *, later: int = 0) -> date:
    """This day or, if it is no working day, the next; then so many working days later.

    The year 2019 is far enough for all that happens; IndexError beyond it.
    """
    days = _working_days_to_come()
    return days[bisect_left(days, day) + later]


def _working_days() -> list[date]:
    return [day for day in _working_days_to_come() if day in SHOWN]


@cache
def _working_days_to_come() -> Sequence[date]:
    calendar = Calendar(Nation.SCOTLAND)
    return [
        day
        for day in _each_day(Period(SHOWN.first, date(2019, 12, 31)))
        if calendar.is_working_day(day)
    ]


def _each_day(period: Period) -> list[date]:
    return [period.first + timedelta(days=number) for number in range(period.days)]
