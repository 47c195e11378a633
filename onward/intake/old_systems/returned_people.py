"""Records of another supplier's return are handed over: the number of the return stays theirs."""

from collections.abc import Sequence

from onward.intake.findings import Handed, HandOver
from onward.intake.old_systems.activities import tell_activities
from onward.intake.old_systems.people import OldRow, take_people
from onward.intake.old_systems.returned import Returned
from onward.intake.young_people.caseload import caseload, rounds
from onward.people.finding import Sought, find
from onward.people.models import Identifier, Record
from onward.tracking.following.actions import leave_numbers_free
from onward.tracking.taking_over.actions import begin


def hand_over(rows: Sequence[Returned], turn: HandOver) -> Handed:
    """Take in each person with their number, and tell what they do."""
    handed = Handed()
    begin(turn.landing_id, at=turn.at)
    people = [row.person for row in rows]
    taken = take_people(people, _numbered(people), turn, handed)
    leave_numbers_free([row.reference for row in people])
    doing = [
        (row.activity, taken[row.person.row_number])
        for row in rows
        if row.activity is not None and row.person.row_number in taken
    ]
    told = Handed()
    for some in rounds(doing):
        tell_activities(some, turn, told)
    # A record counts once; of an activity that cannot be told alone it is said why.
    handed.warnings += [*told.problems, *told.warnings]
    handed.effect += told.effect
    return handed


def _numbered(people: Sequence[OldRow]) -> dict[int, Record]:
    """Who has the number of a row, and fits it, by the row."""
    references = {row.reference for row in people}
    numbered = Identifier.objects.filter(kind=Identifier.Kind.RETURN, value__in=references)
    theirs = dict(numbered.values_list("value", "record_id"))
    known = [row for row in people if row.reference in theirs]
    found = find([_sought(row) for row in known], among=caseload())
    return {
        row.row_number: each.record
        for row, each in zip(known, found, strict=True)
        if each.record is not None and theirs[row.reference] == each.record.pk
    }


def _sought(row: OldRow) -> Sought:
    return Sought(
        forename=row.forename,
        surname=row.surname,
        date_of_birth=row.date_of_birth,
        numbers={Identifier.Kind.RETURN: row.reference},
    )
