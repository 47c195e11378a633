"""Which outcomes have come true: the programme's rules, run over a provider's evidence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onward.casework.models import Referral
from onward.casework.objections import rules_of
from onward.outcomes.models import Job, Outcome, WeekWorked
from onward.programmes.outcomes import Assessment
from onward.programmes.work import JobStart, Week
from onward.tenancy.bulk import insert_new


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What a provider knows of the work done in one participation."""

    jobs: Sequence[Job]
    weeks: Sequence[Week] = ()

    def assessments(self, referral: Referral) -> tuple[Assessment, ...]:
        """Each outcome of the case's rules in turn; none before the person has started."""
        if referral.started_on is None:
            return ()
        job_starts = [
            JobStart(on=job.started_on, job=job.reference, supported=job.supported)
            for job in self.jobs
            if job.started_on is not None
        ]
        return rules_of(referral).assess(
            referral.started_on, job_starts=job_starts, weeks=self.weeks
        )


@transaction.atomic
def evaluate(referrals: Iterable[Referral], *, at: datetime) -> list[Outcome]:
    """Store each outcome that has come true and is not yet known; returns the new ones.

    For the provider acted for, in a handful of statements. An outcome is stored once, with its
    date, the rules it was decided by, the weeks that counted and what the sources leave open.
    """
    referrals = list(referrals)
    evidence = evidence_of(referrals)
    known = Outcome.objects.filter(referral__in=list(evidence))
    stored = set(known.values_list("referral", "code"))
    found = [
        outcome
        for referral in referrals
        if referral.pk in evidence
        for outcome in _outcomes(referral, evidence[referral.pk], at=at)
        if (referral.pk, outcome.code) not in stored
    ]
    return insert_new(found)


def evidence_of(referrals: Iterable[Referral]) -> dict[UUID, Evidence]:
    """The jobs and weeks of each referral that has any, in two queries."""
    rows = Job.objects.filter(referral__in=[referral.pk for referral in referrals])
    jobs = {job.pk: job for job in rows.order_by("started_on", "reference")}
    weeks_of: dict[UUID, list[Week]] = {}
    weeks = WeekWorked.objects.filter(job__in=jobs).order_by("beginning")
    for job_id, beginning, minutes in weeks.values_list("job", "beginning", "minutes"):
        job = jobs[job_id]
        week = Week(
            beginning=beginning, minutes=minutes, job=job.reference, supported=job.supported
        )
        weeks_of.setdefault(job.referral_id, []).append(week)
    jobs_of: dict[UUID, list[Job]] = {}
    for job in jobs.values():
        jobs_of.setdefault(job.referral_id, []).append(job)
    return {pk: Evidence(jobs=theirs, weeks=weeks_of.get(pk, ())) for pk, theirs in jobs_of.items()}


def _outcomes(referral: Referral, evidence: Evidence, *, at: datetime) -> Iterator[Outcome]:
    of_the_case = evidence.jobs[0]
    for assessment in evidence.assessments(referral):
        if assessment.achieved_on is not None:
            yield Outcome(
                organisation_id=of_the_case.organisation_id,
                restricted_to=of_the_case.restricted_to,
                record_id=of_the_case.record_id,
                referral=referral,
                code=assessment.outcome,
                achieved_on=assessment.achieved_on,
                rules=referral.rules,
                why=_why(assessment),
                known_at=at,
            )


def _why(assessment: Assessment) -> Mapping[str, object]:
    explanation = assessment.explanation
    return {
        "counted": [day.isoformat() for day in explanation.counted],
        "not_counted": [[each.on.isoformat(), str(each.why)] for each in explanation.not_counted],
        "doubts": [str(doubt) for doubt in explanation.doubts],
    }
