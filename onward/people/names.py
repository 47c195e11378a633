"""What records are called, in lists of many."""

from collections.abc import Iterable
from uuid import UUID

from onward.people.slots import NAME


def names_of(records: Iterable[UUID]) -> dict[UUID, str]:
    """The present name of each record that holds one, in one query."""
    rows = NAME.present(set(records))
    return {record_id: " ".join(NAME.values(row).values()) for record_id, row in rows.items()}
