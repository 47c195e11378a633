"""Evidence a provider gives of jobs and of the hours worked in them.

A layout of ours: what providers gave for Work First Scotland is not published. Two files:

- job starts, one row per job. `job_reference` is the provider's own and names the job
  within the referral; an empty end means that the job goes on; `hours_per_week` are those
  agreed with the employer, or usual in self-employment;
- weekly hours, one row per job and week from Monday to Sunday, as worked.

Hours are whole minutes to the software: 16.5 is 990. `supported` marks work with support
paid for on the job, which a programme may count apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from onward.formats.cells import day, nino, reference, text, weekly_hours, yes_no
from onward.formats.layout import BadRow, Field, FileRead, Layout, read_rows, write_rows
from onward.values.nino import Nino


@dataclass(frozen=True, kw_only=True)
class JobStart:
    """One job that one participant began."""

    referral_reference: str
    nino: Nino | None
    job_reference: str
    employer: str
    job_started_on: date
    job_ended_on: date | None
    minutes_per_week: int
    self_employed: bool
    supported: bool
    row_number: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class WeekWorked:
    """The minutes worked in one job in the week from one Monday."""

    referral_reference: str
    job_reference: str
    week_beginning: date
    minutes: int
    row_number: int = field(default=0, compare=False)


def _end_follows_start(job: JobStart) -> None:
    if job.job_ended_on and job.job_ended_on < job.job_started_on:
        rule = "The job ends before it starts."
        raise BadRow("job_ended_on", rule, "Correct the dates, or leave the end empty.")


def _begins_on_monday(week: WeekWorked) -> None:
    if week.week_beginning.weekday():
        monday = week.week_beginning - timedelta(days=week.week_beginning.weekday())
        remedy = f"Write the Monday of the week, {monday:%d/%m/%Y}."
        raise BadRow("week_beginning", "This day is not a Monday.", remedy)


def job_starts(*, fictitious: bool = False) -> Layout[JobStart]:
    """The layout of job starts; `fictitious` admits NINOs that begin with QQ."""
    return Layout(
        row=JobStart,
        fields=(
            Field("referral_reference", reference()),
            Field("nino", nino(fictitious=fictitious), required=False),
            Field("job_reference", reference()),
            Field("employer", text(), required=False),
            Field("job_started_on", day()),
            Field("job_ended_on", day(), required=False),
            Field("hours_per_week", weekly_hours(), "minutes_per_week"),
            Field("self_employed", yes_no()),
            Field("supported", yes_no()),
        ),
        unique=("referral_reference", "job_reference"),
        check=_end_follows_start,
    )


def weekly_hours_worked() -> Layout[WeekWorked]:
    return Layout(
        row=WeekWorked,
        fields=(
            Field("referral_reference", reference()),
            Field("job_reference", reference()),
            Field("week_beginning", day()),
            Field("hours", weekly_hours(), "minutes"),
        ),
        unique=("referral_reference", "job_reference", "week_beginning"),
        check=_begins_on_monday,
    )


def read_job_starts(content: bytes, *, name: str, fictitious: bool = False) -> FileRead[JobStart]:
    return read_rows(content, name=name, layout=job_starts(fictitious=fictitious))


def write_job_starts(jobs: Iterable[JobStart]) -> bytes:
    return write_rows(jobs, layout=job_starts())


def read_weekly_hours(content: bytes, *, name: str) -> FileRead[WeekWorked]:
    return read_rows(content, name=name, layout=weekly_hours_worked())


def write_weekly_hours(weeks: Iterable[WeekWorked]) -> bytes:
    return write_rows(weeks, layout=weekly_hours_worked())
