"""What a way in is: who may send it, how it is read, what becomes of its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from onward.formats.table import Column
from onward.intake.findings import Handed, HandOver, RowsRead
from onward.intake.models import Landing
from onward.parties.models import Organisation
from onward.parties.permissions import Permission

Cells = dict[str, str]


def the_file_itself(content: bytes) -> bytes:
    return content


def all_cells(cells: Cells) -> Cells:
    return cells


@dataclass(frozen=True, kw_only=True)
class Feed:
    """One way in.

    `read` takes content, the file's name, the day it is read for and whether fictitious
    numbers are admitted; `hand_over` takes good rows, a batch in a transaction. `table` is the
    CSV file whose refused rows are given back, `table_name` how its problems call it where
    that is not the file's own name, and `give_back` what of a row may be given back. `for_file`
    is the feed as the sender of one file writes it, by the settings kept with the file, of
    which `is_set` names those that mean something here.
    """

    code: str
    label: Promise
    hint: Promise
    kinds: frozenset[Organisation.Kind]
    permission: Permission
    read: Callable[[bytes, str, date, bool], RowsRead[Any]]
    hand_over: Callable[[Sequence[Any], HandOver], Handed]
    columns: Callable[[], Sequence[Column]]
    table: Callable[[bytes], bytes] = the_file_itself
    table_name: str = ""
    give_back: Callable[[Cells], Cells] = all_cells
    batch: int = 500
    for_file: Callable[["Feed", Landing], "Feed"] | None = None
    is_set: tuple[str, ...] = ()

    @property
    def is_one_table(self) -> bool:
        """Its refused rows, mended, can be sent as a file of their own."""
        return self.table is the_file_itself
