"""Who starts and leaves at schools, colleges and training providers: two lists.

The columns and their order are those of a supplier's import templates (One IYSS, read in its help
pages); every sender may head them otherwise and have more columns, which are never looked at. A
row with an end is a leaver. Dates are DD/MM/YYYY.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onward.formats.cells import day, text
from onward.formats.layout import (
    STANDARD,
    BadRow,
    Field,
    FileRead,
    Headings,
    Layout,
    read_rows,
    write_rows,
)
from onward.formats.learner_cells import school, ukprn
from onward.formats.person_row import PersonRow, person_columns


@dataclass(frozen=True, kw_only=True)
class EducationSpell(PersonRow):
    """Somebody's time at a school or college: begun, or begun and ended."""

    school: str
    started_on: date | None
    ended_on: date | None
    goal_level: str
    goal: str


@dataclass(frozen=True, kw_only=True)
class TrainingSpell(PersonRow):
    """Somebody's time with a training provider, and what kind of situation that is."""

    provider: str
    started_on: date | None
    ended_on: date | None
    situation_group: str
    situation: str
    qualification_level: str
    occupation_group: str
    occupation: str


PERSON = person_columns(born="dob")
DATES = (
    Field("startdate", day(), "started_on", required=False),
    Field("enddate", day(), "ended_on", required=False),
)


def _dates_hold(spell: EducationSpell | TrainingSpell) -> None:
    if spell.started_on is None and spell.ended_on is None:
        rule = "The row has neither a start nor an end."
        raise BadRow("started_on", rule, "Fill the start of a starter, the end of a leaver.")
    if spell.started_on and spell.ended_on and spell.ended_on < spell.started_on:
        raise BadRow("ended_on", "The end is before the start.", "Correct one of the two dates.")
    if spell.started_on and spell.started_on <= spell.date_of_birth:
        rule = "The start is not after the date of birth."
        raise BadRow("date_of_birth", rule, "Correct one of the two dates.")


def education_spells() -> Layout[EducationSpell]:
    return Layout(
        row=EducationSpell,
        fields=(
            *PERSON,
            Field("dfeno", school(), "school"),
            *DATES,
            Field("goallevel", text(), "goal_level", required=False),
            Field("goaldescription", text(), "goal", required=False),
        ),
        check=_dates_hold,
    )


def training_spells() -> Layout[TrainingSpell]:
    return Layout(
        row=TrainingSpell,
        fields=(
            *PERSON,
            Field("ukprn", ukprn(), "provider"),
            *DATES,
            Field("situationgroup", text(), "situation_group", required=False),
            Field("situationsubgroup", text(), "situation", required=False),
            Field("quallevel", text(), "qualification_level", required=False),
            Field("occareagroup", text(), "occupation_group", required=False),
            Field("occareasubgroup", text(), "occupation", required=False),
        ),
        check=_dates_hold,
    )


def read_education_spells(
    content: bytes, *, name: str, headings: Headings = STANDARD
) -> FileRead[EducationSpell]:
    layout = education_spells().headed(headings)
    return read_rows(content, name=name, layout=layout)


def write_education_spells(spells: Iterable[EducationSpell]) -> bytes:
    return write_rows(spells, layout=education_spells())


def read_training_spells(
    content: bytes, *, name: str, headings: Headings = STANDARD
) -> FileRead[TrainingSpell]:
    layout = training_spells().headed(headings)
    return read_rows(content, name=name, layout=layout)


def write_training_spells(spells: Iterable[TrainingSpell]) -> bytes:
    return write_rows(spells, layout=training_spells())
