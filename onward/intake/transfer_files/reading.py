"""Common Transfer Files as they come from schools: pupils, each as one row.

The first pupil is row 2, as in the table in which refused pupils are given back.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from onward.formats.ctf import CtfReading, PupilRead, UnreadableCtf
from onward.formats.ctf_pupil import Pupil
from onward.formats.problem import Problem
from onward.formats.table import Column, write_table
from onward.intake.feed import Feed
from onward.intake.findings import RowsRead
from onward.intake.models import Landing
from onward.values.bad_value import BadValue
from onward.values.dates import read_date
from onward.values.postcode import Postcode

COLUMNS = tuple(map(Column, ("upn", "forename", "surname", "date_of_birth")))
DAY_LENGTH = len("2025-09-01")


@dataclass(frozen=True, kw_only=True)
class PupilRow:
    """One pupil, where it stands, and the day the file was written."""

    pupil: Pupil
    row_number: int
    on: date | None

    @property
    def forename(self) -> str:
        return self.pupil.forename

    @property
    def surname(self) -> str:
        return self.pupil.surname

    @property
    def date_of_birth(self) -> date:
        return self.pupil.date_of_birth

    @property
    def postcode(self) -> Postcode | None:
        return self.pupil.address.postcode if self.pupil.address else None

    @property
    def upn(self) -> str:
        return self.pupil.upn

    @property
    def uln(self) -> str:
        return self.pupil.uln


def read_pupils(content: bytes, name: str, on: date, fictitious: bool) -> RowsRead[PupilRow]:
    """The good pupils; a file that breaks off is refused whole, for what is missing is unknown."""
    rows: list[PupilRow] = []
    problems: list[Problem] = []
    count = 0
    try:
        reading = CtfReading(io.BytesIO(content), name=name)
        written_on = _day(reading.header.written_at)
        for each in reading.pupils():
            count += 1
            problems += [_shifted(problem) for problem in each.problems]
            if each.pupil is not None:
                row = each.number + 1
                rows.append(PupilRow(pupil=each.pupil, row_number=row, on=written_on))
    except UnreadableCtf as refused:
        return RowsRead(rows=[], problems=[refused.problem], row_count=0, refused=True)
    return RowsRead(rows=rows, problems=problems, row_count=count)


def for_file(feed: Feed, landing: Landing) -> Feed:
    """The feed of one file: its name says who sent it, and is asked for again with the rows."""
    return replace(feed, table=partial(table, name=landing.file_name))


def table(content: bytes, *, name: str) -> bytes:
    """The pupils as a table, so that refused ones can be given back."""
    return write_table(_cells(content, name=name), columns=COLUMNS)


def columns() -> Sequence[Column]:
    return COLUMNS


def _cells(content: bytes, *, name: str) -> Iterator[dict[str, str]]:
    for each in CtfReading(io.BytesIO(content), name=name).pupils():
        yield _cells_of(each)


def _cells_of(each: PupilRead) -> dict[str, str]:
    pupil = each.pupil
    if pupil is None:
        return {}
    return {
        "upn": pupil.upn,
        "forename": pupil.forename,
        "surname": pupil.surname,
        "date_of_birth": pupil.date_of_birth.isoformat(),
    }


def _shifted(problem: Problem) -> Problem:
    return replace(problem, row=(problem.row or 0) + 1)


def _day(written_at: str) -> date | None:
    try:
        return read_date(written_at[:DAY_LENGTH])
    except BadValue:
        return None
