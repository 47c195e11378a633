"""The monthly payment validation report (PPVR): every outcome paid in a month.

A layout of ours: that it gives "full details of outcome payments" each month is published
(source 000, step 17), its fields are not, and the name's expansion is inferred
(`programmes.md` section 10, 3 and 12). Ends with a TOTAL row (`layout.py`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from onward.formats.cells import code, day, item_code, money, month, nino, reference
from onward.formats.layout import BadRow, Field, FileRead, Layout, read_rows, write_rows
from onward.values.nino import Nino
from onward.values.pence import Pence


@dataclass(frozen=True, kw_only=True)
class ValidatedPayment:
    """One outcome paid in the month; `month` is its first day."""

    month: date
    claim_reference: str
    referral_reference: str
    nino: Nino | None
    provider_code: str
    outcome: str
    achieved_on: date
    amount: Pence
    paid_on: date
    row_number: int = field(default=0, compare=False)


def _paid_in_the_month_and_after_the_outcome(line: ValidatedPayment) -> None:
    if line.paid_on.replace(day=1) != line.month:
        raise BadRow("paid_on", "The day of payment is not in the month.", "Correct one of them.")
    if line.paid_on < line.achieved_on:
        rule = "The payment is before the outcome."
        raise BadRow("achieved_on", rule, "Correct achieved_on or paid_on.")


def ppvr(*, fictitious: bool = False) -> Layout[ValidatedPayment]:
    """The layout; `fictitious` admits NINOs that begin with QQ."""
    return Layout(
        row=ValidatedPayment,
        fields=(
            Field("month", month()),
            Field("claim_reference", reference()),
            Field("referral_reference", reference()),
            Field("nino", nino(fictitious=fictitious), required=False),
            Field("provider_code", code()),
            Field("outcome", item_code()),
            Field("achieved_on", day()),
            Field("amount", money()),
            Field("paid_on", day()),
        ),
        unique=("claim_reference",),
        check=_paid_in_the_month_and_after_the_outcome,
        total_of="amount",
    )


def read_ppvr(content: bytes, *, name: str, fictitious: bool = False) -> FileRead[ValidatedPayment]:
    return read_rows(content, name=name, layout=ppvr(fictitious=fictitious))


def write_ppvr(lines: Iterable[ValidatedPayment]) -> bytes:
    return write_rows(lines, layout=ppvr())
