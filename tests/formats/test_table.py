import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.formats.table import Column, Kind, neutralised, read_table, write_table

COLUMNS = [
    Column("name", longest=50),
    Column("telephone", Kind.TELEPHONE),
    Column("change", Kind.NUMBER),
]
GOOD = b"Anna,0131 496 0123,2\r\n"
HEADER = b"name,telephone,change\r\n"


cells = st.text(
    st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\r\t=+-@'"), max_size=40
).map(str.strip)
tables = st.lists(st.fixed_dictionaries({"name": cells, "telephone": cells, "change": cells}))


def read(content):
    return read_table(content, name="t.csv", columns=COLUMNS)


@given(tables)
def test_reading_what_was_written_gives_the_same_cells(rows):
    table = read(write_table(rows, columns=COLUMNS))

    assert table.problems == []
    assert [row.cells for row in table.rows] == [row for row in rows if any(row.values())]


@given(tables)
def test_no_written_cell_is_a_formula(rows):
    written = write_table(rows, columns=COLUMNS).decode("utf-8-sig")

    for row in csv.reader(io.StringIO(written, newline="")):
        for cell in row[:2]:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize(
    ("cell", "kind", "written"),
    [
        ("=1+1", Kind.TEXT, "'=1+1"),
        ("-5.00", Kind.NUMBER, "-5.00"),
        ("-5.00", Kind.TEXT, "'-5.00"),
        ("-1+cmd()", Kind.NUMBER, "'-1+cmd()"),
        ("+44 131 496 0123", Kind.TELEPHONE, "'+44 131 496 0123"),
        ("'=1", Kind.TEXT, "''=1"),
        ("'tis", Kind.TEXT, "'tis"),
    ],
)
def test_a_formula_leaves_as_text_and_a_number_as_a_number(cell, kind, written):
    assert neutralised(cell, kind=kind) == written


def test_a_leading_plus_of_a_telephone_and_a_negative_number_are_no_formulas():
    table = read(HEADER + b"Anna,+44 131 496 0123,-5.00\n")

    assert table.rows[0].cells["telephone"] == "+44 131 496 0123"
    assert table.rows[0].cells["change"] == "-5.00"


@pytest.mark.parametrize(
    "content",
    [
        HEADER + GOOD,
        b"\xef\xbb\xbf" + HEADER + GOOD,
        HEADER.replace(b"\r\n", b"\n") + GOOD.replace(b"\r\n", b"\n"),
        HEADER.replace(b"\r\n", b"\r") + GOOD.replace(b"\r\n", b"\r"),
        b'"Name", Change ,TELEPHONE\n" Anna ",2,0131 496 0123',
        HEADER + GOOD + b"\r\n,,\r\n\r\n",
    ],
)
def test_one_table_reads_the_same_in_every_usual_form(content):
    table = read(content)

    assert not table.problems
    assert [row.cells for row in table.rows] == [
        {"name": "Anna", "telephone": "0131 496 0123", "change": "2"}
    ]


@pytest.mark.parametrize(
    ("content", "row", "column", "value", "rule"),
    [
        (b"", None, None, None, "is empty"),
        (b"\xef\xbb\xbf", None, None, None, "is empty"),
        (HEADER + GOOD + b"Zo\xe9,,\n", 3, None, "Zo", "not in UTF-8"),
        ((HEADER + GOOD).decode().encode("utf-16"), 1, None, "name", "not in UTF-8"),
        (b"name;telephone;change\nA;B;C\n", 1, None, "name;tel", "not separated by commas"),
        (b"name,telephone\nAnna,1\n", 1, "change", "", "is missing"),
        (b"name,telephone,change,sex\nA,1,2,F\n", 1, "sex", "sex", "not part of the layout"),
        (b"name,telephone,change,\nA,1,2,\n", 1, "(no heading)", "(no", "not part of"),
        (b"name,telephone,change,Name\nA,1,2,B\n", 1, "name", "name", "Two columns"),
        (b'"name,telephone,change\n', 1, None, None, "do not pair"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(content, row, column, value, rule):
    table = read(content)

    problem = table.problems[0]
    assert (problem.file, problem.row, problem.column) == ("t.csv", row, column)
    assert rule in problem.rule
    assert (value or "") in (problem.value or "").replace("\0", "")
    assert problem.remedy
    assert (table.rows, table.refused) == ([], True)


@pytest.mark.parametrize(
    ("line", "column", "value", "rule"),
    [
        (b"=HYPERLINK(1),1,2\n", "name", "=HYPERLINK(1)", "like a formula"),
        (b"' =1,1,2\n=1,1,2\n", "name", "=1", "like a formula"),
        (b"@SUM(1),1,2\n", "name", "@SUM(1)", "like a formula"),
        (b"-Anna,1,2\n", "name", "-Anna", "like a formula"),
        (b"  =1,1,2\n", "name", "  =1", "like a formula"),
        (b"\tAnna,1,2\n", "name", "\tAnna", "like a formula"),
        (b'"\rAnna",1,2\n', "name", "\rAnna", "like a formula"),
        ("＝1,1,2\n".encode(), "name", "＝1", "like a formula"),
        (b"Anna,+44 131|calc,2\n", "telephone", "+44 131|calc", "like a formula"),
        (b"Anna,1,-2+cmd\n", "change", "-2+cmd", "like a formula"),
        (b"An\0na,1,2\n", "name", "An�na", "control character"),
        (b"An\x1bna,1,2\n", "name", "An�na", "control character"),
        (b"A" * 51 + b",1,2\n", "name", "A" * 51, "longer than 50"),
        (b"Anna,1\n", None, "Anna,1", "2 cells; the header has 3"),
        (b"Anna,1,2,3\n", None, "Anna,1,2,3", "4 cells; the header has 3"),
        (b'"Anna"x,1,2\n', None, None, "do not pair"),
        (b'"' + b"A" * 140_000 + b'",1,2\n', None, None, "far too long"),
    ],
)
def test_a_bad_row_is_named_by_file_row_column_value_rule_and_remedy(line, column, value, rule):
    table = read(HEADER + GOOD + line + GOOD)

    (problem,) = table.problems
    bad_row = 2 + line.count(b"\n")
    assert (problem.file, problem.row, problem.column) == ("t.csv", bad_row, column)
    assert problem.value == value
    assert rule in problem.rule
    assert problem.remedy
    assert table.rows[0].cells == table.rows[-1].cells


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    table = read(HEADER + b'"two\nlines",1,2\n\n,,\nAnna,1,2\n=1,1,2\n')

    assert [row.number for row in table.rows] == [2, 5]
    assert [problem.row for problem in table.problems] == [6]
    assert table.row_count == 3


def test_of_ten_thousand_rows_with_five_hundred_bad_ones_the_rest_is_kept():
    lines = [b"=1,1,2\n" if n % 20 == 0 else GOOD for n in range(10_000)]

    table = read(HEADER + b"".join(lines))

    assert (len(table.rows), len(table.problems)) == (9_500, 500)
    assert [problem.row for problem in table.problems] == list(range(2, 10_002, 20))


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_stumble(content):
    table = read(HEADER + content)

    assert table.row_count >= len(table.rows)
