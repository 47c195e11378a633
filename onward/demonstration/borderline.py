"""Courses of work on the border of a rule, and the days on which outcomes must come true.

Those of `programmes.md` section 9, examples 10 and 11, and their neighbours.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from onward.demonstration.employment import Stretch
from onward.programmes.work import WEEK

MONDAY, WEDNESDAY = date(2017, 6, 5), date(2017, 6, 7)
ENOUGH, TOO_FEW = 16 * 60, 15 * 60
LEAST_TIME_BEFORE = timedelta(days=5)


@dataclass(frozen=True, kw_only=True)
class Course:
    """Jobs of one person who started before 1 June 2017, and what must come of them."""

    code: str
    stretches: tuple[Stretch, ...]
    job_start: date | None = MONDAY
    short_13: date | None = None
    sustained_26: date | None = None


def suits(started_on: date) -> bool:
    """Whether somebody who started on this day could have taken these jobs."""
    return started_on + LEAST_TIME_BEFORE <= MONDAY


def courses() -> tuple[Course, ...]:
    """Every border case, in the order in which they are given out."""
    return (*_of_thirteen_weeks(), *_of_two_jobs(), *_of_kinds())


def _of_thirteen_weeks() -> tuple[Course, ...]:
    return (
        Course(
            code="thirteen-weeks-of-sixteen-hours",
            stretches=(_job(13 * [ENOUGH]),),
            short_13=date(2017, 9, 3),
        ),
        Course(
            code="fifteen-hours-in-week-seven",
            stretches=(_job([*6 * [ENOUGH], TOO_FEW, *12 * [ENOUGH]]),),
        ),
        Course(
            code="thirteen-weeks-after-fifteen-hours",
            stretches=(_job([*6 * [ENOUGH], TOO_FEW, *13 * [ENOUGH]]),),
            short_13=date(2017, 10, 22),
        ),
        Course(
            code="first-week-cut-short",
            stretches=(_job([TOO_FEW, *13 * [ENOUGH]], starts_on=WEDNESDAY),),
            job_start=WEDNESDAY,
            short_13=date(2017, 9, 10),
        ),
    )


def _of_two_jobs() -> tuple[Course, ...]:
    return (
        Course(
            code="three-weeks-between-two-jobs",
            stretches=_parted_by(weeks=3),
            short_13=date(2017, 12, 17),
            sustained_26=date(2017, 12, 24),
        ),
        Course(
            code="four-weeks-between-two-jobs",
            stretches=_parted_by(weeks=4),
            short_13=date(2017, 12, 24),
            sustained_26=date(2017, 12, 31),
        ),
        Course(
            code="five-weeks-between-two-jobs",
            stretches=_parted_by(weeks=5),
            short_13=date(2017, 12, 31),
        ),
        Course(
            code="eight-hours-in-each-of-two-jobs",
            stretches=2 * (_job(13 * [ENOUGH // 2]),),
            short_13=date(2017, 9, 3),
        ),
    )


def _of_kinds() -> tuple[Course, ...]:
    supported = Stretch(starts_on=MONDAY, minutes=26 * (ENOUGH,), supported=True)
    own_business = Stretch(starts_on=MONDAY, minutes=26 * (ENOUGH,), self_employed=True)
    return (
        Course(code="supported-work-alone", stretches=(supported,), job_start=None),
        Course(
            code="own-business",
            stretches=(own_business,),
            short_13=date(2017, 9, 3),
            sustained_26=date(2017, 12, 3),
        ),
    )


def _job(minutes: list[int], *, starts_on: date = MONDAY) -> Stretch:
    return Stretch(starts_on=starts_on, minutes=tuple(minutes), is_over=True)


def _parted_by(*, weeks: int) -> tuple[Stretch, Stretch]:
    second_on = MONDAY + WEEK * (12 + weeks)
    return _job(12 * [ENOUGH]), Stretch(starts_on=second_on, minutes=14 * (ENOUGH,))
