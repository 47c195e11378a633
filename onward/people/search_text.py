"""Reading what someone types into the one search box: each part is known by its shape."""

import re
from dataclasses import dataclass
from datetime import date

from onward.values.dates import BadDate, read_date
from onward.values.names import search_key

LONGEST_TEXT = 200
MOST_WORDS = 5

DATE = re.compile(r"(?<!\S)[0-9]{1,4}[/-][0-9]{1,2}[/-][0-9]{1,4}(?!\S)")
# Whole or from the start, as people write them: "LE1 6", "le16ab"; "QQ 12 34", "qq123456c".
NINO = re.compile(r"[A-Z]{2}(?:[ -]?[0-9]){6}(?:[ -]?[A-D])?|[A-Z]{2}(?:[ -]?[0-9]){1,5}")
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?(?: ?[0-9][A-Z]{0,2})?|BFPO ?[0-9]{1,4}")
WHOLE_WORDS = r"(?<![A-Z0-9])(?:{})(?![A-Z0-9])"
CODES = tuple(re.compile(WHOLE_WORDS.format(shape.pattern)) for shape in (NINO, POSTCODE))


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What a text asks for; every part that is there must fit.

    `codes` are National Insurance numbers or postcodes, or how they begin, in capitals
    without blanks: "LE16" could be either. `words` are those of a name, folded.
    """

    birth_dates: tuple[date, ...] = ()
    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def read_search(text: str, *, on: date) -> Sought | None:
    """The parts of a text, or None where it cannot fit anyone.

    A date must be one that a person alive on `on` can have been born on, in a form that
    `onward.values.dates` reads; a single letter alone asks for too much.
    """
    rest = " ".join(text[:LONGEST_TEXT].upper().split())
    try:
        birth_dates = tuple(map(read_date, DATE.findall(rest)))
    except BadDate:
        return None
    codes, rest = _take_codes(DATE.sub(" ", rest))
    sought = Sought(
        birth_dates=birth_dates, codes=tuple(codes), words=tuple(search_key(rest).split())
    )
    return sought if _is_answerable(sought, on=on) else None


def could_begin_nino(code: str) -> bool:
    return NINO.fullmatch(code) is not None


def could_begin_postcode(code: str) -> bool:
    return POSTCODE.fullmatch(code) is not None


def _take_codes(text: str) -> tuple[list[str], str]:
    """The codes in a text, and the text without them.

    The longest reading counts: "LE1 6AB" is one postcode, not LE1 and a rest.
    """
    codes, rest, start = [], "", 0
    while readings := [place for shape in CODES if (place := shape.search(text, start))]:
        longest = min(readings, key=lambda place: (place.start(), -place.end()))
        codes.append(re.sub("[ -]", "", longest[0]))
        rest += text[start : longest.start()]
        start = longest.end()
    return codes, rest + text[start:]


def _is_answerable(sought: Sought, *, on: date) -> bool:
    if len(sought.words) > MOST_WORDS or any(born > on for born in sought.birth_dates):
        return False
    if sought.birth_dates or sought.codes:
        return True
    return any(len(word) > 1 for word in sought.words)
