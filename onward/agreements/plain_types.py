"""Reading plain values: words, codes, dates, numbers.

Each function takes what a page, a file or a program gives and returns the one form that is stored,
or raises BadValue. Reading a stored form gives the same form again.
"""

import re
import unicodedata
from collections.abc import Collection
from datetime import UTC, date, datetime
from decimal import Decimal

from onward.values.bad_value import BadValue
from onward.values.dates import read_date
from onward.values.pence import pounds

LONGEST_LINE = 200
LONGEST_TEXT = 10_000
LARGEST_COUNT = 100_000
HOURS_IN_A_WEEK = 168
# No single payment of any programme comes near; a file with a misplaced comma would.
LARGEST_SUM = 100_000_000_00

YES = frozenset({"yes", "y", "true"})
NO = frozenset({"no", "n", "false"})
# A spreadsheet would run a cell that begins so.
BEGINS_A_FORMULA = ("=", "+", "-", "@")
# They turn the direction of reading round, so that a name can look like another.
TURNS_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
DIGITS = re.compile(r"[0-9]{1,9}")
HOURS_REMEDY = "Write a number from 0 to 168, like 37.5."
HOURS = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?")
EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]]+@[^@\s<>,;:\"()\[\]]+\.[^@\s<>,;:\"()\[\]]+")


def as_line(value: object, *, longest: int = LONGEST_LINE) -> str:
    """One line of words, in composed Unicode (NFC), blanks at the ends gone."""
    line = _words(value)
    if "\n" in line or "\t" in line:
        raise BadValue("This must be one line.", "Take out line breaks and tabs.")
    if line.startswith(BEGINS_A_FORMULA):
        raise BadValue(
            "This begins with a sign that a spreadsheet takes for a formula.",
            "Take out the =, +, - or @ at the start.",
        )
    return _short_enough(line, longest=longest)


def as_text(value: object, *, longest: int = LONGEST_TEXT) -> str:
    """Words in any number of lines, ended by a line feed each."""
    return _short_enough(_words(value), longest=longest)


def as_code(value: object, codes: Collection[str]) -> str:
    """One code of a closed list, whatever its case and blanks; any line if there is no list."""
    line = as_line(value)
    if not codes:
        return line
    for code in codes:
        if _bare(code) == _bare(line):
            return code
    raise BadValue("This is not one of the values in the list.", f"Use {' or '.join(codes)}.")


def as_boolean(value: object) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    word = value.strip().casefold() if isinstance(value, str) else ""
    if word not in YES | NO:
        raise BadValue("This is neither yes nor no.", "Write yes or no.")
    return word in YES


def as_date(value: object) -> str:
    """A day as yyyy-mm-dd."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return read_date(value.isoformat()).isoformat()
    return read_date(_typed_text(value)).isoformat()


def as_past_date(value: object, *, on: date) -> str:
    """A day that has come by `on`."""
    day = as_date(value)
    if day > on.isoformat():
        raise BadValue("This date is in the future.", "Give the day it happened, today or earlier.")
    return day


def as_datetime(value: object) -> str:
    """A moment in UTC as yyyy-mm-ddThh:mm:ssZ; one without a time zone is refused."""
    moment = value if isinstance(value, datetime) else _read_moment(_typed_text(value))
    if moment.tzinfo is None:
        raise BadValue("This time has no time zone.", "Add the zone, like 2017-04-03T09:30:00Z.")
    as_date(moment.date())
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def as_count(value: object) -> int:
    """A whole number from 0 to 100,000."""
    if isinstance(value, str) and DIGITS.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadValue("This is not a whole number of 0 or more.", "Write digits only, like 91.")
    if value > LARGEST_COUNT:
        raise BadValue("This number is over 100,000.", "Check it for a digit too many.")
    return value


def as_hours(value: object) -> str:
    """Hours in a week, 0 to 168 at most two decimals, as text because no fraction is stored."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise BadValue("This is not a number of hours.", HOURS_REMEDY)
    # Through Decimal, because writing out an endless integer is an error of its own.
    text = f"{Decimal(value):f}" if isinstance(value, int | Decimal) else str(value).strip()
    if not HOURS.fullmatch(text):
        raise BadValue("This is not a number of hours.", HOURS_REMEDY)
    hours = Decimal(text)
    if hours > HOURS_IN_A_WEEK:
        raise BadValue("A week has only 168 hours.", HOURS_REMEDY)
    whole, _, part = f"{hours:f}".partition(".")
    part = part.rstrip("0")
    return f"{int(whole)}.{part}" if part else str(int(whole))


def as_pence(value: object) -> int:
    """A sum in pence: text is read as pounds ("385.00"), a whole number is pence already."""
    if isinstance(value, int) and not isinstance(value, bool):
        pence = int(value)
    else:
        pence = int(pounds(_typed_text(value)))
    if not 0 <= pence <= LARGEST_SUM:
        raise BadValue("This sum is not between £0 and £100 million.", "Check the sum.")
    return pence


def as_email(value: object) -> str:
    line = as_line(value)
    if not EMAIL.fullmatch(line):
        raise BadValue("This is not an email address.", "Write it like name@example.org.")
    return line


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise BadValue("This is not text.", "Give it as words.")
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    # Nearly all text is printable, and asking that of the whole is a hundred times quicker.
    if not text.isprintable() and any(_is_control(character) for character in text):
        raise BadValue("This has a control character in it.", "Type it again without copying.")
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        raise BadValue("This is empty.", "Leave the item out if it is not held.")
    return text


def _is_control(character: str) -> bool:
    if character in "\n\t":
        return False
    return unicodedata.category(character) in {"Cc", "Cs"} or character in TURNS_DIRECTION


def _short_enough(text: str, *, longest: int) -> str:
    if len(text) > longest:
        raise BadValue(f"This is longer than {longest} characters.", "Shorten it.")
    return text


def _bare(code: str) -> str:
    return re.sub(r"[\W_]+", "", code).casefold()


def _typed_text(value: object) -> str:
    if not isinstance(value, str):
        raise BadValue("This is not text.", "Give it as words.")
    return value


def _read_moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadValue(
            "This is not a date with a time.", "Write it like 2017-04-03T09:30:00Z."
        ) from None
