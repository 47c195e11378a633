"""Recording jobs and weeks worked: the same twice changes nothing, a correction keeps the earlier.

A referral is locked while its evidence is written, so that two files about it follow one another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max, Min
from django.utils.timezone import localdate
from django.utils.translation import gettext

from onward.casework.models import Referral
from onward.outcomes.models import EarlierEvidence, Job, WeekWorked
from onward.outcomes.new_evidence import NewJob, NewWeek
from onward.parties.models import Staff
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import acting
from onward.values.period import Period

_INSERT_WEEKS = """
insert into outcomes_weekworked
    (organisation_id, restricted_to, record_id, job_id, beginning, minutes, by, source_id, known_at)
select job.organisation_id, job.restricted_to, job.record_id, job.id, new.beginning, new.minutes,
    %s::uuid, %s::uuid, %s::timestamptz
from unnest(%s::uuid[], %s::date[], %s::int[]) as new (job_id, beginning, minutes)
join outcomes_job as job on job.id = new.job_id
"""

New = TypeVar("New", NewJob, NewWeek)
Row = TypeVar("Row", Job, WeekWorked)


@dataclass(frozen=True, kw_only=True)
class Recorded(Generic[New]):
    """What became of a batch: how many rows were new, corrected or known, and the refused."""

    added: int
    changed: int
    unchanged: int
    refused: list[tuple[New, str]]


@dataclass(frozen=True, kw_only=True)
class Told:
    """Who said it, when, and in which landed file if in one."""

    by: Staff | None
    at: datetime
    source_id: UUID | None

    def columns(self) -> dict[str, UUID | datetime | None]:
        handle = self.by.handle if self.by else None
        return {"by": handle, "source_id": self.source_id, "known_at": self.at}


@transaction.atomic
def record_jobs(
    new: Iterable[NewJob], *, by: Staff | None, at: datetime, source_id: UUID | None = None
) -> Recorded[NewJob]:
    """Record jobs of the provider acted for, in a handful of statements; source 000 step 12."""
    new, told = list(new), Told(by=by, at=at, source_id=source_id)
    referrals = _held(new)
    jobs = {(job.referral_id, job.reference): job for job in _jobs(referrals)}
    worked = _worked(jobs.values())
    sorting = _Sorting[NewJob, Job](known=jobs)
    for each in new:
        referral, job = referrals.get(each.referral.pk), jobs.get(each.key)
        refusal = each.refusal(
            referral, worked=worked.get(job.pk) if job else None, today=localdate(at)
        )
        if sorting.is_new(each, refusal=refusal):
            sorting.added.append(_job(each, referrals[each.referral.pk], told))
    insert_all(sorting.added)
    _correct(sorting.changed, told)
    return sorting.recorded()


@transaction.atomic
def record_weeks(
    new: Iterable[NewWeek], *, by: Staff | None, at: datetime, source_id: UUID | None = None
) -> Recorded[NewWeek]:
    """Record weeks worked in jobs that are known, in a handful of statements."""
    new, told = list(new), Told(by=by, at=at, source_id=source_id)
    jobs = {(job.referral_id, job.reference): job for job in _jobs(_held(new))}
    keys = {job.pk: key for key, job in jobs.items()}
    weeks = WeekWorked.objects.filter(job__in=keys)
    sorting = _Sorting[NewWeek, WeekWorked](
        known={(*keys[week.job_id], week.beginning): week for week in weeks}
    )
    for each in new:
        key = (each.referral.pk, each.job)
        refusal = each.refusal(jobs.get(key), today=localdate(at))
        if sorting.is_new(each, refusal=refusal):
            week = WeekWorked(job=jobs[key], beginning=each.beginning, minutes=each.minutes)
            sorting.added.append(week)
    _insert(sorting.added, told)
    _correct(sorting.changed, told)
    return sorting.recorded()


@dataclass(frozen=True, kw_only=True)
class _Sorting(Generic[New, Row]):
    """A batch, sorted against what is known: added, changed, unchanged, refused."""

    known: Mapping[Any, Row]  # by the key of a new row
    said: dict[object, dict[str, object]] = field(default_factory=dict)
    added: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, dict[str, object]]] = field(default_factory=list)
    unchanged: list[New] = field(default_factory=list)
    refused: list[tuple[New, str]] = field(default_factory=list)

    def is_new(self, new: New, *, refusal: str) -> bool:
        """Whether the row is to be added; otherwise it has found its place."""
        values, row = new.values(), self.known.get(new.key)
        if not refusal and self.said.get(new.key, values) != values:
            refusal = gettext("This stands twice in the list, and differs. Take one of them out.")
        if refusal:
            self.refused.append((new, refusal))
            return False
        is_said, self.said[new.key] = new.key in self.said, values
        if is_said or (row is not None and _values(row, values) == values):
            self.unchanged.append(new)
        elif row is not None:
            self.changed.append((row, values))
        return not is_said and row is None

    def recorded(self) -> Recorded[New]:
        return Recorded(
            added=len(self.added),
            changed=len(self.changed),
            unchanged=len(self.unchanged),
            refused=self.refused,
        )


def _held(new: Sequence[NewJob] | Sequence[NewWeek]) -> dict[UUID, Referral]:
    """The referrals as they stand, locked; those that are not the provider's own are not there."""
    own = Referral.objects.filter(provider=acting().organisation_id)
    wanted = own.filter(pk__in={each.referral.pk for each in new}).order_by("pk")
    return {referral.pk: referral for referral in wanted.select_for_update(no_key=True)}


