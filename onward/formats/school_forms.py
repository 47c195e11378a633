"""What schools tell of year 11 and 12: offers for September, and where pupils mean to go.

Layouts of ours; schools send forms and lists of many kinds. The codes are those of the return,
which the caller gives, because they change with the year.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from onward.formats.cells import day, text
from onward.formats.layout import (
    STANDARD,
    Field,
    FileRead,
    Headings,
    Layout,
    read_rows,
    write_rows,
)
from onward.formats.learner_cells import one_of, school, ukprn
from onward.formats.person_row import PersonRow, person_columns

YEAR_GROUPS = ("11", "12")


@dataclass(frozen=True, kw_only=True)
class SeptemberOffer(PersonRow):
    """Somebody's guarantee status on a day, with the place offered where there is one."""

    school: str
    year_group: str
    status: str
    status_on: date
    provider: str
    course: str


@dataclass(frozen=True, kw_only=True)
class Destination(PersonRow):
    """Where somebody in year 11 said on a day that they mean to go."""

    school: str
    destination: str
    said_on: date
    provider: str
    course: str


PUPIL = (*person_columns(), Field("school", school()))
PLACE = (
    Field("provider", ukprn(), required=False),
    Field("course", text(), required=False),
)


def september_offers(*, statuses: Collection[str]) -> Layout[SeptemberOffer]:
    return Layout(
        row=SeptemberOffer,
        fields=(
            *PUPIL,
            Field("year_group", one_of(YEAR_GROUPS, form="11 or 12")),
            Field("status", one_of(statuses, form="guarantee status of the return")),
            Field("status_on", day()),
            *PLACE,
        ),
    )


def intended_destinations(*, codes: Collection[str]) -> Layout[Destination]:
    return Layout(
        row=Destination,
        fields=(
            *PUPIL,
            Field("destination", one_of(codes, form="intended destination of the return")),
            Field("said_on", day()),
            *PLACE,
        ),
    )


def read_september_offers(
    content: bytes, *, name: str, statuses: Collection[str], headings: Headings = STANDARD
) -> FileRead[SeptemberOffer]:
    layout = september_offers(statuses=statuses)
    headed = layout.headed(headings)
    return read_rows(content, name=name, layout=headed)


def write_september_offers(offers: Iterable[SeptemberOffer], *, statuses: Collection[str]) -> bytes:
    return write_rows(offers, layout=september_offers(statuses=statuses))


def read_intended_destinations(
    content: bytes, *, name: str, codes: Collection[str], headings: Headings = STANDARD
) -> FileRead[Destination]:
    layout = intended_destinations(codes=codes)
    headed = layout.headed(headings)
    return read_rows(content, name=name, layout=headed)


def write_intended_destinations(
    destinations: Iterable[Destination], *, codes: Collection[str]
) -> bytes:
    return write_rows(destinations, layout=intended_destinations(codes=codes))
