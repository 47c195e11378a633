"""The department's monthly list of 18 and 19 year old new claimants: three items, nothing more.

Name, address and date of birth (source 002, guide section 3); the Education and Skills Act 2008
s.15 allows no other. Its file layout is not published, so the columns are ours. A file with
any other column is refused whole, unread.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from onward.formats.cells import day, text
from onward.formats.layout import Field, FileRead, Layout, read_rows, write_rows
from onward.formats.learner_cells import postcode
from onward.values.postcode import Postcode

LINES = ("address_1", "address_2", "address_3", "address_4")


@dataclass(frozen=True, kw_only=True)
class NewClaimant:
    """One young person of the list."""

    forename: str
    surname: str
    address: tuple[str, ...]
    postcode: Postcode | None
    date_of_birth: date
    row_number: int = field(default=0, compare=False)


def _new_claimant(**cells: Any) -> NewClaimant:
    lines = tuple(line for name in LINES if (line := cells.pop(name)))
    return NewClaimant(address=lines, **cells)


def _cells_of(claimant: NewClaimant) -> Mapping[str, Any]:
    lines = dict.fromkeys(LINES, "") | dict(zip(LINES, claimant.address, strict=False))
    return vars(claimant) | lines


def new_claimants() -> Layout[NewClaimant]:
    return Layout(
        row=_new_claimant,
        fields=(
            Field("forename", text(longest=100)),
            Field("surname", text(longest=100)),
            Field(LINES[0], text()),
            *(Field(line, text(), required=False) for line in LINES[1:]),
            # A row without a postcode goes to nobody but the exceptions.
            Field("postcode", postcode(), required=False),
            Field("date_of_birth", day()),
        ),
        cells_of=_cells_of,
    )


def read_new_claimants(content: bytes, *, name: str) -> FileRead[NewClaimant]:
    return read_rows(content, name=name, layout=new_claimants())


def write_new_claimants(claimants: Iterable[NewClaimant]) -> bytes:
    return write_rows(claimants, layout=new_claimants())
