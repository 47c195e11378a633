"""Comma-separated tables: the one reader and the one writer of all feeds.

The form is RFC 4180 in UTF-8, read with or without a byte order mark and written with
one, which is what spreadsheets call "CSV UTF-8". The header is row 1. Blanks around a
cell mean nothing. A cell that a spreadsheet would run as a formula is refused on the way
in; on the way out it gets an apostrophe in front, and the reader takes one such
apostrophe off again, so that a text like "- none" survives the journey both ways.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from onward.formats.problem import Problem, shortened

# The most a spreadsheet's cell holds.
LONGEST_CELL = 32_767
FORMULA = re.compile(r"[\t\r]|\s*[=+\-@＝＋－＠]")
ESCAPED = re.compile(r"'+\s*[=+\-@＝＋－＠\t\r]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Kind(StrEnum):
    """What a column holds, as far as a leading sign is concerned."""

    TEXT = "TEXT"
    NUMBER = "NUMBER"
    TELEPHONE = "TELEPHONE"


SIGNED = {
    Kind.NUMBER: re.compile(r"-[0-9][0-9,.]*%?"),
    Kind.TELEPHONE: re.compile(r"\+[0-9 ()./\-]+"),
}


@dataclass(frozen=True)
class Column:
    """One column of a table; the order in a file is free.

    A column that is not read may stand in the file; its cells are never looked at or kept.
    """

    name: str
    kind: Kind = Kind.TEXT
    longest: int = LONGEST_CELL
    is_read: bool = True


@dataclass(frozen=True)
class TableRow:
    """The cells of one good row by column, and its number in a spreadsheet."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class TableRead:
    """What could be read: good rows, problems, and how many rows the file has in all.

    `refused_rows` are the cells of bad rows as far as they go, so that a caller can tell
    what a bad row was about. `refused`: the file as a whole could not be taken.
    """

    rows: list[TableRow]
    problems: list[Problem]
    refused_rows: list[dict[str, str]] = field(default_factory=list)
    row_count: int = 0
    refused: bool = False


def read_table(content: bytes, *, name: str, columns: Sequence[Column]) -> TableRead:
    """Read a table whose header names exactly these columns, in any order.

    Any fault of encoding or header refuses the file; any fault of a row refuses that row.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return _refused(_not_utf8(content, name=name, at=fault.start))
    numbered = _numbered_rows(text, name=name)
    header = next(numbered, None)
    if header is None:
        return _refused(_whole(name, "The file is empty.", "Send the file with its header row."))
    if isinstance(header, Problem):
        return _refused(header)
    names = [cell.strip().lower() for cell in header[1]]
    if faults := list(_header_problems(names, columns=columns, name=name)):
        return _refused(*faults)
    return _read_rows(numbered, header=[_by_name(columns)[cell] for cell in names], name=name)


def write_table(rows: Iterable[Mapping[str, str]], *, columns: Sequence[Column]) -> bytes:
    """Lay out rows under these columns, with no cell that a spreadsheet would run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in columns)
    for row in rows:
        writer.writerow(neutralised(row.get(each.name, ""), kind=each.kind) for each in columns)
    return out.getvalue().encode("utf-8-sig")


def header_of(content: bytes) -> list[str]:
    """The headings of a table as they are compared; none where it cannot be read."""
    try:
        first = next(_numbered_rows(content.decode("utf-8-sig"), name=""), None)
    except UnicodeDecodeError:
        return []
    if first is None or isinstance(first, Problem):
        return []
    return [cell.strip().lower() for cell in first[1]]


def cells_by_row(content: bytes) -> dict[int, dict[str, str]]:
    """The cells of every row of a table that could be read, good or bad, by its number.

    For giving refused rows back; a row whose quotation marks do not pair has no cells.
    """
    numbered = _numbered_rows(content.decode("utf-8-sig"), name="")
    header = next(numbered, None)
    if header is None or isinstance(header, Problem):
        return {}
    names = [cell.strip().lower() for cell in header[1]]
    return {
        row[0]: dict(zip(names, map(_plain, row[1]), strict=False))
        for row in numbered
        if not isinstance(row, Problem)
    }


def neutralised(cell: str, *, kind: Kind = Kind.TEXT) -> str:
    """Put an apostrophe before what a spreadsheet would run, or what already looks so."""
    # A telephone number is escaped too: "+44 131" would lose its sign, "+1-2" be reckoned.
    is_plain = not (FORMULA.match(cell) or ESCAPED.match(cell))
    if is_plain or (kind is Kind.NUMBER and _is_signed(cell, kind=kind)):
        return cell
    return f"'{cell}"


