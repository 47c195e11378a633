"""The rows of the demonstration's files, each with the day on which it becomes known."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from onward.demonstration.cases import Case, Job
from onward.demonstration.world import DEPARTMENT
from onward.formats.evidence_csv import JobStart, WeekWorked
from onward.formats.referral_zip import QualificationRow, ReferralRow, Value
from onward.formats.starts_csv import Action, ReferralAction
from onward.programmes.work import sunday_of

T = TypeVar("T")
# The day, the code of the organisation that sends it, the row.
Dated = tuple[date, str, T]

NOTICE_VERSION = "WFS-2017-1"


def referral_rows(cases: Iterable[Case]) -> Iterator[Dated[ReferralRow]]:
    """Each referral, and again as its version 2 where it was corrected."""
    for case in cases:
        row = _referral(case)
        yield case.referred_on, DEPARTMENT, row
        if case.corrected_on:
            values: dict[str, Value] = row.values | {"telephone": case.new_telephone}
            yield case.corrected_on, DEPARTMENT, replace(row, version=2, values=values)


def acknowledgements(cases: Iterable[Case]) -> Iterator[Dated[ReferralAction]]:
    for case in cases:
        if on := case.reply.acknowledged_on:
            yield _action(case, Action.ACKNOWLEDGE, on)


def starts(cases: Iterable[Case]) -> Iterator[Dated[ReferralAction]]:
    for case in cases:
        if case.started_on:
            yield _action(case, Action.START, case.started_on)


def ends(cases: Iterable[Case]) -> Iterator[Dated[ReferralAction]]:
    for case in cases:
        if case.exit:
            yield _action(case, Action.END, case.exit.on, reason=case.exit.reason)


def job_rows(cases: Iterable[Case]) -> Iterator[Dated[JobStart]]:
    """Each job when it starts, and again with its end when it ends."""
    for case in cases:
        for job in case.jobs:
            row = _job(case, job)
            yield job.started_on, case.contract.provider, row
            if job.ended_on:
                ended = replace(row, job_ended_on=job.ended_on)
                yield job.ended_on, case.contract.provider, ended


def week_rows(cases: Iterable[Case]) -> Iterator[Dated[WeekWorked]]:
    for case in cases:
        for job in case.jobs:
            for monday, minutes in job.weeks:
                row = WeekWorked(
                    referral_reference=case.reference,
                    job_reference=job.reference,
                    week_beginning=monday,
                    minutes=minutes,
                )
                yield sunday_of(monday), case.contract.provider, row


def _referral(case: Case) -> ReferralRow:
    return ReferralRow(
        referral_reference=case.reference,
        version=1,
        provider_code=case.contract.provider,
        opportunity_code=case.contract.opportunity,
        referral_date=case.referred_on,
        case_kind=case.person.case_kind,
        discussed_on=case.referred_on,
        notice_version=NOTICE_VERSION,
        values={"referral_date": case.referred_on.isoformat(), **case.person.values},
        qualifications=[
            QualificationRow(referral_reference=case.reference, values=values)
            for values in case.person.qualifications
        ],
    )


def _action(case: Case, action: Action, on: date, *, reason: str = "") -> Dated[ReferralAction]:
    act = ReferralAction(referral_reference=case.reference, action=action, on=on, reason=reason)
    return on, case.contract.provider, act


def _job(case: Case, job: Job) -> JobStart:
    return JobStart(
        referral_reference=case.reference,
        nino=case.person.nino,
        job_reference=job.reference,
        employer=job.employer,
        job_started_on=job.started_on,
        job_ended_on=None,
        minutes_per_week=job.minutes_per_week,
        self_employed=job.self_employed,
        supported=job.supported,
    )
