"""The department's report of what a payfile held, for reconciliation.

A layout of ours: that DWP sent one is published (source 000, step 16), its content is
not. It holds no NINO, because the claim reference reconciles. Ends with a TOTAL row
(`layout.py`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from onward.formats.cells import item_code, money, reference
from onward.formats.layout import Field, FileRead, Layout, read_rows, write_rows
from onward.values.pence import Pence


@dataclass(frozen=True, kw_only=True)
class ReportedLine:
    """One claim that the department says was in the payfile of this message."""

    message_id: str
    claim_reference: str
    outcome: str
    amount: Pence
    row_number: int = field(default=0, compare=False)


def payfile_report() -> Layout[ReportedLine]:
    return Layout(
        row=ReportedLine,
        fields=(
            Field("message_id", reference()),
            Field("claim_reference", reference()),
            Field("outcome", item_code()),
            Field("amount", money()),
        ),
        unique=("claim_reference",),
        total_of="amount",
    )


def read_payfile_report(content: bytes, *, name: str) -> FileRead[ReportedLine]:
    return read_rows(content, name=name, layout=payfile_report())


def write_payfile_report(lines: Iterable[ReportedLine]) -> bytes:
    return write_rows(lines, layout=payfile_report())
