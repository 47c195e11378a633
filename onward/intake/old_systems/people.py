"""People of an old system: found or opened, brought up to date, and compared with its list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from onward.formats.old_system import OldPerson
from onward.formats.problem import Problem
from onward.intake.findings import Handed, HandOver, problem_at
from onward.intake.old_systems.comparing import OTHER, compare_values, kept_values
from onward.intake.young_people.caseload import found_or_new, not_opened_yet
from onward.intake.young_people.items import Said, take_items
from onward.people.lookups import one_of
from onward.people.models import Fact, Identifier, Record
from onward.tracking.activities.telling import Source
from onward.tracking.following.actions import follow
from onward.tracking.taking_over.actions import begin, call_them, people_called
from onward.values.postcode import Postcode

NUMBER = "young_person_id"
ITEM_OF = {
    "forename": "forename",
    "middle_names": "middle_name",
    "surname": "surname",
    "date_of_birth": "date_of_birth",
    "gender": "gender",
    "ethnicity": "ethnic_origin",
    "telephone": "telephone",
    "mobile": "telephone_alternate",
    "email": "email",
    "upn": "unique_pupil_number",
    "uln": "unique_learner_number",
    "lives_in": "lead_authority",
    "year_eleven_in": "authority_at_year_11",
    "level_of_need": "level_of_need",
    "has_plan": "ehc_plan",
    "has_sen_support": "sen_support",
    "do_not_survey": "do_not_survey",
}


@dataclass(frozen=True, kw_only=True)
class OldRow:
    """One row about a person of an old system: whom it is about, and what it says by item."""

    forename: str
    surname: str
    date_of_birth: date
    postcode: Postcode | None
    upn: str
    uln: str
    values: Mapping[str, object] = field(repr=False)
    row_number: int
    on: date | None = None
    reference: str = ""


def hand_over(people: Sequence[OldPerson], turn: HandOver) -> Handed:
    """Take in a list of people, and remember what the old system called each."""
    handed = Handed()
    begin(turn.landing_id, at=turn.at)
    rows = [_row(person) for person in people]
    known = people_called(row.reference for row in rows)
    taken = take_people(
        rows,
        {row.row_number: known[row.reference] for row in rows if row.reference in known},
        turn,
        handed,
    )
    called = {row.reference: taken[row.row_number] for row in rows if row.row_number in taken}
    new = {reference: record for reference, record in called.items() if reference not in known}
    call_them(new, source_id=turn.landing_id)
    return handed


def take_people(
    rows: Sequence[OldRow], known: Mapping[int, Record], turn: HandOver, handed: Handed
) -> dict[int, Record]:
    """The record of each row that was taken; `known` are those of whom it is known already."""
    others = [row for row in rows if row.row_number not in known]
    found, unknown = found_or_new(others, turn, handed)
    new = not_opened_yet(unknown, turn)
    there = [*((row, known[row.row_number]) for row in rows if row.row_number in known), *found]
    people = _with_free_numbers([*_one_row_each(there, turn, handed), *new], turn, handed)
    said = [
        Said(
            record=record,
            values=kept_values(row.values, row=row.row_number, turn=turn, handed=handed),
            row=row.row_number,
            on=row.on,
        )
        for row, record in people
    ]
    taken = take_items(said, turn, handed, opening=[record for _row, record in new])
    source = Source(kind=Fact.Source.FILE, by=turn.by, source_id=turn.landing_id)
    opened = [record for row, record in new if row.row_number in taken]
    handed.effect["followed", ""] += follow(opened, source=source, at=turn.at)
    handed.done += len(taken)
    compare_values(said, taken, handed)
    return {each.row: each.record for each in said if each.row in taken}


def _row(person: OldPerson) -> OldRow:
    values: dict[str, object] = {
        item: getattr(person, column)
        for column, item in ITEM_OF.items()
        if getattr(person, column) not in ("", None)
    }
    values["date_of_birth"] = person.date_of_birth.isoformat()
    if person.address:
        values["address"] = list(person.address)
    if person.postcode:
        values["postcode"] = person.postcode.text
    return OldRow(
        forename=person.forename,
        surname=person.surname,
        date_of_birth=person.date_of_birth,
        postcode=person.postcode,
        upn=person.upn,
        uln=person.uln,
        values=values,
        row_number=person.row_number,
        reference=person.person,
    )


def _one_row_each(
    people: Sequence[tuple[OldRow, Record]], turn: HandOver, handed: Handed
) -> list[tuple[OldRow, Record]]:
    """Two rows that are one person here were two there: somebody has to see which is right."""
    first: dict[object, tuple[OldRow, Record]] = {}
    for row, record in people:
        if first.setdefault(record.pk, (row, record))[0] is not row:
            handed.problems.append(
                problem_at(
                    turn.file_name,
                    row.row_number,
                    "surname",
                    row.surname,
                    rule=_("Another row of the list is the same person here."),
                    remedy=_(
                        "Make them one in the old system, or mend the number that they share."
                    ),
                )
            )
    return list(first.values())


def _with_free_numbers(
    people: Sequence[tuple[OldRow, Record]], turn: HandOver, handed: Handed
) -> list[tuple[OldRow, Record]]:
    """The rows without a number of the return that somebody else has, or in place of another."""
    given = {str(row.values[NUMBER]) for row, _record in people if NUMBER in row.values}
    numbers = Identifier.objects.filter(kind=Identifier.Kind.RETURN)
    whose = dict(numbers.filter(value__in=given).values_list("value", "record_id"))
    of_record = one_of("record_id", [record.pk for _row, record in people])
    theirs = dict(numbers.filter(of_record).values_list("record_id", "value"))
    free = []
    for row, record in people:
        number = row.values.get(NUMBER)
        if number is None or (
            theirs.get(record.pk, number) == number
            and whose.get(str(number), record.pk) == record.pk
        ):
            free.append((row, record))
        else:
            values = {item: value for item, value in row.values.items() if item != NUMBER}
            free.append((replace(row, values=values), record))
            handed.effect[OTHER, NUMBER] += 1
            handed.warnings.append(_number_stays(row, turn))
    return free


def _number_stays(row: OldRow, turn: HandOver) -> Problem:
    return problem_at(
        turn.file_name,
        row.row_number,
        NUMBER,
        row.values[NUMBER],
        rule=_("The person, or the number, stands in the return here already. What is held stays."),
        remedy=_("Tell the department of the number that the old system had."),
    )
