"""A return file of another supplier, as a way in: each record a person and what they do."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from onward.disclosures.nccis_layout import ADDRESS, FIELD_OF, FLAG_OF
from onward.formats.nccis.days import day
from onward.formats.nccis.elements import element_of
from onward.formats.nccis.reading import Reading, UnreadableReturn
from onward.formats.nccis.record import Record
from onward.formats.old_system import OldActivity
from onward.formats.problem import Problem, shortened
from onward.formats.table import Column, write_table
from onward.intake.findings import RowsRead
from onward.intake.old_systems.people import OldRow
from onward.programmes.participation.characteristics import CHARACTERISTIC_OF
from onward.programmes.participation.leaving import CohortStatus
from onward.tracking.activities.telling import ITEMS as ACTIVITY_ITEMS
from onward.values.bad_value import BadValue
from onward.values.postcode import Postcode

HEADER_ROW = 1
COLUMNS = ("young_persons_id", "given_name", "family_name", "dob")
LEFT = {str(status) for status in CohortStatus if status.has_left}
# What the return says of the month, or what is worked out here.
OF_THE_MONTH = {*ACTIVITY_ITEMS, "cohort_status", "transferred_to_authority", "activity_lapsed"}
YES, NO = "Y", "N"
DAYS = {
    "ascertained_on": "date_ascertained",
    "verified_on": "date_verified",
    "review_on": "review_date",
    "predicted_end_on": "predicted_end_date",
    "neet_started_on": "neet_start_date",
}


@dataclass(frozen=True, kw_only=True)
class Returned:
    """One record of a return: the person, and the activity that was current."""

    person: OldRow
    activity: OldActivity | None


class _Bad(BadValue):
    """What is wrong with one element of a record."""

    def __init__(self, field: str, value: str, rule: str, remedy: str) -> None:
        super().__init__(rule, remedy)
        self.field, self.value = field, value


def read_old_return(content: bytes, name: str, on: date, fictitious: bool) -> RowsRead[Returned]:
    """The good records; a file that breaks off is refused whole, for what is missing is unknown."""
    rows: list[Returned] = []
    problems: list[Problem] = []
    try:
        reading = Reading(io.BytesIO(content))
        as_of = day(reading.header.period_end)
        for record in reading.records():
            try:
                rows.append(_returned(record, on=as_of))
            except _Bad as bad:
                problems.append(_problem(bad, record, name=name))
    except UnreadableReturn as refused:
        remedy = _("Check that it is a return file, and export it again.")
        return RowsRead(
            rows=[],
            problems=[Problem(name, None, None, None, refused.rule, remedy)],
            row_count=0,
            refused=True,
        )
    return RowsRead(rows=rows, problems=problems, row_count=reading.record_count)


def columns() -> Sequence[Column]:
    return [Column(name) for name in COLUMNS]


def table(content: bytes) -> bytes:
    """The records as a table, so that refused ones can be given back."""
    return write_table(_cells(content), columns=columns())


def _cells(content: bytes) -> Iterator[Mapping[str, str]]:
    for record in Reading(io.BytesIO(content)).records():
        yield {name: getattr(record, name) for name in COLUMNS}


def _returned(record: Record, *, on: date | None) -> Returned:
    if record.cohort_status in LEFT:
        rule = _("The person had left the cohort already.")
        remedy = _("Nothing is to be done, unless they came back: then add them by hand.")
        raise _Bad("cohort_status", record.cohort_status, rule, remedy)
    return Returned(person=_person(record, on=on), activity=_activity(record))


def _person(record: Record, *, on: date | None) -> OldRow:
    return OldRow(
        forename=_filled(record, "given_name"),
        surname=_filled(record, "family_name"),
        date_of_birth=_needed_day(record, "dob"),
        postcode=_postcode(record),
        upn=record.unique_pupil_number,
        uln=record.unique_learner_number,
        values=dict(_values(record)),
        row_number=record.number + HEADER_ROW,
        on=on,
        reference=_filled(record, "young_persons_id"),
    )


def _values(record: Record) -> Iterator[tuple[str, object]]:
    for item, field in FIELD_OF.items():
        if item not in OF_THE_MONTH and (text := getattr(record, field)):
            yield item, text
    for item, field in FLAG_OF.items():
        if item not in OF_THE_MONTH and (flag := getattr(record, field)) in (YES, NO):
            yield item, flag == YES
    for item, code in CHARACTERISTIC_OF.items():
        if code in record.characteristics:
            yield item, {"state": "notified"}
    lines = [getattr(record, field) for field in (*ADDRESS, "town", "county")]
    if any(lines):
        yield "address", [line for line in lines if line]


def _activity(record: Record) -> OldActivity | None:
    if not record.activity_code:
        return None
    days: dict[str, Any] = {name: _day(record, field) for name, field in DAYS.items()}
    return OldActivity(
        person=record.young_persons_id,
        row_number=record.number + HEADER_ROW,
        code=record.activity_code,
        started_on=_needed_day(record, "start_date"),
        ended_on=None,
        school=record.establishment_number,
        provider=record.provider_number,
        place=record.establishment_name,
        **days,
    )


def _filled(record: Record, field: str) -> str:
    text: str = getattr(record, field)
    if not text:
        raise _empty(field)
    return text


def _needed_day(record: Record, field: str) -> date:
    if (found := _day(record, field)) is None:
        raise _empty(field)
    return found


def _empty(field: str) -> _Bad:
    rule = _("This must be filled.")
    return _Bad(field, "", rule, _("Fill it in the old system, and export the file again."))


def _day(record: Record, field: str) -> date | None:
    text = getattr(record, field)
    found = day(text)
    if text and found is None:
        rule = _("This is not a date like 2025-09-30.")
        raise _Bad(field, text, rule, _("Correct it in the old system, and export it again."))
    return found


def _postcode(record: Record) -> Postcode | None:
    """For finding the person; a bad one is told of with the other items that are left out."""
    try:
        return Postcode.parse(record.postcode) if record.postcode else None
    except BadValue:
        return None


def _problem(bad: _Bad, record: Record, *, name: str) -> Problem:
    element, row = element_of(bad.field), record.number + HEADER_ROW
    return Problem(name, row, element, shortened(bad.value), bad.rule, bad.remedy)
