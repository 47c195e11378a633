"""The academic year, 1 September to 31 August, and what it makes of an age."""

from dataclasses import dataclass
from datetime import date, timedelta

from onward.values.ages import age_on

YEAR_GROUP_IS_AGE_LESS = 4
YEAR_ELEVEN = 11
SEPTEMBER, JUNE, FRIDAY = 9, 6, 4


@dataclass(frozen=True, order=True)
class AcademicYear:
    """The year that begins on 1 September of `begins_in`."""

    begins_in: int

    @classmethod
    def of(cls, day: date) -> "AcademicYear":
        return cls(day.year if day.month >= SEPTEMBER else day.year - 1)

    @property
    def first(self) -> date:
        return date(self.begins_in, SEPTEMBER, 1)

    @property
    def last(self) -> date:
        return date(self.begins_in + 1, 8, 31)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def age_of(self, born: date) -> int:
        """Academic age: whole years on the 31 August before the year. ValueError before birth."""
        return age_on(self.first - timedelta(days=1), born=born)

    def __str__(self) -> str:
        return f"{self.begins_in}-{(self.begins_in + 1) % 100:02d}"


def academic_age(born: date, *, on: date) -> int:
    """The age on the 31 August before the academic year of this day."""
    return AcademicYear.of(on).age_of(born)


def year_group(born: date, *, on: date) -> int:
    """The school year that the age makes: academic age 16 is year 12."""
    return group_of_age(academic_age(born, on=on))


def group_of_age(age: int) -> int:
    return age - YEAR_GROUP_IS_AGE_LESS


def year_of_group(born: date, group: int) -> AcademicYear:
    """The academic year in which somebody of this birth date is in this year group."""
    in_first_year_of_life = AcademicYear.of(born).begins_in
    return AcademicYear(in_first_year_of_life + 1 + group + YEAR_GROUP_IS_AGE_LESS)


def born_for_group(group: int, *, on: date) -> AcademicYear:
    """In which academic year those were born who are in this year group on this day."""
    return AcademicYear(AcademicYear.of(on).begins_in - 1 - group - YEAR_GROUP_IS_AGE_LESS)


def year_eleven(born: date) -> AcademicYear:
    """The final year of compulsory education."""
    return year_of_group(born, YEAR_ELEVEN)


def leaves_compulsory_education_on(born: date) -> date:
    """The last day of compulsory school age: the last Friday of June of year 11.

    Education Act 1996 s.8 with the Education (School Leaving Date) Order 1997.
    """
    last_of_june = date(year_eleven(born).begins_in + 1, JUNE, 30)
    return last_of_june - timedelta(days=(last_of_june.weekday() - FRIDAY) % 7)
