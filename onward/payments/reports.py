"""What others report of a released run, kept line by line: the latest is what they say now."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from onward.parties.access import require
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.payments.differences import Line, Source
from onward.payments.entries import enter_run
from onward.payments.models import ReportedLine, Run, RunLine
from onward.payments.release import RELEASED
from onward.values.pence import Pence

BATCH = 2000
SET_ASIDE = "SET_ASIDE"


class ReportRefused(RuntimeError):
    """A report that cannot be taken in for this run; the words say why."""


@dataclass(frozen=True, kw_only=True)
class Reported:
    """One line of a report; `status`, `reason` and `on` are the finance system's."""

    reference: str
    pence: Pence
    status: str = ""
    reason: str = ""
    on: date | None = None


@transaction.atomic
def record_report(
    run: Run,
    *,
    source: Source,
    amounts: Mapping[str, Pence],
    landing: UUID | None,
    by: Staff,
    at: datetime,
) -> None:
    """Keep what a payfile report or a PPVR says: pence by claim reference.

    A month's PPVR holds lines of several runs: each is kept with the run whose payfile has it,
    and one that no payfile has with this run, where it shows as a difference. A payfile report is
    about its own run alone. The same report again changes nothing. Raises ReportRefused,
    NotAllowed.
    """
    require(by, Permission.RECONCILE)
    held = lock_released(run)
    lines = [Reported(reference=reference, pence=pence) for reference, pence in amounts.items()]
    for run_id, theirs in _by_run(held, source, lines).items():
        keep(Run.objects.get(pk=run_id), source=source, lines=theirs, landing=landing)
    enter_run("run.reported", held, about={"source": str(source)}, by=by, at=at)


@transaction.atomic
def set_aside(
    run: Run, *, source: Source, reference: str, reason: str, by: Staff, at: datetime
) -> None:
    """Say why a reported line that no payfile holds is no matter, so that the run can reconcile.

    The line stays; a later one says that it was set aside. Raises ReportRefused for a line of
    this run's payfile, which can only be corrected by who sent it.
    """
    require(by, Permission.RECONCILE)
    held = lock_released(run)
    if RunLine.objects.filter(run=held, reference=reference).exists():
        raise ReportRefused(_("This line is in the payfile. Ask for a corrected report."))
    standing = _latest(held, source).get(reference)
    if standing is None or not reason.strip():
        raise ReportRefused(_("Name a line of the report, and say why it is set aside."))
    entry = enter_run("run.line_set_aside", held, about={"source": str(source)}, by=by, at=at)
    line = Reported(
        reference=reference, pence=Pence(standing.pence), status=SET_ASIDE, reason=reason.strip()
    )
    keep(held, source=source, lines=[line], landing=entry.pk)


def lock_released(run: Run) -> Run:
    """The run, held until the transaction ends; raises ReportRefused if it was not released."""
    held = Run.objects.select_for_update().get(pk=run.pk)
    if held.status not in RELEASED:
        words = _("Run %(number)d is %(status)s. There is nothing to report of it yet.")
        status = held.get_status_display().lower()
        raise ReportRefused(words % {"number": held.number, "status": status})
    return held


def keep(run: Run, *, source: Source, lines: Sequence[Reported], landing: UUID | None) -> None:
    """Keep the lines that say something new. Raises ReportRefused for a reference given twice."""
    for reference, times in Counter(line.reference for line in lines).items():
        if times > 1:
            words = _("%(reference)s stands %(times)d times in the report.")
            raise ReportRefused(words % {"reference": reference, "times": times})
    latest = {reference: _reported(row) for reference, row in _latest(run, source).items()}
    ReportedLine.objects.bulk_create(
        (
            ReportedLine(
                commissioner_id=run.commissioner_id,
                operations_id=run.operations_id,
                source=source,
                run=run,
                claim_reference=line.reference,
                pence=line.pence,
                status=line.status,
                reason=line.reason,
                on=line.on,
                landing=landing,
            )
            for line in lines
            if latest.get(line.reference) != line
        ),
        batch_size=BATCH,
    )


def said_of(run: Run) -> dict[Source, list[Line]]:
    """What each source says of the run now, without the lines that were set aside."""
    return {
        source: [
            Line(reference=reference, pence=Pence(row.pence), status=row.status)
            for reference, row in _latest(run, source).items()
            if row.status != SET_ASIDE
        ]
        for source in Source
    }


def _latest(run: Run, source: Source) -> dict[str, ReportedLine]:
    rows = ReportedLine.objects.filter(run=run, source=source).order_by("pk")
    return {row.claim_reference: row for row in rows}


def _reported(row: ReportedLine) -> Reported:
    return Reported(
        reference=row.claim_reference,
        pence=Pence(row.pence),
        status=row.status,
        reason=row.reason,
        on=row.on,
    )


def _by_run(run: Run, source: Source, lines: Iterable[Reported]) -> Mapping[UUID, list[Reported]]:
    found: dict[UUID, list[Reported]] = defaultdict(list)
    runs = dict(_runs_of(run)) if source is Source.PPVR else {}
    for line in lines:
        found[runs.get(line.reference, run.pk)].append(line)
    return found


def _runs_of(run: Run) -> Iterator[tuple[str, UUID]]:
    """Every line that was ever in a released payfile of the same commissioner."""
    released = RunLine.objects.filter(commissioner_id=run.commissioner_id, run__status__in=RELEASED)
    yield from released.values_list("reference", "run_id").iterator(chunk_size=BATCH)
