"""Whom a row of an old system's lists is about: by what the list of people called them."""

from collections.abc import Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

from onward.formats.old_system import AboutSomebody
from onward.intake.findings import Handed, HandOver, problem_at
from onward.people.models import Record
from onward.tracking.taking_over.actions import people_called

Row = TypeVar("Row", bound=AboutSomebody)


def about_people(rows: Sequence[Row], turn: HandOver, handed: Handed) -> list[tuple[Row, Record]]:
    """Each row with its record; the others become problems of the file."""
    people = people_called(row.person for row in rows)
    handed.problems += [
        problem_at(
            turn.file_name,
            row.row_number,
            "person",
            row.person,
            rule=_("Nobody whom the old system calls so was taken over."),
            remedy=_("Take in the list of people first, or mend the reference."),
        )
        for row in rows
        if row.person not in people
    ]
    return [(row, people[row.person]) for row in rows if row.person in people]
