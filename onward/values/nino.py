"""The National Insurance number."""

import re
from dataclasses import dataclass
from typing import Self

from onward.values.bad_value import BadValue

SHAPE = re.compile(r"[A-Z]{2}[0-9]{6}[A-Z]")
WRITTEN = re.compile(
    r"(?<![A-Z0-9])[A-Z]{2}(?:[\s-]*[0-9]){6}[\s-]*[A-D](?![A-Z0-9])", re.IGNORECASE
)
NEVER_IN_PREFIX = frozenset("DFIQUV")
NEVER_ISSUED = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
FICTITIOUS = "QQ"
REMEDY = "Check it against a letter or payslip and write it in the format QQ 12 34 56 C."


class BadNino(BadValue):
    """A text that cannot be a National Insurance number."""


@dataclass(frozen=True, order=True, repr=False)
class Nino:
    """A National Insurance number: nine characters, upper case, no blanks.

    `str()` and `repr()` are masked, so that a number reaches a page or a file only
    where someone wrote `.text` or `.spaced`, and never a log by accident.
    """

    text: str

    def __post_init__(self) -> None:
        if not SHAPE.fullmatch(self.text):
            raise BadNino("A National Insurance number is 2 letters, 6 digits, 1 letter.", REMEDY)
        if self.text[-1] not in "ABCD":
            raise BadNino("A National Insurance number ends with A, B, C or D.", REMEDY)

    @classmethod
    def parse(cls, text: str, *, fictitious: bool = False) -> Self:
        """Read a number as people write it, with blanks or hyphens, in either case.

        `fictitious` also admits the never-issued prefix QQ: demonstrations and tests only.
        Raises BadNino. The rules are common knowledge about the number (`programmes.md` 2,
        DI-006), not a published specification.
        """
        nino = cls("".join(text.split()).replace("-", "").upper())
        _refuse_prefix(nino.text[:2], fictitious=fictitious)
        return nino

    @property
    def spaced(self) -> str:
        prefix, digits, suffix = self.text[:2], self.text[2:8], self.text[8]
        return f"{prefix} {digits[:2]} {digits[2:4]} {digits[4:]} {suffix}"

    @property
    def masked(self) -> str:
        return _masked(self.text)

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"Nino({self.masked})"


def ninos_in(text: str) -> frozenset[str]:
    """Everything in a text that has the shape of a number, each once, as `Nino.text` has it.

    Numbers never issued are among them: who looks for numbers would rather find one too many.
    """
    return frozenset(re.sub(r"[\s-]", "", found).upper() for found in WRITTEN.findall(text))


def masked_in(text: str) -> str:
    """The text with everything that has the shape of a number masked, as `Nino.masked` has it."""
    return WRITTEN.sub(lambda found: _masked(re.sub(r"[\s-]", "", found[0]).upper()), text)


def _masked(number: str) -> str:
    return f"•• •• •• •{number[7]} {number[8]}"


def _refuse_prefix(prefix: str, *, fictitious: bool) -> None:
    if prefix == FICTITIOUS and fictitious:
        return
    if NEVER_IN_PREFIX & set(prefix):
        raise BadNino("The first two letters are never D, F, I, Q, U or V.", REMEDY)
    if prefix[1] == "O":
        raise BadNino("The second letter is never O.", REMEDY)
    if prefix in NEVER_ISSUED:
        raise BadNino("No National Insurance number begins with these two letters.", REMEDY)
