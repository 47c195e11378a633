"""The academic year, 1 September to 31 August, and the age that goes by it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from onward.values.ages import age_on

SEPTEMBER = 9


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


@lru_cache(maxsize=20_000)  # a return asks it several times of everybody, whose birthdays are few
def academic_age(born: date, *, on: date) -> int:
    """The age on the 31 August before the academic year of this day."""
    return AcademicYear.of(on).age_of(born)
