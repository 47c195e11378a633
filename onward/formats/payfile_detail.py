"""The covering detail of a payfile: whose outcome each payment is for.

A layout of ours: that the payfile held the NINO is published (source 001, 5.3), its
layout is not (`programmes.md` section 10, 3). The NINO stands here, under its own
agreement, and not in the pain.001 file. Ends with a TOTAL row (`layout.py`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from onward.formats.cells import code, item_code, money, nino, reference
from onward.formats.layout import Field, FileRead, Layout, read_rows, write_rows
from onward.values.nino import Nino
from onward.values.pence import Pence


@dataclass(frozen=True, kw_only=True)
class PaidLine:
    """One claim in a payfile."""

    claim_reference: str
    provider_code: str
    nino: Nino | None
    outcome: str
    amount: Pence
    row_number: int = field(default=0, compare=False)


def payfile_detail(*, fictitious: bool = False) -> Layout[PaidLine]:
    """The layout; `fictitious` admits NINOs that begin with QQ."""
    return Layout(
        row=PaidLine,
        fields=(
            Field("claim_reference", reference()),
            Field("provider_code", code()),
            # A person known by a reference number alone has none.
            Field("nino", nino(fictitious=fictitious), required=False),
            Field("outcome", item_code()),
            Field("amount", money()),
        ),
        unique=("claim_reference",),
        total_of="amount",
    )


def read_payfile_detail(
    content: bytes, *, name: str, fictitious: bool = False
) -> FileRead[PaidLine]:
    return read_rows(content, name=name, layout=payfile_detail(fictitious=fictitious))


def write_payfile_detail(lines: Iterable[PaidLine]) -> bytes:
    return write_rows(lines, layout=payfile_detail())
