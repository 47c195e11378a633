"""What changed from one return to the next, person by person.

Works on the records of any two returns: last month's and this month's, or what an old system
wrote and what Onward writes for the same month.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from enum import StrEnum

from onward.formats.nccis.record import Record

STAYING = ("P", "G")
ITEMS = tuple(
    each.name for each in fields(Record) if each.compare and each.name != "young_persons_id"
)


class Kind(StrEnum):
    """What became of one person between two returns."""

    JOINED = "JOINED"
    CHANGED = "CHANGED"
    SAME = "SAME"
    # Reported as having left in the later return, for the first time.
    LEAVING = "LEAVING"
    # Reported in the earlier return, and rightly no longer there.
    GONE = "GONE"
    # Not reported as having left, and no longer there.
    MISSING = "MISSING"
    # Reported as having left before, and there again: each is reported once.
    AGAIN = "AGAIN"


@dataclass(frozen=True)
class Change:
    """One person's part in the difference; `items` are those that differ, if in both returns."""

    kind: Kind
    young_persons_id: str
    before: Record | None = field(repr=False)
    after: Record | None = field(repr=False)
    items: tuple[str, ...] = ()


def difference(before: Iterable[Record], after: Iterable[Record]) -> Iterator[Change]:
    """Everybody in either return: first in the order of the later one, then who is not in it.

    Holds the earlier return in memory. Somebody who is in a return twice counts as they last are.
    """
    earlier = {record.young_persons_id: record for record in before}
    seen = set()
    for record in after:
        seen.add(record.young_persons_id)
        yield _change(earlier.get(record.young_persons_id), record)
    for young_persons_id, record in earlier.items():
        if young_persons_id not in seen:
            kind = Kind.MISSING if record.cohort_status in STAYING else Kind.GONE
            yield Change(kind, young_persons_id, record, None)


def _change(before: Record | None, after: Record) -> Change:
    if before is None:
        return Change(Kind.JOINED, after.young_persons_id, None, after)
    items = tuple(item for item in ITEMS if getattr(before, item) != getattr(after, item))
    return Change(_kind(before, after, items), after.young_persons_id, before, after, items)


def _kind(before: Record, after: Record, items: tuple[str, ...]) -> Kind:
    if before.cohort_status not in STAYING:
        return Kind.AGAIN
    if after.cohort_status not in STAYING:
        return Kind.LEAVING
    return Kind.CHANGED if items else Kind.SAME
