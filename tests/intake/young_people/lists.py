"""Small lists, and what was done with them."""

import csv
import io
from collections.abc import Mapping
from datetime import UTC, datetime

from onward.intake.checking import check
from onward.intake.feeds import FEEDS
from onward.intake.landing import land
from onward.intake.models import Landing
from onward.intake.taking_in import accept
from onward.people.models import Record
from onward.tracking.activities.telling import present_activities
from onward.tracking.models import ActivityStatement
from tests.returns.nccis.factories import Reporting

OCTOBER = datetime(2025, 10, 20, 9, tzinfo=UTC)
AMARA = {"forename": "Amara", "surname": "Osei", "dob": "03/02/2009"}
EDUCATION = (
    *("forename", "surname", "dob", "postcode", "upn", "dfeno"),
    *("startdate", "enddate", "goallevel", "goaldescription"),
)


def table(*rows: Mapping[str, str], columns: tuple[str, ...]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def education(*rows: Mapping[str, str]) -> bytes:
    """Rows of Amara at a college (856/8600) unless they say otherwise."""
    return table(*({**AMARA, "dfeno": "8568600", **row} for row in rows), columns=EDUCATION)


def taken(
    place: Reporting,
    content: bytes,
    *,
    feed: str = "education",
    name: str = "list.csv",
    at: datetime = OCTOBER,
) -> Landing:
    """Landed, checked and, if it can be read, accepted; the landing says what became of it."""
    landing = land(FEEDS[feed], name=name, content=content, by=place.manager, at=at)
    check(landing, by=place.manager, at=at)
    if landing.status != Landing.Status.REFUSED:
        accept(landing, by=place.manager, at=at)
    return landing


def rules(landing: Landing) -> list[str]:
    return [problem["rule"] for problem in landing.problems]


def notes(landing: Landing) -> list[str]:
    return [problem["rule"] for problem in landing.warnings]


def now(place: Reporting, record: Record) -> ActivityStatement:
    with place.at_work():
        return present_activities([record])[record.pk]
