"""Input files that are wrong on purpose, for those who have to refuse them well.

Each is otherwise good: people as invented for the demonstration, referred under one
contract of its world. Rows are numbered as a spreadsheet does, the header being row 1.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from onward.demonstration.cases import Case, Fate, Reply
from onward.demonstration.people import invented_person
from onward.demonstration.plan import SEED
from onward.demonstration.rows import referral_rows
from onward.demonstration.world import Contract, invented_world
from onward.formats.archive import write_zip
from onward.formats.evidence_csv import JobStart, write_job_starts
from onward.formats.layout import write_rows
from onward.formats.referral_zip import REFERRALS, referral_layout
from onward.formats.starts_csv import Action, ReferralAction, write_referral_actions

REFERRED_ON = date(2017, 5, 2)
# Far from the numbers of the people in any plan.
FIRST_NUMBER = 500_001
BOMB_BYTES = 64 * 1024 * 1024
FORMULA = '=HYPERLINK("http://example.org/","Open")'
WRONG_CELLS = (
    ("referral_date", "31/02/2017"),
    ("nino", "QQ123456E"),
    ("case_kind", "SECRET"),
    ("surname", FORMULA),
    ("postcode", "NOWHERE"),
)

Cells = dict[str, str]


def good_referrals(count: int = 3, *, contract: Contract | None = None) -> bytes:
    """Nothing wrong: what the others are made from."""
    return _archive(_good_rows(count, contract=contract))


def empty_zip() -> bytes:
    """An archive without a file in it."""
    return write_zip({})


def zip_bomb() -> bytes:
    """Some 64 KB which unpack to 64 MB."""
    header = ",".join(column.name for column in referral_layout().columns)
    return write_zip({REFERRALS: header.encode().ljust(BOMB_BYTES, b"0")})


def wrong_encoding(*, contract: Contract | None = None) -> bytes:
    """Windows-1252, as older spreadsheets save; row 3 has a letter that shows it."""
    rows = _good_rows(3, contract=contract)
    rows[1]["surname"] = "Müller"
    # People with letters that this encoding lacks would not have been saved in it.
    return write_zip({REFERRALS: _table(rows).decode("utf-8-sig").encode("cp1252", "replace")})


def missing_column(column: str = "surname", *, contract: Contract | None = None) -> bytes:
    """The header lacks one column of the layout, and so do the rows."""
    rows = _good_rows(3, contract=contract)
    return _archive([{name: row[name] for name in row if name != column} for row in rows])


def nino_with_wrong_suffix(*, contract: Contract | None = None) -> bytes:
    """Row 3 has a National Insurance number that ends with E."""
    return _with_cell("nino", "QQ123456E", contract=contract)


def formula_in_name(*, contract: Contract | None = None) -> bytes:
    """Row 3 has a surname that a spreadsheet would run."""
    return _with_cell("surname", FORMULA, contract=contract)


def same_referral_twice(*, contract: Contract | None = None) -> bytes:
    """Row 4 gives the referral of row 3 once more, in the same version."""
    rows = _good_rows(2, contract=contract)
    return _archive([*rows, rows[1]])


def many_with_some_bad(
    *, count: int = 10_000, bad: int = 500, contract: Contract | None = None
) -> bytes:
    """So many rows, so many of them bad, spread evenly, in five ways that take turns."""
    rows = _good_rows(count, contract=contract)
    for turn, row in enumerate(rows[:: count // bad][:bad]):
        column, cell = WRONG_CELLS[turn % len(WRONG_CELLS)]
        row[column] = cell
    return _archive(rows)


def start_before_referral(reference: str, *, referred_on: date) -> bytes:
    """A provider's file that starts somebody on the day before they were referred."""
    on = referred_on - timedelta(days=1)
    act = ReferralAction(referral_reference=reference, action=Action.START, on=on, reason="")
    return write_referral_actions([act])


def outcome_before_start(reference: str, *, started_on: date) -> bytes:
    """A provider's file with a job that began on the day before the participant started."""
    job = JobStart(
        referral_reference=reference,
        nino=None,
        job_reference=f"{reference}-J1",
        employer="Braeside Bakery",
        job_started_on=started_on - timedelta(days=1),
        job_ended_on=None,
        minutes_per_week=16 * 60,
        self_employed=False,
        supported=False,
    )
    return write_job_starts([job])


def _with_cell(column: str, cell: str, *, contract: Contract | None) -> bytes:
    rows = _good_rows(3, contract=contract)
    rows[1][column] = cell
    return _archive(rows)


def _good_rows(count: int, *, contract: Contract | None) -> list[Cells]:
    contract = contract or invented_world().contracts[0]
    cases = [_case(number, contract) for number in range(count)]
    layout = referral_layout()
    written = write_rows([row for _, _, row in referral_rows(cases)], layout=layout)
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def _case(number: int, contract: Contract) -> Case:
    return Case(
        reference=f"BAD17{number + 1:05d}",
        person=invented_person(FIRST_NUMBER + number, seed=SEED, area=contract.area),
        contract=contract,
        referred_on=REFERRED_ON,
        reply=Reply(fate=Fate.UNANSWERED),
    )


def _archive(rows: Sequence[Cells]) -> bytes:
    return write_zip({REFERRALS: _table(rows)})


def _table(rows: Iterable[Cells]) -> bytes:
    """Written without the layout, which would not let wrong cells through."""
    rows = list(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")
