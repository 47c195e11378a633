"""Refused rows given back, as they came, with what is wrong and how to mend it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from onward.formats.problem import Problem
from onward.formats.table import Column, cells_by_row, write_table
from onward.intake.feed import Feed
from onward.intake.models import Landing

REASONS = (Column("problem_in"), Column("problem"), Column("remedy"))


def refused_rows(landing: Landing) -> bytes:
    """The refused rows of a landing as CSV, in the feed's own layout with three more columns.

    Empty where no row was refused. For the organisation that sent the file, and nobody else.
    """
    return bytes(landing.refused_rows)


def refused_file(feed: Feed, content: bytes, problems: Iterable[Problem], *, name: str) -> bytes:
    """Lay out the rows that these problems are about; no cell of it runs in a spreadsheet."""
    table = feed.table_name or name
    wrong: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.file == table and problem.row and problem.row > 1:
            wrong[problem.row].append(problem)
    if not wrong or not content:
        return b""
    cells = cells_by_row(feed.table(content))
    rows = [
        feed.give_back(cells.get(number, {})) | _reasons(wrong[number]) for number in sorted(wrong)
    ]
    return write_table(rows, columns=[*feed.columns(), *REASONS])


def _reasons(problems: Sequence[Problem]) -> dict[str, str]:
    return {
        "problem_in": " | ".join(problem.column or "" for problem in problems),
        "problem": " | ".join(problem.rule for problem in problems),
        "remedy": " | ".join(dict.fromkeys(problem.remedy for problem in problems)),
    }
