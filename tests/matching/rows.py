"""Rows for the matcher's tests: the least that a table needs."""

from typing import Any

from onward.matching.table import Columns, Table

ANNA = {
    "first": "Anna",
    "last": "Kowalska",
    "born": "2005-03-07",
    "address": "12 Mill Road",
    "postcode": "ZA1 2AB",
    "sex": "F",
}


def columns(*people: dict[str, Any]) -> Columns:
    """Anna, with these changes, once for each; handles count from 0 unless given."""
    rows = [{"handle": number} | ANNA | person for number, person in enumerate(people)]
    return Columns(**{name: [row[name] for row in rows] for name in ("handle", *ANNA)})


def table(*people: dict[str, Any]) -> Table:
    return Table.of(columns(*people))
