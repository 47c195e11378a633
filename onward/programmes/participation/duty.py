"""The duty to participate, and what being NEET means: both worked out, neither a code.

The return tracks by academic age to the end of year 13, which is longer than the duty lasts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onward.programmes.participation.activities import Duty, Meaning
from onward.programmes.participation.doubts import Doubt
from onward.programmes.participation.years import leaves_compulsory_education_on, year_group
from onward.values.ages import age_on

ENDS_AT_AGE = 18
YEAR_TWELVE = 12
HOUR = 60


class Form(StrEnum):
    """What somebody does, in words of the guide and of the statutory guidance."""

    FORMAL_COURSE = "FORMAL_COURSE"
    HOME_EDUCATION = "HOME_EDUCATION"
    APPRENTICESHIP = "APPRENTICESHIP"
    TRAINEESHIP = "TRAINEESHIP"
    SUPPORTED_INTERNSHIP = "SUPPORTED_INTERNSHIP"
    RE_ENGAGEMENT = "RE_ENGAGEMENT"
    FORMAL_TRAINING = "FORMAL_TRAINING"
    PAID_WORK = "PAID_WORK"
    SELF_EMPLOYMENT = "SELF_EMPLOYMENT"
    VOLUNTARY_WORK = "VOLUNTARY_WORK"
    WORK_EXPERIENCE = "WORK_EXPERIENCE"
    SUPPORT_MODULE = "SUPPORT_MODULE"


# Source 002, introduction to the guide. Voluntary work and work experience are no employment;
# support modules such as writing a CV are no training.
NEITHER_EDUCATION_NOR_WORK = frozenset(
    {Form.VOLUNTARY_WORK, Form.WORK_EXPERIENCE, Form.SUPPORT_MODULE}
)
WORKS = frozenset({Form.PAID_WORK, Form.SELF_EMPLOYMENT, Form.VOLUNTARY_WORK})
NO_HOURS_TEST = frozenset(
    {
        Form.HOME_EDUCATION,
        Form.APPRENTICESHIP,
        Form.TRAINEESHIP,
        Form.SUPPORTED_INTERNSHIP,
    }
)


@dataclass(frozen=True, kw_only=True)
class Doing:
    """One thing somebody does: guided or study minutes a year, minutes and weeks of work.

    `is_regulated` says whether a course leads to a regulated qualification.
    """

    form: Form
    study_minutes_a_year: int = 0
    is_regulated: bool = False
    work_minutes_a_week: int = 0
    weeks: int = 0


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What decides whether the duty is somebody's; None where nobody knows of a level 3."""

    born: date
    lives_in_england: bool = True
    has_level_3: bool | None = None


@dataclass(frozen=True, kw_only=True)
class DutyRules:
    """One version: how long the duty lasts and which hours meet it, in minutes."""

    version: str
    in_force_from: date
    source: str
    ends_with_year_12: bool = False
    full_time_study_a_year: int = 540 * HOUR
    study_beside_work_a_year: int = 280 * HOUR
    full_time_work_a_week: int = 20 * HOUR
    full_time_work_weeks: int = 8
    doubts: tuple[Doubt, ...] = (Doubt.DUTY_CATEGORIES,)

    def is_under_duty(self, subject: Subject, *, on: date) -> bool:
        """Education and Skills Act 2008 s.1: past compulsory schooling, under 18, no level 3.

        Where nobody knows of a level 3 qualification, it is taken that there is none.
        """
        return (
            subject.lives_in_england
            and not subject.has_level_3
            and on > leaves_compulsory_education_on(subject.born)
            and age_on(on, born=subject.born) < ENDS_AT_AGE
            and not (self.ends_with_year_12 and year_group(subject.born, on=on) > YEAR_TWELVE)
        )

    def participates(self, doings: Iterable[Doing]) -> bool:
        """Whether all that somebody does is one of the accepted ways to participate."""
        doings = tuple(doings)
        works = any(map(self._is_full_time_work, doings))
        study = sum(doing.study_minutes_a_year for doing in doings if doing.is_regulated)
        return any(map(self._is_enough_alone, doings)) or (
            works and study >= self.study_beside_work_a_year
        )

    def standing(
        self,
        subject: Subject,
        *,
        on: date,
        meaning: Meaning,
        has_lapsed: bool = False,
        doings: Iterable[Doing] | None = None,
    ) -> Duty | None:
        """How somebody stands under the duty, or None who is not under it.

        By what is known of the hours; without that, by what the activity code says.
        """
        if not self.is_under_duty(subject, on=on):
            return None
        if has_lapsed:
            return Duty.NOT_KNOWN
        if doings is None:
            return meaning.duty
        return self._by_hours(tuple(doings), meaning=meaning)

    def _by_hours(self, doings: tuple[Doing, ...], *, meaning: Meaning) -> Duty:
        if self.participates(doings):
            return Duty.MEETING
        if any(doing.form is Form.RE_ENGAGEMENT for doing in doings):
            return Duty.WORKING_TOWARDS
        is_excused = meaning.duty in {Duty.WORKING_TOWARDS, Duty.TEMPORARY_BREAK}
        return meaning.duty if is_excused else Duty.NOT_PARTICIPATING

    def _is_enough_alone(self, doing: Doing) -> bool:
        if doing.form in {Form.FORMAL_COURSE, Form.FORMAL_TRAINING}:
            return doing.study_minutes_a_year >= self.full_time_study_a_year
        return doing.form in NO_HOURS_TEST

    def _is_full_time_work(self, doing: Doing) -> bool:
        return (
            doing.form in WORKS
            and doing.work_minutes_a_week >= self.full_time_work_a_week
            and doing.weeks >= self.full_time_work_weeks
        )


def is_neet(doings: Iterable[Doing]) -> bool:
    """Whether nothing that somebody does is education, employment or training.

    Any formal course, part-time too; paid work or self-employment of any hours; formal training.
    Source 002, introduction to the guide.
    """
    return all(doing.form in NEITHER_EDUCATION_NOR_WORK for doing in doings)


def duty_rules(on: date) -> DutyRules | None:
    """The rules of this day, or None before there was a duty."""
    in_force = [rules for rules in VERSIONS if rules.in_force_from <= on]
    return max(in_force, key=lambda rules: rules.in_force_from, default=None)


VERSIONS = (
    DutyRules(
        version="2013-14",
        in_force_from=date(2013, 9, 1),
        source="source 002, guide section 1: a further year from 2013-14; hours as in 2016",
        ends_with_year_12=True,
    ),
    DutyRules(
        version="2015-16",
        in_force_from=date(2015, 9, 1),
        source="source 002, guide section 1: to the 18th birthday in 2015; statutory guidance on "
        "participation of 2016",
    ),
)