def _numbered_rows(text: str, *, name: str) -> Iterator[tuple[int, list[str]] | Problem]:
    """Number rows as a spreadsheet does: a cell of two lines is one row, a blank row counts."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Problem(
                name,
                number,
                None,
                None,
                "The quotation marks of this row do not pair, or a cell is far too long.",
                'Write a quotation mark inside a cell twice ("") and save the file again as CSV.',
            )
        else:
            if number == 1 or any(cell.strip() for cell in cells):
                yield number, cells


def _read_rows(
    numbered: Iterator[tuple[int, list[str]] | Problem], *, header: list[Column], name: str
) -> TableRead:
    table = TableRead([], [])
    row_count = 0
    for numbered_row in numbered:
        row_count += 1
        if isinstance(numbered_row, Problem):
            table.problems.append(numbered_row)
            continue
        number, cells = numbered_row
        faults = list(_row_problems(cells, header=header, number=number, name=name))
        by_column = {
            column.name: _plain(cell)
            for column, cell in zip(header, cells, strict=False)
            if column.is_read
        }
        if faults:
            table.problems.extend(faults)
            table.refused_rows.append(by_column)
        else:
            table.rows.append(TableRow(number, by_column))
    return replace(table, row_count=row_count)


def _plain(cell: str) -> str:
    stripped = cell.strip()
    return stripped[1:] if ESCAPED.match(stripped) else stripped


def _header_problems(
    names: Sequence[str], *, columns: Sequence[Column], name: str
) -> Iterator[Problem]:
    if len(names) == 1 and re.search(r"[;\t|]", names[0]):
        rule = "The cells are not separated by commas."
        yield Problem(name, 1, None, shortened(names[0]), rule, "Save the file as “CSV UTF-8”.")
        return
    counts = Counter(names)
    for column in columns:
        if column.is_read and column.name not in counts:
            remedy = f"Add a column headed {column.name}; leave its cells empty if not held."
            yield Problem(name, 1, column.name, "", "This column is missing.", remedy)
    for heading, count in counts.items():
        shown = shortened(heading) or "(no heading)"
        if heading not in _by_name(columns):
            remedy = "Take this column out, or correct its heading."
            yield Problem(name, 1, shown, shown, "This column is not part of the layout.", remedy)
        elif count > 1:
            rule = "Two columns have this heading."
            yield Problem(name, 1, shown, shown, rule, "Keep one of them.")


def _row_problems(
    cells: Sequence[str], *, header: Sequence[Column], number: int, name: str
) -> Iterator[Problem]:
    if len(cells) != len(header):
        rule = f"The row has {len(cells)} cells; the header has {len(header)}."
        remedy = "Put quotation marks around a cell that holds a comma, or fill the row up."
        yield Problem(name, number, None, shortened(",".join(cells)), rule, remedy)
        return
    for column, cell in zip(header, cells, strict=True):
        if column.is_read and (fault := _cell_fault(cell, column=column)):
            shown = shortened(CONTROL.sub("�", cell))
            yield Problem(name, number, column.name, shown, *fault)


def _cell_fault(cell: str, *, column: Column) -> tuple[str, str] | None:
    if CONTROL.search(cell):
        return "The cell holds a control character.", "Type the cell again and save the file."
    if len(cell) > column.longest:
        return f"The cell is longer than {column.longest} characters.", "Shorten it."
    if FORMULA.match(cell) and not _is_signed(cell.strip(), kind=column.kind):
        return (
            "The cell begins like a formula (=, +, -, @ or a tab).",
            "Take the first sign out, or put an apostrophe (') before it if it is meant as text.",
        )
    return None


def _is_signed(cell: str, *, kind: Kind) -> bool:
    shape = SIGNED.get(kind)
    return shape is not None and shape.fullmatch(cell) is not None


def _by_name(columns: Sequence[Column]) -> dict[str, Column]:
    return {column.name: column for column in columns}


def _refused(*problems: Problem) -> TableRead:
    return TableRead([], list(problems), refused=True)


def _whole(name: str, rule: str, remedy: str) -> Problem:
    return Problem(name, None, None, None, rule, remedy)


def _not_utf8(content: bytes, *, name: str, at: int) -> Problem:
    row = content.count(b"\n", 0, at) + 1
    shown = shortened(content[max(0, at - 10) : at + 10].decode("ascii", errors="replace"))
    remedy = "In the spreadsheet choose “Save as”, “CSV UTF-8 (comma delimited)”."
    return Problem(name, row, None, shown, "The file is not in UTF-8.", remedy)
