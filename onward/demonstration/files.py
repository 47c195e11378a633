"""The input files of the demonstration, written from its plan in the layouts of `formats`."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

from onward.demonstration.cases import Case
from onward.demonstration.days import Cadence, cut_moments
from onward.demonstration.plan import Plan
from onward.demonstration.rows import (
    Dated,
    acknowledgements,
    ends,
    job_rows,
    referral_rows,
    starts,
    week_rows,
)
from onward.formats.evidence_csv import JobStart, write_job_starts, write_weekly_hours
from onward.formats.referral_zip import write as write_referrals
from onward.formats.starts_csv import write_referral_actions


class FileKind(StrEnum):
    """A kind of file, by its name in the folder, in the order in which they are taken in."""

    REFERRALS = "referrals.zip"
    ACKNOWLEDGEMENTS = "acknowledgements.csv"
    STARTS = "starts.csv"
    JOBS = "jobs.csv"
    HOURS = "hours.csv"
    ENDS = "ends.csv"


@dataclass(frozen=True, kw_only=True)
class CutFiles:
    """What is sent on one evening: paths by kind of file and by the code of the sender.

    Acts by hand (`page_acts.py`) come between: rejections and withdrawals after the
    referrals, cancellations after the acknowledgements, the rest at the end.
    """

    at: datetime
    files: Mapping[FileKind, Mapping[str, Path]]


def write_files(
    plan: Plan, *, folder: Path, cadence: Cadence = Cadence.MONTHLY
) -> tuple[CutFiles, ...]:
    """Write every file, one folder for each evening; the same plan gives the same bytes.

    Jobs and hours are sent once a month, whatever the cadence of the rest. A file that
    would have no row is left out.
    """
    moments = cut_moments(cadence)
    evenings = [moment.date() for moment in moments]
    contents = {
        kind: _sent(
            rows(plan.cases),
            on=_last_of_months(evenings) if kind in MONTHLY else evenings,
            write=write,
        )
        for kind, (rows, write) in WRITERS.items()
    }
    return tuple(
        CutFiles(
            at=moment,
            files={
                kind: _put(sent.get(moment.date(), {}), kind, folder=folder / f"{moment:%Y-%m-%d}")
                for kind, sent in contents.items()
            },
        )
        for moment in moments
    )


def _sent(
    dated: Iterable[Dated[Any]], *, on: Sequence[date], write: Callable[[list[Any]], bytes]
) -> dict[date, dict[str, bytes]]:
    """The files by evening and sender; what becomes known after the last evening is left out."""
    rows: dict[date, dict[str, list[Any]]] = {}
    for known_on, sender, row in sorted(dated, key=lambda each: each[:2]):
        place = bisect_left(on, known_on)
        if place < len(on):
            rows.setdefault(on[place], {}).setdefault(sender, []).append(row)
    return {
        day: {sender: write(several) for sender, several in by_sender.items()}
        for day, by_sender in rows.items()
    }


def _put(contents: Mapping[str, bytes], kind: FileKind, *, folder: Path) -> dict[str, Path]:
    paths = {sender: folder / f"{sender}-{kind}" for sender in contents}
    for sender, path in paths.items():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents[sender])
    return paths


def _last_of_months(evenings: Sequence[date]) -> list[date]:
    following = pairwise([*evenings, date.max])
    return [day for day, after in following if (day.year, day.month) != (after.year, after.month)]


def _write_latest_jobs(rows: Iterable[JobStart]) -> bytes:
    """A job that began and ended since the last file stands in it once, with its end."""
    return write_job_starts({row.job_reference: row for row in rows}.values())


MONTHLY = (FileKind.JOBS, FileKind.HOURS)
WRITERS: Mapping[
    FileKind,
    tuple[Callable[[Iterable[Case]], Iterator[Dated[Any]]], Callable[[list[Any]], bytes]],
] = {
    FileKind.REFERRALS: (referral_rows, write_referrals),
    FileKind.ACKNOWLEDGEMENTS: (acknowledgements, write_referral_actions),
    FileKind.STARTS: (starts, write_referral_actions),
    FileKind.JOBS: (job_rows, _write_latest_jobs),
    FileKind.HOURS: (week_rows, write_weekly_hours),
    FileKind.ENDS: (ends, write_referral_actions),
}
