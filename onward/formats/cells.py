"""How a typed value stands in a cell: one codec for each kind of value."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from onward.formats.table import Kind
from onward.values.bad_value import BadValue
from onward.values.dates import read_date
from onward.values.nino import Nino
from onward.values.pence import Pence, as_decimal_text, pounds

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

TOTAL = "TOTAL"
REFERENCE_SHAPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_.\-]*")
CODE_SHAPE = re.compile(r"[A-Z0-9][A-Z0-9_.\-]*")
ITEM_CODE_SHAPE = re.compile(r"[a-z][a-z0-9_]*")
MONTH_SHAPE = re.compile(r"([0-9]{4})-([0-9]{2})")
DECIMAL_HOURS = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?")
CLOCK_HOURS = re.compile(r"([0-9]{1,3}):([0-5][0-9])")
MINUTES_IN_A_WEEK = 168 * 60
HOURS_REMEDY = "Write hours like 16, 16.5 or 16:30."


class BadCell(BadValue):
    """A cell that is not of its column's form."""


@dataclass(frozen=True)
class Codec(Generic[T]):
    """Reads a filled cell, raising BadValue, and writes it again.

    `form` says in words what the cell holds; `blank` is what an empty cell means where
    the column may be empty.
    """

    read: Callable[[str], T]
    write: Callable[[T], str]
    form: str
    blank: Any = None
    kind: Kind = Kind.TEXT
    longest: int = 200


def text(*, longest: int = 200, kind: Kind = Kind.TEXT) -> Codec[str]:
    form = f"text, at most {longest:,} characters"
    return Codec(str, str, form, blank="", kind=kind, longest=longest)


def reference() -> Codec[str]:
    form = "letters, digits, / _ . -, at most 40"
    return Codec(_read_reference, str, form, blank="", longest=40)


def item_code() -> Codec[str]:
    """A code of the catalogue, such as an outcome's."""
    return Codec(_read_item_code, str, "small letters, digits, _, at most 40", "", longest=40)


def code() -> Codec[str]:
    return Codec(_read_code, str, "capital letters, digits, _ . -, at most 40", "", longest=40)


def day() -> Codec[date]:
    return Codec(read_date, date.isoformat, "date: dd/mm/yyyy or yyyy-mm-dd")


def month() -> Codec[date]:
    """A month, as its first day."""
    return Codec(_read_month, lambda first: f"{first:%Y-%m}", "month: yyyy-mm")


def money() -> Codec[Pence]:
    return Codec(pounds, as_decimal_text, "pounds with two decimals", kind=Kind.NUMBER)


def nino(*, fictitious: bool) -> Codec[Nino]:
    return Codec(
        lambda cell: Nino.parse(cell, fictitious=fictitious),
        lambda nino: nino.text,
        "National Insurance number",
    )


def yes_no() -> Codec[bool]:
    return Codec(_read_yes_no, lambda answer: "yes" if answer else "no", "yes or no")


def whole_number() -> Codec[int]:
    return Codec(_read_whole_number, str, "whole number from 1", kind=Kind.NUMBER)


def weekly_hours() -> Codec[int]:
    """Hours of one week, as whole minutes: 16.5 is 990. Written as decimals where exact."""
    form = "hours in a week: 16, 16.5 or 16:30"
    return Codec(_read_hours, _write_hours, form, kind=Kind.NUMBER)


def choice(of: type[E]) -> Codec[E]:
    names = ", ".join(of)

    def read(cell: str) -> E:
        try:
            return of(cell.upper())
        except ValueError:
            rule = "This is not one of the values the column may hold."
            raise BadCell(rule, f"Write one of {names}.") from None

    return Codec(read, str, f"one of {names}")


def _read_reference(cell: str) -> str:
    if cell == TOTAL or not REFERENCE_SHAPE.fullmatch(cell):
        rule = "A reference has letters, digits and / _ . - only."
        raise BadCell(rule, "Copy it from the system that issued it, without blanks.")
    return cell


def _read_item_code(cell: str) -> str:
    if not ITEM_CODE_SHAPE.fullmatch(cell):
        rule = "A code of the catalogue has small letters, digits and _ only."
        raise BadCell(rule, "Use the code as it stands in the catalogue, such as short_13.")
    return cell


def _read_code(cell: str) -> str:
    if not CODE_SHAPE.fullmatch(cell):
        rule = "A code has capital letters, digits and _ . - only."
        raise BadCell(rule, "Use the code as it stands in the contract or the layout.")
    return cell


def _read_month(cell: str) -> date:
    found = MONTH_SHAPE.fullmatch(cell)
    if found is None:
        raise BadCell("This is not a month.", "Write the month as yyyy-mm, like 2017-09.")
    return read_date(f"{cell}-01")


def _read_yes_no(cell: str) -> bool:
    answers = {"yes": True, "y": True, "no": False, "n": False}
    if cell.lower() not in answers:
        raise BadCell("This is neither yes nor no.", "Write yes or no.")
    return answers[cell.lower()]


def _read_whole_number(cell: str) -> int:
    if not re.fullmatch(r"0*[1-9][0-9]{0,8}", cell):
        raise BadCell("This is not a whole number from 1.", "Write digits only, like 2.")
    return int(cell)


def _read_hours(cell: str) -> int:
    if found := CLOCK_HOURS.fullmatch(cell):
        minutes = int(found[1]) * 60 + int(found[2])
    elif found := DECIMAL_HOURS.fullmatch(cell):
        minutes, odd = divmod((int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))) * 60, 100)
        if odd:
            raise BadCell("These hours are not whole minutes.", HOURS_REMEDY)
    else:
        raise BadCell("This is not a number of hours.", HOURS_REMEDY)
    if minutes > MINUTES_IN_A_WEEK:
        raise BadCell("A week has 168 hours.", HOURS_REMEDY)
    return minutes


def _write_hours(minutes: int) -> str:
    hours, left = divmod(minutes, 60)
    if left * 100 % 60:
        return f"{hours}:{left:02d}"
    return f"{hours}.{left * 100 // 60:02d}".rstrip("0").rstrip(".")
