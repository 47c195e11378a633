"""Dates as people and spreadsheets write them."""

import re
from datetime import date

from onward.values.bad_value import BadValue

BRITISH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2099
REMEDY = "Write the date as dd/mm/yyyy or yyyy-mm-dd with a four-digit year, like 03/04/2017."


class BadDate(BadValue):
    """A text that is not a date in one of the two accepted forms."""


def read_date(text: str) -> date:
    """Read dd/mm/yyyy, d/m/yyyy or yyyy-mm-dd, years 1900 to 2099. Raises BadDate.

    Two-digit years, serial numbers and dates without separators are refused rather than
    guessed (open question 23).
    """
    text = text.strip()
    if found := BRITISH.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        raise BadDate("This is not a date in a form that can be read safely.", REMEDY)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise BadDate("The year is not between 1900 and 2099.", REMEDY)
    try:
        return date(year, month, day)
    except ValueError:
        raise BadDate("There is no such day in the calendar.", REMEDY) from None
