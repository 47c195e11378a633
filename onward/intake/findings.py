"""What reading a file and handing over its rows bring to light."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext

from onward.formats.layout import FileRead
from onward.formats.problem import Problem, shortened
from onward.parties.models import Staff

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class RowsRead(Generic[T]):
    """A file as it was read: good rows in the order of handing over, and what is wrong.

    `refused`: nothing of it can be taken, and the problems say why.
    """

    rows: Sequence[T]
    problems: Sequence[Problem]
    row_count: int
    refused: bool = False


def rows_read(
    file: FileRead[T], *, name: str, order: Callable[[T], Any] | None = None
) -> RowsRead[T]:
    """One table as it was read, its good rows in this order, or else in the file's."""
    return RowsRead(
        rows=sorted(file.rows, key=order) if order else file.rows,
        problems=file.problems,
        row_count=len(file.rows) + len(rows_refused(file.problems, file=name)),
        refused=file.refused,
    )


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """One handing over of rows: of which file, by whom, when, and what was confirmed."""

    landing_id: UUID
    file_name: str
    by: Staff
    at: datetime
    fictitious: bool  # admits National Insurance numbers that are never issued
    texts_read: bool
    is_rehearsal: bool = False  # all rows at once, and whatever is written is undone
    received_on: date | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)  # as they stood when it landed

    @property
    def on(self) -> date:
        return localdate(self.at)


@dataclass(frozen=True, kw_only=True)
class MarkedText:
    """A free text that may hold what is not to be shared: a person reads it before it goes."""

    row: int
    item: str
    kinds: list[str]
    text: str = field(repr=False)


@dataclass(kw_only=True)
class Handed:
    """What became of rows that were handed over.

    `effect` counts by code and name, such as ("referred", "Brigside Works").
    """

    done: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    texts: list[MarkedText] = field(default_factory=list)
    effect: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: "Handed") -> None:
        self.done += other.done
        self.unchanged += other.unchanged
        self.problems += other.problems
        self.warnings += other.warnings
        self.texts += other.texts
        self.effect += other.effect


def problem_at(
    file: str, row: int, column: str, value: object, *, rule: str, remedy: str
) -> Problem:
    """A problem of one cell, its value cut to what a message can carry."""
    return Problem(file, row, column, shortened(_shown(value)), rule, remedy)


def problem_told(file: str, row: int, column: str, value: object, *, words: str) -> Problem:
    """A problem in the words of a refusal, of which the last sentence is the remedy."""
    rule, parted, remedy = words.strip().rpartition(". ")
    if not parted:
        rule, remedy = words, gettext("Correct the row and send it again.")
    return problem_at(file, row, column, value, rule=f"{rule}{parted.strip()}", remedy=remedy)


def rows_refused(problems: Iterable[Problem], *, file: str) -> set[int]:
    """The numbers of the rows of this table that are not taken."""
    return {each.row for each in problems if each.file == file and each.row and each.row > 1}


def problem_rows(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as they are kept with a landing."""
    return [asdict(problem) for problem in problems]


def problems_of(rows: Collection[Mapping[str, Any]]) -> list[Problem]:
    """Problems as they were kept."""
    return [Problem(**row) for row in rows]


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_shown, value))
    return value.isoformat() if isinstance(value, date) else str(value or "")
