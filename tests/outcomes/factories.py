"""The least valid evidence, recorded for the provider by the verbs that record it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from onward.casework.models import Referral, Status
from onward.outcomes.evidence import Recorded, record_jobs, record_weeks
from onward.outcomes.new_evidence import NewJob, NewWeek
from tests.casework.factories import Trade, a_referral, a_trade

_numbers = count(1)
JUNE_5 = date(2017, 6, 5)  # the Monday of the worked examples, domain/programmes.md section 9
LATER = datetime(2018, 3, 1, 12, 0, tzinfo=UTC)
SIXTEEN_HOURS = 16 * 60


def a_started_case(trade: Trade | None = None) -> tuple[Trade, Referral]:
    trade = trade or a_trade()
    return trade, a_referral(trade=trade, status=Status.STARTED)


def a_new_job(referral: Referral, **facts: Any) -> NewJob:
    values: dict[str, Any] = {"reference": f"JOB-{next(_numbers)}", "started_on": JUNE_5}
    return NewJob(referral=referral, **values | facts)


def new_weeks(
    referral: Referral, job: str, *, number: int, beginning: date = JUNE_5, hours: int = 16
) -> list[NewWeek]:
    """So many weeks in a row, the same hours in each."""
    return [
        NewWeek(
            referral=referral,
            job=job,
            beginning=beginning + timedelta(weeks=week),
            minutes=hours * 60,
        )
        for week in range(number)
    ]


def jobs_recorded(trade: Trade, *jobs: NewJob, at: datetime = LATER) -> Recorded[NewJob]:
    with trade.at_work(trade.provider) as by:
        return record_jobs(jobs, by=by, at=at)


def weeks_recorded(
    trade: Trade, weeks: Iterable[NewWeek], *, at: datetime = LATER
) -> Recorded[NewWeek]:
    with trade.at_work(trade.provider) as by:
        return record_weeks(weeks, by=by, at=at)
