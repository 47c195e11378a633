"""A programme as dated rules: what a case may do, by when, and what counts as success."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from onward.programmes.doubts import Doubt
from onward.programmes.outcomes import Assessment, JobStartOutcome, WeeksOutcome
from onward.programmes.work import JobStart, Week
from onward.values.period import Period, months_after
from onward.values.working_days import Calendar, Nation


class UnknownReason(ValueError):
    """A reason that is not in the programme's list."""


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a case ended. `asks_for_a_plan`: somebody who leaves so without work may have one."""

    code: str
    label: str
    asks_for_a_plan: bool = False


@dataclass(frozen=True, kw_only=True)
class Programme:
    """One version of a programme's rules. A case keeps its code and version."""

    code: str
    name: str
    version: str
    in_force_from: date
    source: str
    nation: Nation
    is_voluntary: bool
    referrals: Period
    arrangements_end_on: date
    reply_within_working_days: int
    pre_employment_months: int
    in_work_months: int
    leavers_plan_within_days: int
    job_start: JobStartOutcome
    weeks_outcomes: tuple[WeeksOutcome, ...]
    exit_reasons: tuple[Reason, ...]
    rejection_reasons: tuple[Reason, ...]
    doubts: tuple[Doubt, ...]

    @property
    def outcomes(self) -> tuple[JobStartOutcome | WeeksOutcome, ...]:
        return (self.job_start, *self.weeks_outcomes)

    def takes_referral_on(self, day: date) -> bool:
        return day in self.referrals

    def reply_due_on(
        self,
        referred_on: date,
        *,
        calendar: Calendar | None = None,
        working_days: int | None = None,
    ) -> date:
        """The last day to acknowledge or reject; the day after the referral is day 1.

        A contract may state its own calendar and number of working days.
        """
        days = self.reply_within_working_days if working_days is None else working_days
        return (calendar or Calendar(self.nation)).working_days_after(referred_on, days=days)

    def pre_employment_ends_on(self, started_on: date) -> date:
        """The same day of the month, so many months after the start; the first day outside."""
        return months_after(started_on, months=self.pre_employment_months)

    def support_ends_on(
        self,
        started_on: date,
        *,
        job_started_on: date | None,
        pre_employment_ends_on: date | None = None,
    ) -> date:
        """The first day without support: in-work support runs from the job start, if there is one.

        Both parts together are the most, an extension of the first part included.
        """
        if job_started_on is None:
            return pre_employment_ends_on or self.pre_employment_ends_on(started_on)
        most = months_after(started_on, months=self.pre_employment_months + self.in_work_months)
        return min(months_after(job_started_on, months=self.in_work_months), most)

    def assess(
        self,
        started_on: date,
        *,
        job_starts: Iterable[JobStart],
        weeks: Iterable[Week],
        pre_employment_ends_on: date | None = None,
    ) -> tuple[Assessment, ...]:
        """Each outcome in turn, the job start first; rows may come in any order.

        `pre_employment_ends_on` is given where the commissioner has extended it. Raises
        BadEvidence where a week of one job stands twice.
        """
        end = pre_employment_ends_on or self.pre_employment_ends_on(started_on)
        first = self.job_start.assess(job_starts, started_on=started_on, pre_employment_ends_on=end)
        support_ends_on = self.support_ends_on(
            started_on, job_started_on=first.achieved_on, pre_employment_ends_on=end
        )
        known_weeks = tuple(weeks)
        return (
            first,
            *(
                outcome.assess(
                    known_weeks, job_started_on=first.achieved_on, support_ends_on=support_ends_on
                )
                for outcome in self.weeks_outcomes
            ),
        )

    def leavers_plan_due_on(self, exited_on: date) -> date:
        """The last day to send the plan, in calendar days; source 000 step 9."""
        return exited_on + timedelta(days=self.leavers_plan_within_days)

    def leavers_plan_applies(self, exit_reason: str, *, in_work: bool = False) -> bool:
        """Whether a plan is owed, if the person consents; UnknownReason for another code.

        Source 001 5.5: "when the customer leaves WFS without securing employment".
        """
        return self.exit_reason(exit_reason).asks_for_a_plan and not in_work

    def exit_reason(self, code: str) -> Reason:
        return _reason(code, self.exit_reasons)

    def rejection_reason(self, code: str) -> Reason:
        return _reason(code, self.rejection_reasons)


def _reason(code: str, reasons: tuple[Reason, ...]) -> Reason:
    for reason in reasons:
        if reason.code == code:
            return reason
    raise UnknownReason(f"{code} is not a reason of this programme.")
