"""The finance system's answer to a payfile: what was paid and what was not.

A layout of ours: SEAS's answer is not published. The columns are the least that the
three-way reconciliation needs (`programmes.md` 3.4). Ends with a TOTAL row over paid and
rejected rows alike (`layout.py`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from onward.formats.cells import choice, day, money, reference, text
from onward.formats.layout import BadRow, Field, FileRead, Layout, read_rows, write_rows
from onward.values.pence import Pence


class Status(StrEnum):
    """What became of one payment."""

    PAID = "PAID"
    REJECTED = "REJECTED"


@dataclass(frozen=True, kw_only=True)
class PaymentResult:
    """The answer about one claim."""

    claim_reference: str
    status: Status
    amount: Pence
    paid_on: date | None
    reason: str
    row_number: int = field(default=0, compare=False)


def _says_when_or_why(result: PaymentResult) -> None:
    is_paid = result.status is Status.PAID
    if is_paid and result.paid_on is None:
        raise BadRow("paid_on", "A paid row needs its day.", "Fill paid_on.")
    if not is_paid and result.paid_on is not None:
        raise BadRow("paid_on", "A rejected row cannot have a day of payment.", "Empty paid_on.")
    if not is_paid and not result.reason:
        raise BadRow("reason", "A rejected row needs a reason.", "Fill reason.")


def finance_result() -> Layout[PaymentResult]:
    return Layout(
        row=PaymentResult,
        fields=(
            Field("claim_reference", reference()),
            Field("status", choice(Status)),
            Field("amount", money()),
            Field("paid_on", day(), required=False),
            Field("reason", text(), required=False),
        ),
        unique=("claim_reference",),
        check=_says_when_or_why,
        total_of="amount",
    )


def read_finance_result(content: bytes, *, name: str) -> FileRead[PaymentResult]:
    return read_rows(content, name=name, layout=finance_result())


def write_finance_result(results: Iterable[PaymentResult]) -> bytes:
    return write_rows(results, layout=finance_result())
