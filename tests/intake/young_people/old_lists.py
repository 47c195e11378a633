"""A small old system: its last return, and a list of each kind about Noah Bell."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from onward.formats.layout import Layout
from onward.formats.nccis.record import Header
from onward.formats.nccis.record import Record as InFile
from onward.formats.nccis.rule_sets import rule_set_for
from onward.formats.nccis.writing import write_return
from onward.formats.old_system import activities, contacts, notes, people
from tests.intake.young_people.lists import OCTOBER, table, taken

LATER = datetime(2025, 10, 21, 9, tzinfo=UTC)
PERIOD_END = date(2025, 9, 30)
NOAH = {
    "person": "OLD-1",
    "forename": "Noah",
    "surname": "Bell",
    "date_of_birth": "2008-11-02",
    "gender": "M",
    "address_1": "9 Kiln Lane",
    "postcode": "LE1 2AB",
    "lives_in": "856",
    "has_plan": "no",
}
AT_COLLEGE = {
    "person": "OLD-1",
    "code": "230",
    "started_on": "2025-09-04",
    "ascertained_on": "2025-09-12",
    "verified_on": "2025-09-12",
    "predicted_end_on": "2026-07-31",
}
AT_SCHOOL = {"person": "OLD-1", "code": "110", "started_on": "2020-09-04", "ended_on": "2025-06-27"}
RETURNED = InFile(
    young_persons_id="8560000004711",
    cohort_status="P",
    given_name="Noah",
    family_name="Bell",
    dob="2008-11-02",
    gender="M",
    address_line_1="9 Kiln Lane",
    town="Leicester",
    postcode="LE1 2AB",
    lead_lea="856",
    level_of_need="3",
    send_flag="N",
    characteristics=("140",),
    activity_code="230",
    start_date="2025-09-04",
    date_ascertained="2025-09-12",
    date_verified="2025-09-12",
    predicted_end_date="2026-07-31",
)


def listed(layout: Callable[[], Layout[Any]], *rows: Mapping[str, str]) -> bytes:
    return table(*rows, columns=tuple(column.name for column in layout().columns))


def old_return(*records: InFile) -> bytes:
    out = BytesIO()
    header = Header(
        database_ids=("856",),
        lea_codes=("856",),
        date_of_send="2025-10-06",
        period_end=PERIOD_END.isoformat(),
        supplier_name="Another",
        supplier_xml_version="1",
        schema_version="1",
    )
    write_return(out, header=header, records=records, rule_set=rule_set_for(PERIOD_END))
    return out.getvalue()


def took(place, feed, content, **when):
    return taken(place, content, feed=feed, **when)


def taken_over(place, *, at=OCTOBER, spaces=""):
    """The lists of an old system, the later time as other bytes that say the same."""
    end = spaces.encode()
    return [
        took(place, "old-people", listed(people, NOAH) + end, at=at),
        took(place, "old-activities", listed(activities, AT_COLLEGE, AT_SCHOOL) + end, at=at),
        took(
            place,
            "old-contacts",
            listed(contacts, {"person": "OLD-1", "on": "2025-09-12", "channel": "Phone"}) + end,
            at=at,
        ),
        took(
            place,
            "old-notes",
            listed(notes, {"person": "OLD-1", "on": "2025-09-12", "words": "Likes his course."})
            + end,
            at=at,
        ),
    ]
