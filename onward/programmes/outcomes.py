"""Kinds of outcome: each says on which date evidence of work makes it true, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onward.programmes.doubts import Doubt
from onward.programmes.work import WEEK, JobStart, Week, WorkedWeeks, monday_of, sunday_of


class PassedOver(StrEnum):
    """Why a job start or a week does not count."""

    SUPPORTED = "SUPPORTED"
    BEFORE_THE_START = "BEFORE_THE_START"
    AFTER_PRE_EMPLOYMENT = "AFTER_PRE_EMPLOYMENT"
    NO_WORK = "NO_WORK"
    TOO_FEW_HOURS = "TOO_FEW_HOURS"
    OUTSIDE_THE_WINDOW = "OUTSIDE_THE_WINDOW"


@dataclass(frozen=True, order=True)
class NotCounted:
    """A job start, by its day, or a week, by its Monday, that does not count."""

    on: date
    why: PassedOver


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """What counted (a week by its Monday, a job start by its day), what did not, what is open."""

    counted: tuple[date, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """Whether an outcome has come true: its date, or None with what counts so far."""

    outcome: str
    achieved_on: date | None
    explanation: Explanation


@dataclass(frozen=True, kw_only=True)
class JobStartOutcome:
    """Achieved on the day of the first unsupported job start in pre-employment support."""

    code: str
    name: str
    source: str

    def assess(
        self, job_starts: Iterable[JobStart], *, started_on: date, pre_employment_ends_on: date
    ) -> Assessment:
        """The job starts on or after the start and before the day pre-employment support ends."""
        not_counted: list[NotCounted] = []
        doubts: list[Doubt] = []
        for job_start in sorted(job_starts, key=lambda start: (start.on, start.supported)):
            why = _why_not(job_start, since=started_on, before=pre_employment_ends_on)
            if why is None:
                return self._assessment(job_start.on, not_counted, [*doubts, Doubt.JOB_START_HOURS])
            not_counted.append(NotCounted(job_start.on, why))
            if job_start.on == pre_employment_ends_on and not job_start.supported:
                doubts.append(Doubt.JOB_START_ON_THE_END)
        return self._assessment(None, not_counted, doubts)

    def _assessment(
        self, achieved_on: date | None, not_counted: list[NotCounted], doubts: list[Doubt]
    ) -> Assessment:
        explanation = Explanation(
            counted=(achieved_on,) if achieved_on else (),
            not_counted=tuple(not_counted),
            doubts=tuple(doubts),
        )
        return Assessment(outcome=self.code, achieved_on=achieved_on, explanation=explanation)


@dataclass(frozen=True, kw_only=True)
class WeeksOutcome:
    """Achieved when so many weeks, within so many in a row, each have enough hours.

    A week counts by the minutes of all unsupported jobs in it, employed or self-employed. The
    window begins at any week from that of the job start on; the week of the job start itself
    counts if it has the hours.
    """

    code: str
    name: str
    source: str
    minutes_a_week: int
    weeks: int
    within_weeks: int
    across_jobs_is_open: bool = False

    def assess(
        self, weeks: Iterable[Week], *, job_started_on: date | None, support_ends_on: date
    ) -> Assessment:
        """Achieved on the Sunday of the week that completes it; without a job start, never."""
        worked = WorkedWeeks(weeks)
        if job_started_on is None:
            return Assessment(outcome=self.code, achieved_on=None, explanation=Explanation())
        since = monday_of(job_started_on)
        reached = worked.reaching(self.minutes_a_week, since=since)
        window = self._first_window(reached)
        until = window[-1] if window else worked.last
        counted = window or self._so_far(reached, until=until)
        not_counted = self._not_counted(worked, counted, since=since, until=until)
        doubts = self._doubts(worked, counted, not_counted)
        if window:
            doubts += self._doubts_of_window(
                window, job_started_on=job_started_on, support_ends_on=support_ends_on
            )
        return Assessment(
            outcome=self.code,
            achieved_on=sunday_of(window[-1]) if window else None,
            explanation=Explanation(
                counted=tuple(counted), not_counted=tuple(not_counted), doubts=tuple(doubts)
            ),
        )

    def _first_window(self, reached: list[date]) -> list[date]:
        for place, last in enumerate(reached[self.weeks - 1 :]):
            if last - reached[place] < self.within_weeks * WEEK:
                return reached[place : place + self.weeks]
        return []

    def _so_far(self, reached: list[date], *, until: date | None) -> list[date]:
        """The latest weeks that can still become part of a window."""
        if until is None:
            return []
        breaks_allowed = self.within_weeks - self.weeks
        for place, first in enumerate(reached):
            breaks = (until - first) // WEEK + 1 - len(reached[place:])
            if breaks <= breaks_allowed:
                return reached[place:]
        return []

    def _not_counted(
        self, worked: WorkedWeeks, counted: list[date], *, since: date, until: date | None
    ) -> list[NotCounted]:
        if until is None:
            return []
        mondays = (since + WEEK * number for number in range((until - since) // WEEK + 1))
        passed_over = set(mondays) - set(counted)
        return sorted(NotCounted(monday, self._why_not(worked, monday)) for monday in passed_over)

    def _why_not(self, worked: WorkedWeeks, monday: date) -> PassedOver:
        if worked.unsupported_minutes(monday) >= self.minutes_a_week:
            return PassedOver.OUTSIDE_THE_WINDOW
        if worked.minutes(monday) >= self.minutes_a_week:
            return PassedOver.SUPPORTED
        return PassedOver.TOO_FEW_HOURS if worked.minutes(monday) else PassedOver.NO_WORK

    def _doubts(
        self, worked: WorkedWeeks, counted: list[date], not_counted: list[NotCounted]
    ) -> list[Doubt]:
        enough = [self._jobs_enough_alone(worked, monday) for monday in counted]
        doubts = []
        if any(week.why is PassedOver.TOO_FEW_HOURS for week in not_counted):
            doubts.append(Doubt.WEEKLY_TEST)
        if self.across_jobs_is_open and enough and not set.intersection(*enough):
            doubts.append(Doubt.ACROSS_JOBS)
        if not all(enough):
            doubts.append(Doubt.HOURS_ADDED)
        return doubts

    def _jobs_enough_alone(self, worked: WorkedWeeks, monday: date) -> set[str]:
        jobs = worked.unsupported_jobs(monday)
        return {job for job, minutes in jobs.items() if minutes >= self.minutes_a_week}

    def _doubts_of_window(
        self, window: list[date], *, job_started_on: date, support_ends_on: date
    ) -> list[Doubt]:
        doubts = []
        first = monday_of(job_started_on)
        if first != job_started_on and first not in window:
            first += WEEK
        # A window fixed at the job start would not have held these weeks.
        if window[-1] - first >= self.within_weeks * WEEK:
            doubts.append(Doubt.WINDOW_SLIDES)
        if sunday_of(window[-1]) >= support_ends_on:
            doubts.append(Doubt.WEEKS_AFTER_SUPPORT)
        return doubts


def _why_not(job_start: JobStart, *, since: date, before: date) -> PassedOver | None:
    if job_start.supported:
        return PassedOver.SUPPORTED
    if job_start.on < since:
        return PassedOver.BEFORE_THE_START
    if job_start.on >= before:
        return PassedOver.AFTER_PRE_EMPLOYMENT
    return None
