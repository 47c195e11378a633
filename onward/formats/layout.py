"""A layout: the columns of one file, and what each row of it is.

Every CSV file Onward reads or writes has one. A money file ends with a trailer: TOTAL in
its first column, the number of rows in its second, the sum in its amount column, the rest
empty. Without it, or where it disagrees, the file is refused whole, because nobody could
say which row is missing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from onward.formats.cells import TOTAL, Codec
from onward.formats.problem import Problem, shortened
from onward.formats.table import Column, TableRead, TableRow, read_table, write_table
from onward.values.bad_value import BadValue
from onward.values.pence import Pence, as_decimal_text, pounds

T = TypeVar("T")


@dataclass(frozen=True)
class Field:
    """One column; `attribute` is its name in the typed row where that differs."""

    column: str
    codec: Codec[Any]
    attribute: str = ""
    required: bool = True

    @property
    def name(self) -> str:
        return self.attribute or self.column


class UnknownColumn(LookupError):
    """A heading given to a column that the layout does not have."""


@dataclass(frozen=True, kw_only=True)
class Headings:
    """How one sender writes a list, by column of ours where that differs.

    Its heading `of` a column, its own `words` for a value and what they mean here (upper and lower
    case are the same), and what more it sends.
    """

    of: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    passed_over: tuple[str, ...] = ()

    def column(self, each: Field) -> Field:
        """The column as this sender writes it."""
        heading = self.of.get(each.column, each.column).strip().lower()
        codec = each.codec
        if words := self.words.get(each.column):
            codec = _in_words(codec, {theirs.lower(): ours for theirs, ours in words.items()})
        return replace(each, column=heading, attribute=each.name, codec=codec)


STANDARD = Headings()


def _in_words(codec: Codec[Any], words: Mapping[str, str]) -> Codec[Any]:
    return replace(codec, read=lambda cell: codec.read(words.get(cell.lower(), cell)))


class BadRow(BadValue):
    """Cells that are good one by one but not together; names the attribute to mend."""

    def __init__(self, column: str, rule: str, remedy: str) -> None:
        super().__init__(rule, remedy)
        self.column = column


def nothing_more(row: Any) -> None:
    """The check of a layout whose cells do not depend on one another."""


def by_attribute(row: Any) -> Mapping[str, Any]:
    """The typed cells of a row whose attributes are its columns."""
    cells: Mapping[str, Any] = vars(row)
    return cells


@dataclass(frozen=True, kw_only=True)
class Layout(Generic[T]):
    """What one file looks like.

    `row` builds a typed row from the cells by name and `row_number`, `cells_of` takes it
    apart again; `row` and `check` raise BadRow. No two rows may share the columns of
    `unique`. `total_of` names the amount column of a money file. Columns `passed_over` may stand
    in the file and are never looked at.
    """

    row: Callable[..., T]
    fields: tuple[Field, ...]
    unique: tuple[str, ...] = ()
    check: Callable[[T], None] = nothing_more
    cells_of: Callable[[T], Mapping[str, Any]] = by_attribute
    total_of: str = ""
    passed_over: tuple[str, ...] = ()

    @property
    def columns(self) -> list[Column]:
        read = [Column(each.column, each.codec.kind, each.codec.longest) for each in self.fields]
        return [*read, *(Column(heading, is_read=False) for heading in self.passed_over)]

    def headed(self, headings: Headings) -> "Layout[T]":
        """The same layout as one sender writes it.

        Raises UnknownColumn for a heading of a column that the layout does not have.
        """
        known = {each.column: headings.column(each) for each in self.fields}
        if unknown := (headings.of.keys() | headings.words.keys()) - known.keys():
            raise UnknownColumn(f"The layout has no column {min(unknown)}.")
        return replace(
            self,
            fields=tuple(known.values()),
            unique=tuple(known[column].column for column in self.unique),
            passed_over=tuple(heading.strip().lower() for heading in headings.passed_over),
        )

    def also(self, check: Callable[[T], None]) -> "Layout[T]":
        """The same layout, whose rows must pass this check too."""

        def both(row: T) -> None:
            self.check(row)
            check(row)

        return replace(self, check=both)

    def heading_of(self, name: str) -> str:
        """The column of this attribute in the file."""
        return next((each.column for each in self.fields if each.name == name), name)


@dataclass(frozen=True)
class FileRead(Generic[T]):
    """The good rows of a file and its problems, the cells of the bad rows as far as they go.

    `refused`: the file could not be taken at all, and `rows` is empty.
    """

    rows: list[T]
    problems: list[Problem]
    refused_rows: list[dict[str, str]] = field(default_factory=list)
    refused: bool = False


@dataclass
class _Reading(Generic[T]):
    """A file being read: what was found so far."""

    layout: Layout[T]
    name: str
    rows: list[T] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused_rows: list[dict[str, str]] = field(default_factory=list)
    row_of_key: dict[tuple[Any, ...], int] = field(default_factory=dict)

    def take(self, row: TableRow) -> None:
        found = len(self.problems)
        values = {each.name: self._value(each, row) for each in self.layout.fields}
        self._refuse_second(row, values)
        if len(self.problems) == found:
            self._build(row, values)
        if len(self.problems) > found:
            self.refused_rows.append(row.cells)

    def _build(self, row: TableRow, values: Mapping[str, Any]) -> None:
        try:
            typed = self.layout.row(**values, row_number=row.number)
            self.layout.check(typed)
        except BadRow as refusal:
            column = self.layout.heading_of(refusal.column)
            self._add(row, column, rule=refusal.rule, remedy=refusal.remedy)
        else:
            self.rows.append(typed)

    def _value(self, each: Field, row: TableRow) -> Any:
        cell = row.cells[each.column]
        if not cell:
            if each.required:
                remedy = f"Fill it: {each.codec.form}."
                self._add(row, each.column, rule="This cell must be filled.", remedy=remedy)
            return each.codec.blank
        try:
            return each.codec.read(cell)
        except BadValue as refusal:
            self._add(row, each.column, rule=refusal.rule, remedy=refusal.remedy)
            return None

    def _refuse_second(self, row: TableRow, values: Mapping[str, Any]) -> None:
        # By what the cells mean: "le11aa" and "LE1 1AA" are one postcode.
        unique = [each for each in self.layout.fields if each.column in self.layout.unique]
        key = tuple(values[each.name] for each in unique)
        if not unique or None in key:
            return
        first = self.row_of_key.setdefault(key, row.number)
        if first != row.number:
            rule = f"Row {first} already gives this {' and '.join(self.layout.unique)}."
            self._add(row, self.layout.unique[-1], rule=rule, remedy="Keep one of the two rows.")

    def _add(self, row: TableRow, column: str, *, rule: str, remedy: str) -> None:
        value = shortened(row.cells[column])
        self.problems.append(Problem(self.name, row.number, column, value, rule, remedy))


def read_rows(content: bytes, *, name: str, layout: Layout[T]) -> FileRead[T]:
    """Read a file of this layout; `name` is how its problems call it."""
    table = read_table(content, name=name, columns=layout.columns)
    if table.refused:
        return FileRead([], table.problems, refused=True)
    reading = _Reading(layout, name)
    trailer = _trailer(table, layout=layout)
    for row in table.rows:
        if row is not trailer:
            reading.take(row)
    problems = sorted([*table.problems, *reading.problems], key=lambda each: each.row or 0)
    read = FileRead(reading.rows, problems, [*table.refused_rows, *reading.refused_rows])
    return _against_trailer(read, trailer, table=table, name=name, layout=layout)


def write_rows(rows: Iterable[T], *, layout: Layout[T]) -> bytes:
    """Lay out rows; a money file gets its trailer."""
    rows = list(rows)
    written = [_written(layout.cells_of(row), layout=layout) for row in rows]
    if layout.total_of:
        total = sum((layout.cells_of(row)[layout.total_of] for row in rows), Pence(0))
        first, second = (each.column for each in layout.fields[:2])
        trailer = {first: TOTAL, second: str(len(rows)), layout.total_of: as_decimal_text(total)}
        written.append(trailer)
    return write_table(written, columns=[each for each in layout.columns if each.is_read])


def _written(cells: Mapping[str, Any], *, layout: Layout[T]) -> dict[str, str]:
    return {
        each.column: "" if (value := cells[each.name]) is None else each.codec.write(value)
        for each in layout.fields
    }


def _trailer(table: TableRead, *, layout: Layout[T]) -> TableRow | None:
    if not layout.total_of or not table.rows:
        return None
    last = table.rows[-1]
    return last if last.cells[layout.fields[0].column] == TOTAL else None


def _against_trailer(
    read: FileRead[T], trailer: TableRow | None, *, table: TableRead, name: str, layout: Layout[T]
) -> FileRead[T]:
    if not layout.total_of:
        return read
    fault = _trailer_problem(read, trailer, row_count=table.row_count - 1, name=name, layout=layout)
    return read if fault is None else FileRead([], [*read.problems, fault], refused=True)


def _trailer_problem(
    read: FileRead[T], trailer: TableRow | None, *, row_count: int, name: str, layout: Layout[T]
) -> Problem | None:
    first, second = (each.column for each in layout.fields[:2])
    remedy = "Ask for the whole file again; it may have been cut short or edited."
    if trailer is None:
        return Problem(name, None, first, None, "The last row is not the TOTAL row.", remedy)
    given = trailer.cells
    if given[second] != str(row_count):
        rule = f"The TOTAL row counts other than the {row_count} rows of the file."
        return Problem(name, trailer.number, second, shortened(given[second]), rule, remedy)
    amounts = (layout.cells_of(row)[layout.total_of] for row in read.rows)
    total = as_decimal_text(sum(amounts, Pence(0)))
    # With a refused row the sum cannot be told; the count still guards against a cut.
    if not read.problems and not _agrees(given[layout.total_of], total):
        rule = f"The TOTAL row does not give the sum of the rows, {total}."
        shown = shortened(given[layout.total_of])
        return Problem(name, trailer.number, layout.total_of, shown, rule, remedy)
    return None


def _agrees(given: str, total: str) -> bool:
    try:
        return as_decimal_text(pounds(given)) == total
    except BadValue:
        return False
