"""The monthly return of one authority: 40,000 young people held, checked, sent and written.

Baseline: what the layout alone takes, from values that lie in memory to the bytes of the file.
Goal: checked and written under 30 s and 300 MB; the gate's own preparing, sealing and opening of
one disclosure of so many stands beside it, and the month's headline figures, which a page waits
for. Memory is what each step adds at its highest.
"""

import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onward.disclosures.delivery import deliver_prepared, lay_out
from onward.disclosures.models import Disclosure
from onward.disclosures.nccis_layout import nccis_return
from onward.people.facts import NewFact, add_facts
from onward.people.models import Fact, Record
from onward.programmes.participation.activity import Activity
from onward.returns.nccis.choosing import Month, people_in
from onward.returns.nccis.looking_through import look_through
from onward.returns.nccis.making import ask_check, send_return
from onward.returns.nccis.months import cover_of
from onward.tracking.activities.history import Told
from onward.tracking.activities.telling import tell
from onward.tracking.following.actions import follow
from onward.tracking.models import MonthlyReturn
from onward.tracking.month.figures import headline
from tests.returns.nccis.factories import COMPLETE, FILE, NOVEMBER, SEPTEMBER, Reporting, reporting

PEOPLE, BATCH = 40_000, 1_000
OCTOBER_END = date(2025, 10, 31)
ACTIVITY = Activity(
    code="230",
    started_on=date(2025, 9, 4),
    ascertained_on=date(2025, 9, 4),
    verified_on=date(2025, 9, 4),
    predicted_end_on=date(2026, 7, 31),
)


@dataclass(frozen=True)
class Took:
    """Seconds by the clock and of this process alone, and by how much its memory grew."""

    seconds: float
    cpu: float
    megabytes: float

    def __str__(self) -> str:
        return (
            f"{self.seconds:.1f} s ({self.cpu:.1f} of this process), {self.megabytes:.0f} MB more"
        )


def measure(people: int = PEOPLE) -> Iterator[str]:
    here = reporting()
    loading = _timed(lambda: _load(here, people))
    yield f"{people:,} young people, one in twenty with something to mend; held in {loading}"
    made = _asked(here)
    checked = _timed(lambda: look_through(made, by=here.manager, at=NOVEMBER))
    yield f"check, with the gate asked about each: {checked}"
    yield from _written(here, made)
    yield from _sent(here, made)
    with here.at_work():
        figures = _timed(lambda: headline(OCTOBER_END, known_at=NOVEMBER))
    yield f"the headline figures of the month: {figures}"


def _written(here: Reporting, made: MonthlyReturn) -> Iterator[str]:
    with here.at_work():
        cover = cover_of(made, sent_on=NOVEMBER.date())
        month = Month(authority="856", period_end=OCTOBER_END, known_at=NOVEMBER)
        chosen: list[dict[str, object]] = []
        yield f"choose: {_timed(lambda: chosen.extend(dict(p.values) for p in people_in(month)))}"
    yield f"write, the baseline: {_timed(lambda: nccis_return(cover, chosen))}"


def _sent(here: Reporting, made: MonthlyReturn) -> Iterator[str]:
    def prepare() -> None:
        with here.at_work() as by:
            assert not send_return(made, by=by, at=NOVEMBER).refusals

    yield f"the gate prepares one disclosure of them: {_timed(prepare)}"
    delivered = _timed(lambda: deliver_prepared(here.authority.pk, at=NOVEMBER))
    yield f"the gate decides again, opens, and puts the file out: {delivered}"
    with here.at_work():
        row = Disclosure.objects.get(kind="nccis-return")
        yield f"the same file again, from what was sealed: {_timed(lambda: lay_out(row))}"


def _asked(here: Reporting) -> MonthlyReturn:
    with here.at_work() as by:
        return ask_check(period_end=OCTOBER_END, known_at=NOVEMBER, by=by)


def _load(here: Reporting, people: int) -> None:
    for start in range(0, people, BATCH):
        with here.at_work():
            _load_batch(here, range(start, min(start + BATCH, people)))


def _load_batch(here: Reporting, numbers: Sequence[int]) -> None:
    records = Record.objects.bulk_create(
        [Record(organisation=here.authority, opened_at=SEPTEMBER) for _ in numbers]
    )
    add_facts([_fact(record, number) for record, number in zip(records, numbers, strict=True)])
    follow(records, source=FILE, at=SEPTEMBER)
    told = [Told(record=record, activity=ACTIVITY) for record in records]
    assert not tell(told, source=FILE, at=SEPTEMBER).refused


def _fact(record: Record, number: int) -> NewFact:
    held = {**COMPLETE, "forename": f"Forename{number}", "surname": f"Surname{number % 997}"}
    if number % 20 == 0:
        del held["ethnic_origin"]
    return NewFact(
        record=record,
        values=held,
        source=Fact.Source.FILE,
        valid_from=SEPTEMBER.date(),
        at=SEPTEMBER,
    )


def _timed(act: Callable[[], object]) -> Took:
    before, started, cpu = _peak(), time.perf_counter(), time.process_time()
    act()
    return Took(time.perf_counter() - started, time.process_time() - cpu, _peak() - before)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
