"""Spans of days and calendar months."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from onward.values.bad_value import BadValue


class BadPeriod(BadValue):
    """A period that ends before it begins."""


@dataclass(frozen=True, order=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadPeriod("The end is before the start.", "Give an end on or after the start.")

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def days_covered(periods: Iterable[Period]) -> int:
    """Count the days in at least one period; a day in several counts once."""
    covered, reached = 0, date.min
    for period in sorted(periods):
        fresh_from = max(period.first, reached + timedelta(days=1))
        if fresh_from <= period.last:
            covered += Period(fresh_from, period.last).days
            reached = period.last
    return covered


def months_after(day: date, *, months: int) -> date:
    """The same day of the month so many months later, or before if negative.

    Where that month is too short, its last day: 31 January + 1 month is 28 or 29 February.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def month_before(day: date) -> Period:
    """The whole calendar month before the one that the day lies in."""
    last = day.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)
