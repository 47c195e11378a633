"""Evidence of work, as the rules of programmes read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MOST_MINUTES = 7 * 24 * 60
WEEK = timedelta(weeks=1)


class BadEvidence(ValueError):
    """Evidence that cannot be true, or that says one thing twice."""


@dataclass(frozen=True, kw_only=True)
class JobStart:
    """One job taken up. A supported job has help or money for it from somewhere else."""

    on: date
    job: str
    supported: bool = False


@dataclass(frozen=True, kw_only=True)
class Week:
    """The time worked in one job in the week that begins on this Monday."""

    beginning: date
    minutes: int
    job: str
    supported: bool = False

    def __post_init__(self) -> None:
        if self.beginning != monday_of(self.beginning):
            raise BadEvidence(f"A week begins on a Monday; {self.beginning} is not one.")
        if not 0 <= self.minutes <= MOST_MINUTES:
            raise BadEvidence(f"A week has 0 to {MOST_MINUTES} minutes, not {self.minutes}.")


class WorkedWeeks:
    """The weeks of all jobs of one person, in any order; BadEvidence if a job's week repeats."""

    def __init__(self, weeks: Iterable[Week]) -> None:
        self._jobs: dict[date, dict[str, Week]] = {}
        for week in weeks:
            jobs = self._jobs.setdefault(week.beginning, {})
            if week.job in jobs:
                raise BadEvidence(f"The week of {week.beginning} stands twice for one job.")
            jobs[week.job] = week

    @property
    def last(self) -> date | None:
        """The Monday of the latest week known."""
        return max(self._jobs, default=None)

    def reaching(self, minutes: int, *, since: date) -> list[date]:
        """Mondays, in order, of the weeks from this one in which unsupported work reaches it."""
        return sorted(
            beginning
            for beginning in self._jobs
            if beginning >= since and self.unsupported_minutes(beginning) >= minutes
        )

    def unsupported_minutes(self, beginning: date) -> int:
        return sum(self.unsupported_jobs(beginning).values())

    def unsupported_jobs(self, beginning: date) -> dict[str, int]:
        """Minutes by job; hours of several jobs in a week are later added up (our reading)."""
        jobs = self._jobs.get(beginning, {})
        return {name: week.minutes for name, week in jobs.items() if not week.supported}

    def minutes(self, beginning: date) -> int:
        return sum(week.minutes for week in self._jobs.get(beginning, {}).values())


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def sunday_of(beginning: date) -> date:
    return beginning + timedelta(days=6)
