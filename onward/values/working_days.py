"""Working days: Monday to Friday less the bank holidays of a nation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import holidays

SATURDAY, DAYS_A_WEEK = 5, 7


class Nation(StrEnum):
    """Whose bank holidays count; England and Wales share one list."""

    ENGLAND_AND_WALES = "ENGLAND_AND_WALES"
    SCOTLAND = "SCOTLAND"
    NORTHERN_IRELAND = "NORTHERN_IRELAND"


LIST_OF = {
    Nation.ENGLAND_AND_WALES: "ENG",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


@dataclass(frozen=True)
class Override:
    """A day on which a contract's calendar differs from its nation's."""

    on: date
    is_working: bool


@dataclass(frozen=True)
class Calendar:
    """The working days of one nation, with the differences a contract states.

    A text that counts the bank holidays of the United Kingdom counts those of `also` too.
    """

    nation: Nation
    overrides: frozenset[Override] = frozenset()
    also: frozenset[Nation] = frozenset()

    def is_working_day(self, day: date) -> bool:
        if Override(day, is_working=False) in self.overrides:
            return False
        if Override(day, is_working=True) in self.overrides:
            return True
        return _is_weekday(day) and day not in self._holidays(day.year)

    def working_days_after(self, day: date, *, days: int) -> date:
        """The last of so many working days, the day after the trigger being day 1.

        Source 004 and the memoranda say "within n working days" without a first day; the
        count is our convention (`programmes.md` section 9). Raises ValueError below 0.
        """
        if days < 0:
            raise ValueError("Working days are counted forwards.")
        while days:
            day += timedelta(days=1)
            days -= self.is_working_day(day)
        return day

    def working_days_until(self, day: date, *, today: date) -> int:
        """How many working days are left: 0 on the day itself, and below 0 once it has passed.

        The first day after it is overdue by 1 even where it is no working day.
        """
        if day >= today:
            return self._working_days(after=today, until=day)
        return -max(1, self._working_days(after=day, until=today))

    def _working_days(self, *, after: date, until: date) -> int:
        """By whole weeks: a list may show fifty days that are long overdue."""
        weeks, left = divmod((until - after).days, DAYS_A_WEEK)
        last_days = (until - timedelta(days=count) for count in range(left))
        plain = SATURDAY * weeks + sum(map(_is_weekday, last_days))
        return plain + sum(
            self.is_working_day(day) - _is_weekday(day)
            for day in self._exceptions(years=range(after.year, until.year + 1))
            if after < day <= until
        )

    def _exceptions(self, *, years: Iterable[int]) -> set[date]:
        """The days of these years that may differ from their day of the week."""
        listed = {day for year in years for day in self._holidays(year)}
        return listed | {override.on for override in self.overrides}

    def _holidays(self, year: int) -> frozenset[date]:
        if not self.also:
            return bank_holidays(self.nation, year=year)
        return frozenset().union(
            *(bank_holidays(nation, year=year) for nation in {self.nation, *self.also})
        )


def _is_weekday(day: date) -> bool:
    return day.weekday() < SATURDAY


@lru_cache(maxsize=512)
def bank_holidays(nation: Nation, *, year: int) -> frozenset[date]:
    """The bank holidays of a year as the `holidays` package lists them.

    Includes both a holiday on a weekend and its substitute. A contract keeps what differs
    as overrides, so that a past answer does not move when the package is updated.
    """
    return frozenset(holidays.country_holidays("GB", subdiv=LIST_OF[nation], years=year))
