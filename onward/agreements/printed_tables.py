"""A printed list of items, read by what stands in it and not by its headings.

Annex B of the memorandum of source 002 has the headings Data Field and Definition, and in its first
row the two are the wrong way round (REQ-002-149). What is not plain is asked, never guessed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onward.agreements.catalogue import catalogue

# What the sources print for an item, beside the catalogue's own label.
ALSO_PRINTED = {
    "main address": "address",
    "correspondence address": "correspondence_address",
    "postcode/s": "postcode",
    "contact telephone number (home)": "telephone",
    "contact telephone number (mobile)": "telephone_alternate",
    "e-mail (where available)": "email",
    "e-mail": "email",
    "in receipt of benefit": "in_receipt_of_benefit",
    "work programme participant": "work_programme_participant",
}
FIRST_COLUMN = 0


@dataclass(frozen=True, kw_only=True)
class PrintedItem:
    """One row: the item that it means ("" where nobody can tell), and what to ask a person."""

    number: int  # of the row, the headings not counted
    item: str
    question: str = ""


def read_printed(rows: Iterable[Sequence[str]]) -> list[PrintedItem]:
    """Each row that says anything, with its item and whatever a person has to confirm."""
    read: list[PrintedItem] = []
    for number, cells in enumerate(rows, start=1):
        if any(cell.strip() for cell in cells):
            read.append(_row(number, cells, before={each.item for each in read}))
    return read


def _row(number: int, cells: Sequence[str], *, before: set[str]) -> PrintedItem:
    found = {place: item for place, cell in enumerate(cells) if (item := _meant_by(cell))}
    if not found:
        words = " / ".join(filter(None, map(str.strip, cells)))
        return PrintedItem(number=number, item="", question=f"Which item is meant by: {words}?")
    place = min(found)
    item = found[place]
    if item in before:
        return PrintedItem(number=number, item="", question=f"Is {item} meant a second time?")
    if place == FIRST_COLUMN:
        return PrintedItem(number=number, item=item)
    question = f"The name, {cells[place].strip()}, stands in another column than the rest: right?"
    return PrintedItem(number=number, item=item, question=question)


def _meant_by(cell: str) -> str:
    """The item of this name; "" for words that are no item's name."""
    name = re.sub(r"\s+", " ", cell).strip().casefold()
    labels = {item.label.casefold(): code for code, item in catalogue().items()}
    return ALSO_PRINTED.get(name) or labels.get(name, "")
