"""Dates as they stand in a return, and the academic ages that its rules go by."""

from datetime import date
from functools import lru_cache

from onward.values.academic_year import SEPTEMBER, AcademicYear
from onward.values.dates import EARLIEST_YEAR, LATEST_YEAR

APRIL = 4


@lru_cache(maxsize=1 << 16)
def day(text: str) -> date | None:
    """The date a text is, written CCYY-MM-DD; None for anything else, or before 1900."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if EARLIEST_YEAR <= found.year <= LATEST_YEAR else None


def after(first: str, second: str) -> bool:
    """Is the first of two dates later? Not where either is missing or no date."""
    # Dates written this way sort as texts, which is quick; only then must they be dates.
    return second != "" and first > second and bool(day(first)) and bool(day(second))


@lru_cache(maxsize=1 << 16)
def academic_age(born: str, period_end: date) -> int | None:
    """Age on the 31 August before the academic year that a period ends in; None without birth."""
    born_on = day(born)
    if born_on is None:
        return None
    # Below zero for whoever is not born by then: a file may say anything.
    return academic_year(period_end) - academic_year(born_on) - 1


def academic_year(on: date) -> int:
    """The year in which the academic year of a day begins, on 1 September."""
    return AcademicYear.of(on).begins_in


def guarantee_year(period_end: date) -> int:
    """The academic year whose years 11 and 12 a return's September Guarantee is about.

    From April to August the one that goes on; from September to March the one before, so that
    the same people stay, in years 12 and 13 by then.
    """
    year = academic_year(period_end)
    return year if APRIL <= period_end.month < SEPTEMBER else year - 1


@lru_cache(maxsize=1 << 16)
def birthday(born: str, years: int) -> str:
    """The day on which somebody reaches an age, CCYY-MM-DD; empty without a birth date."""
    born_on = day(born)
    if born_on is None:
        return ""
    try:
        return born_on.replace(year=born_on.year + years).isoformat()
    except ValueError:
        return date(born_on.year + years, 3, 1).isoformat()
