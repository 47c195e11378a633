"""The monthly return of one authority: written, read and checked, beside a bare read of the file.

The bare read lets lxml stream over the same file record by record and looks at nothing.
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from lxml import etree

from onward.formats.nccis.checking import Check
from onward.formats.nccis.record import Header, Record
from onward.formats.nccis.rule_sets import RULES_2026_27
from onward.formats.nccis.writing import write_return

PEOPLE = 40_000
REPEATS = 3
HEADER = Header(
    database_ids=("123",),
    lea_codes=("856",),
    date_of_send="2026-11-03",
    period_end="2026-10-31",
    supplier_name="Onward",
    supplier_xml_version="1",
    schema_version="1",
)


@dataclass(frozen=True)
class Spent:
    """What one step cost: seconds of CPU and of the clock, peak memory in MB."""

    cpu: float
    clock: float
    peak: float
    result: Any

    def __str__(self) -> str:
        return f"{self.cpu:.1f} s CPU, {self.clock:.1f} s in all, peak {self.peak:.0f} MB"


def measure() -> Iterator[str]:
    """The return of one large authority."""
    yield from measured(PEOPLE)


def measured(people: int) -> Iterator[str]:
    """What the return of so many people costs, each step in a process of its own."""
    repeats = REPEATS if people <= PEOPLE else 1
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "return.xml")
        written = apart(write, people, file)
        yield f"{people:,} people written, {Path(file).stat().st_size / 1e6:,.0f} MB: {written}"
        bare = cheapest([apart(read_bare, file) for _ in range(repeats)])
        yield f"a bare lxml streaming read of the file: {bare}"
        checked = cheapest([apart(check, file) for _ in range(repeats)])
        yield f"{checked.result[0]:,} checked, {checked.result[1]:,} findings: {checked}"
        yield f"checking is {checked.cpu / bare.cpu:.1f} times the bare read (goal at most 5)"


def cheapest(runs: list[Spent]) -> Spent:
    return min(runs, key=lambda spent: spent.cpu)


def apart(step: Callable[..., Any], *given: Any) -> Spent:
    """One step in a new process, so that its memory is its own."""
    with get_context("spawn").Pool(1) as pool:
        spent: Spent = pool.apply(_timed, (step, given))
        return spent


def _timed(step: Callable[..., Any], given: tuple[Any, ...]) -> Spent:
    cpu, clock = time.process_time(), time.perf_counter()
    result = step(*given)
    cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
    return Spent(cpu, clock, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, result)


def write(people: int, file: str) -> int:
    with open(file, "wb") as out:
        records = generated(people)
        return write_return(out, header=HEADER, records=records, rule_set=RULES_2026_27)


def read_bare(file: str) -> int:
    count = 0
    for _, element in etree.iterparse(file, tag="YoungPersonsRecord"):
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
        count += 1
    return count


def check(file: str) -> tuple[int, int]:
    checking = Check()
    with open(file, "rb") as source:
        findings = sum(1 for _ in checking.findings(source))
    return checking.record_count, findings


def generated(people: int) -> Iterator[Record]:
    """So many young people in years 12 and 13; some 5% have something wrong."""
    chance = random.Random(1)
    given = [f"{first}{last}" for first in "ABDEGHJKLM" for last in ("sha", "mir", "lice", "oe")]
    family = [f"{first}{last}" for first in "BCDFGHKLMP" for last in ("istry", "own", "hapman")]
    for number in range(people):
        born = date(2008, 9, 1) + timedelta(days=chance.randrange(730))
        yield _record(number, born, given, family, chance)


def _record(
    number: int, born: date, given: list[str], family: list[str], chance: random.Random
) -> Record:
    faulty = chance.random() < 0.05
    return Record(
        young_persons_id=f"123{number:010d}",
        cohort_status="P",
        given_name=chance.choice(given),
        middle_name=chance.choice(given),
        family_name=f"{chance.choice(family)}-{chance.choice(family)}",
        address_line_1=f"{chance.randrange(1, 400)} Fosse Way",
        address_line_2="Aylestone",
        town="Leicester",
        county="Leicestershire",
        postcode=f"LE{chance.randrange(1, 10)} {chance.randrange(1, 10)}ZG",
        gender=chance.choice("FMU"),
        dob="" if faulty else born.isoformat(),
        ethnicity=chance.choice(("WBRI", "AIND", "NOBT")),
        lead_lea="856",
        educated_lea="856",
        la_at_year_11="856",
        unique_learner_number=str(1_000_000_000 + number),
        unique_pupil_number=f"A{number:012d}",
        guarantee_indicator="N",
        level_of_need="3",
        send_flag="N",
        sen_support_flag="N",
        characteristics=("110", "160") if number % 20 == 0 else (),
        activity_code="210",
        start_date="2026-09-07",
        date_ascertained="2026-09-20",
        date_verified="2026-10-03",
        due_to_lapse_date="2027-08-31",
        currency_lapsed="N",
        establishment_number="8564001",
        establishment_name="Fosse College",
        predicted_end_date="2027-08-31",
    )


if __name__ == "__main__":
    for line in measured(int(sys.argv[1])):
        print(line, flush=True)
