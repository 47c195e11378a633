"""A whole old system as five lists: people, activities, contacts, notes and documents.

Layouts of ours, whose columns are the items of the monthly return and of a caseload. A supplier's
export is read through `Headings`: its own headings, its own words for a value. The reference is
whatever the old system calls somebody; a row about nobody in the list of people is refused.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from onward.formats.cells import day, reference, text, yes_no
from onward.formats.layout import Field, Layout
from onward.formats.learner_cells import authority, postcode, school, ukprn, uln, upn
from onward.formats.table import Kind
from onward.values.postcode import Postcode

LONGEST_NOTE = 20_000
LINES = ("address_1", "address_2", "address_3", "address_4")


@dataclass(frozen=True, kw_only=True)
class OldPerson:
    """Somebody as the old system holds them."""

    person: str
    forename: str
    middle_names: str
    surname: str
    date_of_birth: date
    gender: str
    ethnicity: str
    address: tuple[str, ...]
    postcode: Postcode | None
    telephone: str
    mobile: str
    email: str
    upn: str
    uln: str
    lives_in: str
    year_eleven_in: str
    level_of_need: str
    has_plan: bool | None
    has_sen_support: bool | None
    do_not_survey: bool | None
    row_number: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class AboutSomebody:
    """A row about a person of the list of people."""

    person: str
    row_number: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class OldActivity(AboutSomebody):
    """One activity of somebody's history."""

    code: str
    started_on: date
    ended_on: date | None
    ascertained_on: date | None
    verified_on: date | None
    review_on: date | None
    predicted_end_on: date | None
    neet_started_on: date | None
    school: str
    provider: str
    place: str


@dataclass(frozen=True, kw_only=True)
class OldContact(AboutSomebody):
    """That somebody was contacted, how, by whom, and what came of it."""

    on: date
    channel: str
    by: str
    words: str


@dataclass(frozen=True, kw_only=True)
class OldNote(AboutSomebody):
    """What somebody wrote about the person on a day."""

    on: date
    by: str
    words: str


@dataclass(frozen=True, kw_only=True)
class OldDocument(AboutSomebody):
    """A file that comes beside the lists, by its name."""

    file: str
    title: str
    on: date | None


def _person(**cells: Any) -> OldPerson:
    lines = tuple(line for name in LINES if (line := cells.pop(name)))
    return OldPerson(address=lines, **cells)


def _maybe(column: str, codec: Any) -> Field:
    return Field(column, codec, required=False)


def people() -> Layout[OldPerson]:
    return Layout(
        row=_person,
        fields=(
            Field("person", reference()),
            Field("forename", text(longest=100)),
            _maybe("middle_names", text(longest=100)),
            Field("surname", text(longest=100)),
            Field("date_of_birth", day()),
            _maybe("gender", text(longest=20)),
            _maybe("ethnicity", text(longest=20)),
            *(_maybe(line, text()) for line in LINES),
            _maybe("postcode", postcode()),
            _maybe("telephone", text(longest=40, kind=Kind.TELEPHONE)),
            _maybe("mobile", text(longest=40, kind=Kind.TELEPHONE)),
            _maybe("email", text()),
            _maybe("upn", upn()),
            _maybe("uln", uln()),
            Field("lives_in", authority()),
            _maybe("year_eleven_in", authority()),
            _maybe("level_of_need", text(longest=20)),
            _maybe("has_plan", yes_no()),
            _maybe("has_sen_support", yes_no()),
            _maybe("do_not_survey", yes_no()),
        ),
        unique=("person",),
    )


def activities() -> Layout[OldActivity]:
    days = ("ascertained_on", "verified_on", "review_on", "predicted_end_on", "neet_started_on")
    return Layout(
        row=OldActivity,
        fields=(
            Field("person", reference()),
            Field("code", text(longest=20)),
            Field("started_on", day()),
            _maybe("ended_on", day()),
            *(_maybe(each, day()) for each in days),
            _maybe("school", school()),
            _maybe("provider", ukprn()),
            _maybe("place", text()),
        ),
    )


def contacts() -> Layout[OldContact]:
    return Layout(
        row=OldContact,
        fields=(
            Field("person", reference()),
            Field("on", day()),
            Field("channel", text(longest=40)),
            _maybe("by", text(longest=100)),
            _maybe("words", text(longest=LONGEST_NOTE)),
        ),
    )


def notes() -> Layout[OldNote]:
    return Layout(
        row=OldNote,
        fields=(
            Field("person", reference()),
            Field("on", day()),
            _maybe("by", text(longest=100)),
            Field("words", text(longest=LONGEST_NOTE)),
        ),
    )


def documents() -> Layout[OldDocument]:
    return Layout(
        row=OldDocument,
        fields=(
            Field("person", reference()),
            Field("file", text()),
            _maybe("title", text()),
            _maybe("on", day()),
        ),
        unique=("file",),
    )
