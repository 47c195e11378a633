"""UK telephone numbers."""

import re
from dataclasses import dataclass
from typing import Self

from onward.values.bad_value import BadValue

EXTENSION = re.compile(r"\s*(?:extension|ext\.?|x|#)\s*[0-9]+$", re.IGNORECASE)
WRITTEN = re.compile(r"\+?[0-9 ()./\-]+")
PREFIX_OF_UK = re.compile(r"(?:\+|00)440?")
LONGEST_LOCAL, LONGEST = 8, 15


class BadTelephone(BadValue):
    """A text that cannot be a telephone number."""


@dataclass(frozen=True)
class Telephone:
    """A number as given and as compared: "0..." for the UK, "+..." for elsewhere.

    `normalised` leaves out an extension. A local number without its STD code is kept as
    it is; `std_code_looks_missing` asks for a warning, not a refusal (REQ-004-008).
    """

    original: str
    normalised: str
    std_code_looks_missing: bool

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number with blanks, brackets, hyphens, +44 or 0044. Raises BadTelephone."""
        written = EXTENSION.sub("", text.strip())
        if not WRITTEN.fullmatch(written):
            raise BadTelephone(
                "This is not a telephone number.",
                "Write digits with the STD code first, like 0131 496 0123.",
            )
        normalised = _normalised(written)
        missing = not normalised.startswith(("0", "+")) and len(normalised) <= LONGEST_LOCAL
        return cls(text, normalised, std_code_looks_missing=missing)

    def __str__(self) -> str:
        return self.original


def _normalised(written: str) -> str:
    packed = re.sub(r"[^0-9+]", "", written)
    digits = PREFIX_OF_UK.sub("0", packed, count=1) if PREFIX_OF_UK.match(packed) else packed
    digits = re.sub(r"^00", "+", digits)
    # Spreadsheets take a number's first 0 away; ten digits from 1, 2, 3 or 7 show it.
    if re.fullmatch(r"[1237][0-9]{9}", digits):
        digits = f"0{digits}"
    if not 3 <= len(digits.lstrip("+")) <= LONGEST:
        raise BadTelephone(
            "A telephone number has between 3 and 15 digits.",
            "Check that none is missing or typed twice.",
        )
    return digits
