"""A zip of referrals, read as far as the file alone can tell whether a referral is good."""

from collections.abc import Sequence
from datetime import date

from onward.formats.archive import open_zip
from onward.formats.problem import Problem
from onward.formats.referral_zip import REFERRALS, ROUTING, CaseKind, read, referral_layout
from onward.formats.table import Column
from onward.intake.findings import RowsRead, rows_refused
from onward.intake.referrals.cleaning import CleanReferral, clean_referral

TABLE = REFERRALS


def read_referrals(
    content: bytes, name: str, on: date, fictitious: bool
) -> RowsRead[CleanReferral]:
    """The good referrals of a zip, and what is wrong with it and with the others."""
    file = read(content, name=name)
    rows: list[CleanReferral] = []
    problems: list[Problem] = list(file.problems)
    for row in file.referrals:
        clean, found = clean_referral(row, on=on, fictitious=fictitious)
        problems += found
        if clean is not None:
            rows.append(clean)
    not_read = rows_refused(file.problems, file=REFERRALS)
    return RowsRead(
        rows=rows,
        problems=problems,
        row_count=len(file.referrals) + len(not_read),
        refused=file.refused,
    )


def columns() -> Sequence[Column]:
    return referral_layout().columns


def table(content: bytes) -> bytes:
    """The referrals of an archive that was readable."""
    members = open_zip(content, name=REFERRALS).members
    return next((table for name, table in members.items() if name.lower() == REFERRALS), b"")


def give_back(cells: dict[str, str]) -> dict[str, str]:
    """All of a refused row; of a special customer's no more than how it was to be routed."""
    if cells.get("case_kind", "").upper() != CaseKind.SCR:
        return cells
    routing = {each.column for each in ROUTING}
    return {column: cell for column, cell in cells.items() if column in routing}
