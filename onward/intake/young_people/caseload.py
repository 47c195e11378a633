"""Whom a row of a list of young people is about: somebody followed, or why nobody is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onward.formats.problem import Problem
from onward.intake.findings import Handed, HandOver, problem_at
from onward.people.finding import Found, Sought, Why, find
from onward.people.matching.matches import Row, note_found
from onward.people.matching.merging import merged_away
from onward.people.models import Identifier, Record
from onward.tenancy.context import acting
from onward.tracking.models import Following
from onward.values.postcode import Postcode

PUPIL, LEARNER = Identifier.Kind.PUPIL, Identifier.Kind.LEARNER


class PersonRow(Protocol):
    """A row of any list, as far as it says who it is about."""

    @property
    def forename(self) -> str: ...
    @property
    def surname(self) -> str: ...
    @property
    def date_of_birth(self) -> date: ...
    @property
    def postcode(self) -> Postcode | None: ...
    @property
    def row_number(self) -> int: ...


R = TypeVar("R", bound=PersonRow)
T = TypeVar("T")


@dataclass(frozen=True)
class Unfound:
    """What the sender is told, and what to do about it."""

    rule: Promise
    remedy: Promise


UNFOUND: Mapping[Why, Unfound] = {
    Why.NO_MATCH: Unfound(
        _("Nobody whom you follow has this name and date of birth, or this number."),
        _("Check the spelling and the date, or add the young person first."),
    ),
    Why.SEVERAL: Unfound(
        _("More than one young person fits."),
        _("Add the number or the postcode to the row, or do it on the right person's page."),
    ),
    Why.NUMBER_CONFLICT: Unfound(
        _("The number and the person disagree."),
        _("Find out whose number it is. Correct the row, or the record."),
    ),
    Why.ALIKE: Unfound(
        _("Somebody is like this young person, but not surely the same."),
        _("Say who it is under People who may be the same, then take the row in again."),
    ),
}


def caseload() -> QuerySet[Record]:
    """The records of all who are followed by the organisation acted for."""
    followed = Following.objects.filter(archived_at=None).values("record")
    records = Record.objects.filter(pk__in=followed, deceased_on=None, erased_at=None)
    return records.exclude(pk__in=merged_away())


def found_among_followed(
    rows: Sequence[R], turn: HandOver, handed: Handed
) -> list[tuple[R, Record]]:
    """Each row with its record; the others become problems of the file."""
    matched, unmatched = _matched(rows, turn)
    handed.problems += [_unfound(row, each, turn) for row, each in unmatched]
    return matched


def found_or_new(
    rows: Sequence[R], turn: HandOver, handed: Handed
) -> tuple[list[tuple[R, Record]], list[R]]:
    """Each row with its record, and the rows of people whom nobody follows yet, each once."""
    matched, unmatched = _matched(rows, turn)
    new: dict[object, R] = {}
    for row, each in unmatched:
        if each.why is not Why.NO_MATCH:
            handed.problems.append(_unfound(row, each, turn))
        elif new.setdefault((*sought_of(row).name, row.date_of_birth), row) is not row:
            handed.problems.append(_twice(row, turn))
    return matched, list(new.values())


def not_opened_yet(rows: Sequence[R], turn: HandOver) -> list[tuple[R, Record]]:
    """A record for each of these people, to be opened once what the row says can be held."""
    return [
        (row, Record(organisation_id=acting().organisation_id, opened_at=turn.at)) for row in rows
    ]


def rounds(matched: Sequence[tuple[T, Record]]) -> Iterator[list[tuple[T, Record]]]:
    """The rows in rounds, in which nobody stands twice."""
    left = list(matched)
    while left:
        round_: dict[UUID, tuple[T, Record]] = {}
        later = []
        for row, record in left:
            if record.pk in round_:
                later.append((row, record))
            else:
                round_[record.pk] = (row, record)
        yield list(round_.values())
        left = later


def _matched(
    rows: Sequence[R], turn: HandOver
) -> tuple[list[tuple[R, Record]], list[tuple[R, Found]]]:
    sought = [sought_of(row) for row in rows]
    found = find(sought, among=caseload())
    note_found(
        [
            Row(number=row.row_number, sought=one, found=each)
            for row, one, each in zip(rows, sought, found, strict=True)
        ],
        landing_id=turn.landing_id,
        at=turn.at,
    )
    pairs = list(zip(rows, found, strict=True))
    matched = [(row, each.record) for row, each in pairs if each.record is not None]
    return matched, [(row, each) for row, each in pairs if each.record is None]


def _twice(row: PersonRow, turn: HandOver) -> Problem:
    return problem_at(
        turn.file_name,
        row.row_number,
        "surname",
        row.surname,
        rule=gettext("Somebody of this name and date of birth stands in the file already."),
        remedy=gettext("Add the second by hand if they are two people."),
    )


def _unfound(row: PersonRow, found: Found, turn: HandOver) -> Problem:
    words = UNFOUND[found.why or Why.NO_MATCH]
    is_number = found.why is Why.NUMBER_CONFLICT
    column, value = ("upn", _number(row)) if is_number else ("surname", row.surname)
    return problem_at(
        turn.file_name,
        row.row_number,
        column,
        value,
        rule=str(words.rule),
        remedy=str(words.remedy),
    )


def sought_of(row: PersonRow) -> Sought:
    """What the row says of its person."""
    return Sought(
        forename=row.forename,
        surname=row.surname,
        date_of_birth=row.date_of_birth,
        postcode=row.postcode,
        address=tuple(getattr(row, "address", ())),
        sex=str(getattr(row, "sex", "")),
        numbers={PUPIL: _number(row), LEARNER: str(getattr(row, "uln", ""))},
    )


def _number(row: PersonRow) -> str:
    return str(getattr(row, "upn", ""))