def _jobs(referrals: Mapping[UUID, Referral]) -> list[Job]:
    return list(Job.objects.filter(referral__in=referrals))


def _worked(jobs: Iterable[Job]) -> dict[UUID, Period]:
    """From the first to the last Monday of the weeks with work in each job that has any."""
    weeks = WeekWorked.objects.filter(job__in=[job.pk for job in jobs], minutes__gt=0)
    spans = weeks.values("job").annotate(first=Min("beginning"), last=Max("beginning"))
    return {span["job"]: Period(span["first"], span["last"]) for span in spans}


def _job(new: NewJob, referral: Referral, told: Told) -> Job:
    if referral.received_as_id is None:
        raise LookupError("A referral that has started has arrived.")
    return Job(
        organisation_id=acting().organisation_id,
        restricted_to=referral.provider_restricted_to,
        record_id=referral.received_as_id,
        referral=referral,
        reference=new.reference,
        **new.values(),
        **told.columns(),
    )


def _insert(weeks: Sequence[WeekWorked], told: Told) -> None:
    """Add weeks, each as its job's; a file has tens of thousands, so in one plain statement."""
    jobs = [week.job_id for week in weeks]
    mondays = [week.beginning for week in weeks]
    minutes = [week.minutes for week in weeks]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT_WEEKS, [*told.columns().values(), jobs, mondays, minutes])


def _correct(changed: Sequence[tuple[Row, dict[str, object]]], told: Told) -> None:
    """Put the newer knowledge in place, and keep beside it what was known until now."""
    if not changed:
        return
    earlier = [_earlier(row, values, told) for row, values in changed]
    insert_all(earlier)
    for row, values in changed:
        for name, value in (values | told.columns()).items():
            setattr(row, name, value)
    rows, columns = [row for row, _ in changed], {**changed[0][1], **told.columns()}
    type(rows[0])._default_manager.bulk_update(rows, list(columns), batch_size=500)


def _earlier(row: Job | WeekWorked, values: Mapping[str, object], told: Told) -> EarlierEvidence:
    job_id, beginning = (
        (row.job_id, row.beginning) if isinstance(row, WeekWorked) else (row.pk, None)
    )
    return EarlierEvidence(
        organisation_id=row.organisation_id,
        restricted_to=row.restricted_to,
        record_id=row.record_id,
        job_id=job_id,
        beginning=beginning,
        values={name: _plain(value) for name, value in _values(row, values).items()},
        by=row.by,
        source_id=row.source_id,
        known_at=row.known_at,
        known_until=told.at,
    )


def _values(row: Job | WeekWorked, like: Mapping[str, object]) -> dict[str, object]:
    return {name: getattr(row, name) for name in like}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
