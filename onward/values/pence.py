"""Money: whole pence, and how it is read and shown."""

import re
from typing import Self

from onward.values.bad_value import BadValue

AMOUNT = re.compile(r"(-?)£?([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]{1,2}))?")
REMEDY = "Write pounds and pence like 385.00, with at most two decimals."


class BadPounds(BadValue):
    """A text that is not an amount in pounds."""


class Pence(int):
    """A sum of money in whole pence; adding and multiplying by a count keeps it so."""

    __slots__ = ()

    def __new__(cls, pence: int = 0) -> Self:
        if not isinstance(pence, int) or isinstance(pence, bool):
            raise TypeError("Pence are a whole number; a float would lose a penny unseen.")
        return super().__new__(cls, pence)

    def __add__(self, other: int) -> "Pence":
        return Pence(int(self) + other)

    # sum() starts from a plain 0.
    __radd__ = __add__

    def __sub__(self, other: int) -> "Pence":
        return Pence(int(self) - other)

    def __mul__(self, count: int) -> "Pence":
        return Pence(int(self) * count)

    __rmul__ = __mul__

    def __neg__(self) -> "Pence":
        return Pence(-int(self))


def pounds(text: str, *, signed: bool = False) -> Pence:
    """Read "385", "385.5", "385.00", "£1,234.50"; a minus only where `signed`.

    Raises BadPounds for a third decimal (never rounds), other signs, misplaced commas.
    """
    found = AMOUNT.fullmatch(text.strip())
    if found is None:
        raise BadPounds("This is not an amount in pounds and pence.", REMEDY)
    sign, whole, part = found[1], found[2].replace(",", ""), found[3] or ""
    if sign and not signed:
        raise BadPounds("An amount here cannot be negative.", REMEDY)
    # No programme pays so much; an unbounded number would overflow the database's bigint.
    if len(whole) > 13:
        raise BadPounds("This amount is too large.", REMEDY)
    amount = Pence(int(whole) * 100 + int(part.ljust(2, "0")))
    return -amount if sign else amount


def as_decimal_text(pence: int) -> str:
    """The form of files: 38500 is "385.00", -5 is "-0.05"."""
    whole, part = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}{whole}.{part:02d}"


def as_pounds_text(pence: int) -> str:
    """The form of pages: 123450 is "£1,234.50", -5 is "-£0.05"."""
    whole, part = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{whole:,}.{part:02d}"
