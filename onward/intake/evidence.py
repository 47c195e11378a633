"""A provider's evidence: jobs, and the hours worked in them week by week."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from onward.casework.models import Referral
from onward.formats.evidence_csv import JobStart, WeekWorked, read_job_starts, read_weekly_hours
from onward.formats.problem import Problem
from onward.intake.findings import (
    Handed,
    HandOver,
    RowsRead,
    problem_at,
    problem_told,
    rows_read,
)
from onward.outcomes.evidence import Recorded, record_jobs, record_weeks
from onward.outcomes.models import Job
from onward.outcomes.new_evidence import NewJob, NewWeek
from onward.outcomes.reached import evaluate
from onward.people.models import Identifier
from onward.tenancy.context import acting

Row = JobStart | WeekWorked


def read_jobs(content: bytes, name: str, on: date, fictitious: bool) -> RowsRead[JobStart]:
    file = read_job_starts(content, name=name, fictitious=fictitious)
    return rows_read(file, name=name)


def read_weeks(content: bytes, name: str, on: date, fictitious: bool) -> RowsRead[WeekWorked]:
    """Weeks by referral, so that a batch touches few referrals."""
    file = read_weekly_hours(content, name=name)
    return rows_read(file, name=name, order=lambda row: row.referral_reference)


def hand_over_jobs(rows: Sequence[JobStart], turn: HandOver) -> Handed:
    """Record these jobs of the provider acted for, and the outcomes that they complete."""
    handed = Handed()
    referrals = _referrals_of(rows, turn, handed)
    ninos = _ninos_of(referrals.values())
    new = {
        (referral.pk, row.job_reference): (row, _job(row, referral))
        for row in rows
        if (referral := referrals.get(row.referral_reference)) is not None
        and _is_about_the_same_person(row, ninos.get(referral.reference), turn, handed)
    }
    recorded = record_jobs(
        [job for _row, job in new.values()], by=turn.by, at=turn.at, source_id=turn.landing_id
    )
    for job, words in recorded.refused:
        row, _job_given = new[job.key]
        column = _column_of_job(row, job.referral, turn)
        handed.problems.append(_told(row, column, turn, words=words))
    _count("jobs", recorded, handed)
    _reach(referrals.values(), turn, handed)
    return handed


def hand_over_weeks(rows: Sequence[WeekWorked], turn: HandOver) -> Handed:
    """Record these weeks of the provider acted for, and the outcomes that they complete."""
    handed = Handed()
    referrals = _referrals_of(rows, turn, handed)
    new = {
        (referral.pk, row.job_reference, row.week_beginning): (row, _week(row, referral))
        for row in rows
        if (referral := referrals.get(row.referral_reference)) is not None
    }
    recorded = record_weeks(
        [week for _row, week in new.values()], by=turn.by, at=turn.at, source_id=turn.landing_id
    )
    known = _jobs_of(referrals.values()) if recorded.refused else set()
    for week, words in recorded.refused:
        row, _week_given = new[week.key]
        is_known = (row.referral_reference, row.job_reference) in known
        column = "week_beginning" if is_known else "job_reference"
        handed.problems.append(_told(row, column, turn, words=words))
    _count("weeks", recorded, handed)
    _reach(referrals.values(), turn, handed)
    return handed


def _referrals_of(rows: Sequence[Row], turn: HandOver, handed: Handed) -> dict[str, Referral]:
    theirs = Referral.objects.filter(provider=acting().organisation_id)
    found = theirs.by_reference(row.referral_reference for row in rows)
    for row in rows:
        if row.referral_reference not in found:
            words = _(
                "You have no referral with this reference, or more than one. Copy it from the"
                " referral; where two have it, use the referral's own page."
            )
            handed.problems.append(_told(row, "referral_reference", turn, words=words))
    return found


def _job(row: JobStart, referral: Referral) -> NewJob:
    return NewJob(
        referral=referral,
        reference=row.job_reference,
        started_on=row.job_started_on,
        employer=row.employer,
        ended_on=row.job_ended_on,
        self_employed=row.self_employed,
        supported=row.supported,
    )


def _week(row: WeekWorked, referral: Referral) -> NewWeek:
    return NewWeek(
        referral=referral,
        job=row.job_reference,
        beginning=row.week_beginning,
        minutes=row.minutes,
    )


def _ninos_of(referrals: Iterable[Referral]) -> dict[str, str]:
    """The number that the provider's own record has for the person, by referral reference."""
    records = {referral.received_as_id: referral.reference for referral in referrals}
    held = Identifier.objects.filter(record__in=records, kind=Identifier.Kind.NINO)
    return {records[record]: value for record, value in held.values_list("record_id", "value")}


def _is_about_the_same_person(
    row: JobStart, nino: str | None, turn: HandOver, handed: Handed
) -> bool:
    """A number that is given must be that of the person referred: it guards the reference."""
    if row.nino is None or nino is None or row.nino.text == nino:
        return True
    rule = _("This is not the number of the person in this referral.")
    remedy = _("Correct the reference or the number, or leave the number out.")
    handed.problems.append(
        problem_at(turn.file_name, row.row_number, "nino", row.nino.text, rule=rule, remedy=remedy)
    )
    return False


def _column_of_job(row: JobStart, referral: Referral, turn: HandOver) -> str:
    if referral.started_on is None:
        return "referral_reference"
    if not referral.started_on <= row.job_started_on <= turn.on:
        return "job_started_on"
    return "job_started_on" if row.job_ended_on is None else "job_ended_on"


def _jobs_of(referrals: Iterable[Referral]) -> set[tuple[str, str]]:
    jobs = Job.objects.filter(referral__in=[referral.pk for referral in referrals])
    return set(jobs.values_list("referral__reference", "reference"))


def _told(row: Row, column: str, turn: HandOver, *, words: str) -> Problem:
    value = vars(row)[column]
    return problem_told(turn.file_name, row.row_number, column, value, words=words)


def _count(what: str, recorded: Recorded[NewJob] | Recorded[NewWeek], handed: Handed) -> None:
    done = recorded.added + recorded.changed
    handed.done += done
    handed.unchanged += recorded.unchanged
    handed.effect += {(what, ""): done, ("unchanged", ""): recorded.unchanged}


def _reach(referrals: Iterable[Referral], turn: HandOver, handed: Handed) -> None:
    for outcome in evaluate(referrals, at=turn.at):
        handed.effect["outcome", outcome.code] += 1
