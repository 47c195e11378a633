"""When somebody may be contacted to find out what they do, and when no longer."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onward.programmes.participation.cohort import CohortRules, YoungPerson, cohort_rules
from onward.programmes.participation.doubts import Doubt
from onward.programmes.participation.years import leaves_compulsory_education_on, year_eleven


class NoContact(StrEnum):
    """Why a task to contact somebody is refused."""

    NOT_YET = "NOT_YET"
    TRACKING_HAS_ENDED = "TRACKING_HAS_ENDED"


class YearElevenEnds(StrEnum):
    """The local setting of what "the end of year 11" is."""

    WITH_THE_ACADEMIC_YEAR = "WITH_THE_ACADEMIC_YEAR"
    WITH_COMPULSORY_EDUCATION = "WITH_COMPULSORY_EDUCATION"


@dataclass(frozen=True, kw_only=True)
class TrackingPeriod:
    """From the end of year 11 for so many years; source 002, privacy assessment step two.

    Somebody whom a plan keeps in the return is tracked for as long as that.
    """

    years: int = 3
    year_eleven_ends: YearElevenEnds = YearElevenEnds.WITH_THE_ACADEMIC_YEAR
    doubts: tuple[Doubt, ...] = (Doubt.YEAR_ELEVEN_ENDS,)

    def begins_after(self, born: date) -> date:
        """The last day of year 11."""
        if self.year_eleven_ends is YearElevenEnds.WITH_COMPULSORY_EDUCATION:
            return leaves_compulsory_education_on(born)
        return year_eleven(born).last

    def ends_on(self, born: date) -> date:
        """The last day of the years after year 11: always a 31 August."""
        last_of_year_eleven = year_eleven(born).last
        return last_of_year_eleven.replace(year=last_of_year_eleven.year + self.years)

    def why_no_contact(
        self,
        young_person: YoungPerson,
        *,
        school_in: str,
        authority: str,
        on: date,
        rules: CohortRules | None = None,
    ) -> NoContact | None:
        """Why this authority may not contact somebody now, or None.

        A resident who goes to another authority's school is left to it until year 11 has ended.
        """
        if on > self.ends_on(young_person.born):
            in_force = rules or cohort_rules(on)
            is_kept = in_force.is_of_age(young_person, on=on)
            return None if is_kept else NoContact.TRACKING_HAS_ENDED
        is_at_school = on <= self.begins_after(young_person.born)
        is_elsewhere = school_in not in ("", authority)
        if is_at_school and is_elsewhere and young_person.lives_in == authority:
            return NoContact.NOT_YET
        return None
