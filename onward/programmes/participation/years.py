"""School years: which one an age makes, and when school must be gone to no longer."""

from datetime import date, timedelta

from onward.values.academic_year import AcademicYear, academic_age

YEAR_GROUP_IS_AGE_LESS = 4
YEAR_ELEVEN = 11
JUNE, FRIDAY = 6, 4


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
