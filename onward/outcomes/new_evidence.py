"""Jobs and weeks as they are given, and what is wrong with them in words with the remedy."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from onward.casework.models import Referral
from onward.casework.objections import in_words
from onward.outcomes.models import Job
from onward.programmes.work import MOST_MINUTES, monday_of, sunday_of
from onward.values.period import Period


@dataclass(frozen=True, kw_only=True)
class NewJob:
    """One job of a participant; `reference` is the provider's own, and names it in the referral."""

    referral: Referral
    reference: str
    started_on: date
    employer: str = ""
    ended_on: date | None = None
    self_employed: bool = False
    supported: bool = False

    @property
    def key(self) -> tuple[UUID, str]:
        return self.referral.pk, self.reference

    def values(self) -> dict[str, object]:
        return {
            "employer": self.employer,
            "started_on": self.started_on,
            "ended_on": self.ended_on,
            "self_employed": self.self_employed,
            "supported": self.supported,
        }

    def refusal(self, referral: Referral | None, *, worked: Period | None, today: date) -> str:
        """Why this cannot be evidence for the referral as it stands; empty if it can.

        `worked` is from the first to the last Monday of the weeks with work already known in it.
        """
        if referral is None:
            return gettext("Your organisation has no such referral. Check its reference.")
        if referral.started_on is None:
            return gettext("The participant has not started. Record the start first.")
        if self.started_on < referral.started_on:
            return gettext(
                "Job start must be the same as or after the start on the programme, %(day)s."
            ) % {"day": in_words(referral.started_on)}
        if self.started_on > today:
            return gettext("Job start must be today or in the past.")
        if self.ended_on is not None and not self.started_on <= self.ended_on <= today:
            return gettext("Job end must be between the job's start and today.")
        return self._about_its_weeks(worked) if worked else ""

    def _about_its_weeks(self, worked: Period) -> str:
        is_after = self.ended_on is not None and worked.last > self.ended_on
        if sunday_of(worked.first) < self.started_on or is_after:
            return gettext(
                "Weeks with work are recorded outside these dates. Correct those weeks first."
            )
        return ""


@dataclass(frozen=True, kw_only=True)
class NewWeek:
    """The minutes worked in one job, named by its reference, in the week from one Monday."""

    referral: Referral
    job: str
    beginning: date
    minutes: int

    @property
    def key(self) -> tuple[UUID, str, date]:
        return self.referral.pk, self.job, self.beginning

    def values(self) -> dict[str, object]:
        return {"minutes": self.minutes}

    def refusal(self, job: Job | None, *, today: date) -> str:
        """Why this cannot be evidence of that job; empty if it can."""
        if job is None:
            return gettext(
                "No job of this referral has the reference %(reference)s. Record the job first."
            ) % {"reference": self.job}
        return self._about_the_week(today) or self._about_the_job(job)

    def _about_the_week(self, today: date) -> str:
        monday = monday_of(self.beginning)
        if self.beginning != monday:
            return gettext("A week begins on a Monday. Give the Monday of this one, %(day)s.") % {
                "day": in_words(monday)
            }
        if sunday_of(monday) > today:
            return gettext("This week is not over. Record it when it is.")
        if not 0 <= self.minutes <= MOST_MINUTES:
            return gettext("A week has 0 to 168 hours. Correct the hours.")
        return ""

    def _about_the_job(self, job: Job) -> str:
        if job.started_on is None or sunday_of(self.beginning) < job.started_on:
            return gettext("This week lies before the job began. Correct the week or the job.")
        if job.ended_on is not None and self.beginning > job.ended_on:
            return gettext("This week lies after the job ended. Correct the week or the job.")
        return ""
