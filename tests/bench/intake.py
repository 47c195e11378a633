"""A college's whole list against a whole caseload: listed in a dry run, then taken in."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from onward.formats.starters_leavers import EducationSpell, write_education_spells
from onward.intake.checking import Checked, check
from onward.intake.feeds import FEEDS
from onward.intake.landing import land
from onward.intake.taking_in import accept
from onward.people.facts import NewFact, add_facts
from onward.people.models import Fact, Record
from onward.programmes.participation.activity import Activity
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import AUTOMATIC, acting_for
from onward.tracking.activities.history import Told
from onward.tracking.activities.telling import tell
from onward.tracking.following.actions import follow
from onward.values.batches import in_batches
from onward.values.postcode import Postcode
from tests.returns.nccis.factories import FILE, SEPTEMBER, Reporting, reporting

PEOPLE, ROWS, BAD_EVERY = 40_000, 20_000, 20
LOST_SINCE = date(2025, 9, 1)
LATER = SEPTEMBER + timedelta(days=30)


def measure() -> Iterator[str]:
    place = reporting()
    _fill(place)
    landing = land(
        FEEDS["education"], name="college.csv", content=_list(), by=place.manager, at=LATER
    )
    listed, found = _timed(lambda: check(landing, by=place.manager, at=LATER))
    assert isinstance(found, Checked)
    yield (
        f"{ROWS:,} rows of a college against {PEOPLE:,} followed, {len(found.problems):,} bad:"
        f" listed in {listed:.1f} s (60 s allowed)"
    )
    taken, done = _timed(lambda: accept(landing, by=place.manager, at=LATER))
    yield f"  taken in, {done.done_count:,} activities, in {taken:.1f} s"


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found


def _fill(place: Reporting) -> None:
    for numbers in in_batches(range(PEOPLE), 2000):
        with acting_for(place.authority.pk, user=AUTOMATIC):
            records = [
                Record(organisation_id=place.authority.pk, opened_at=SEPTEMBER) for _ in numbers
            ]
            insert_all(records)
            add_facts([_fact(*each) for each in zip(records, numbers, strict=True)])
            follow(records, source=FILE, at=SEPTEMBER)
            lost = Activity(code="810", started_on=LOST_SINCE, ascertained_on=LOST_SINCE)
            told = [Told(record=each, activity=lost) for each in records]
            tell(told, source=FILE, at=SEPTEMBER)


def _fact(record: Record, number: int) -> NewFact:
    return NewFact(
        record=record,
        values={
            "forename": f"Forename{number % 97}",
            "surname": f"Surname{number % 1009}",
            "date_of_birth": _born(number).isoformat(),
            "address": ["4 Mill Lane"],
            "postcode": "LE1 1AA",
            "unique_pupil_number": f"A{number:012d}",
        },
        source=Fact.Source.FILE,
        valid_from=SEPTEMBER.date(),
        at=SEPTEMBER,
    )


def _born(number: int) -> date:
    return date(2007, 9, 1) + timedelta(days=number % 730)


def _list() -> bytes:
    """Every second row by number, the others by name; one cell in twenty rows is bad."""
    spells = [
        EducationSpell(
            forename=f"Forename{number % 97}",
            surname=f"Surname{number % 1009}",
            date_of_birth=_born(number),
            postcode=Postcode("LE1 1AA"),
            upn=f"A{number:012d}" if number % 2 else "",
            school="8568600",
            started_on=date(2025, 9, 8),
            ended_on=None,
            goal_level="3",
            goal="Plumbing",
        )
        for number in range(ROWS)
    ]
    lines = write_education_spells(spells).splitlines(keepends=True)
    for number in range(1, len(lines), BAD_EVERY):
        lines[number] = lines[number].replace(b"2025-09-08", b"08.09.2025")
    return b"".join(lines)
