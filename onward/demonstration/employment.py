"""Who finds work, in which jobs, and how many hours of each week were worked.

The shares aim at the published course of the programme: of those who joined, some 38%
start a job, and two in three of these work 13 weeks (`programmes.md` 4.3 B).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from onward.demonstration.cases import Job
from onward.demonstration.chance import weighted
from onward.demonstration.days import SHOWN, working_day
from onward.demonstration.words import words
from onward.programmes.wfs import SIXTEEN_HOURS, WFS_2017
from onward.programmes.work import WEEK, monday_of, sunday_of

FINDS_WORK, BEGINS_ON_MONDAY, STEADY, TRIES_AGAIN = 0.4, 0.55, 0.7, 0.45
SELF_EMPLOYED, SUPPORTED = 0.09, 0.06
WEEKS_FOLLOWED, WEEKS_NEEDED = 30, 26
FRIDAY = timedelta(days=4)
# Hours agreed, as minutes; few jobs are below the 16 hours that count.
MINUTES = {
    480: 3,
    720: 5,
    960: 24,
    990: 4,
    1_080: 8,
    1_200: 22,
    1_440: 12,
    1_500: 8,
    1_800: 9,
    2_250: 5,
}


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Weeks of one job: the minutes of each week from the one it starts in.

    A whole working week is meant; the first is cut to the days from the start on.
    """

    starts_on: date
    minutes: tuple[int, ...]
    is_over: bool = False
    self_employed: bool = False
    supported: bool = False

    @property
    def ends_on(self) -> date:
        return monday_of(self.starts_on) + WEEK * (len(self.minutes) - 1) + FRIDAY


def invented_jobs(started_on: date, *, reference: str, dice: Random) -> tuple[Job, ...]:
    """The jobs of someone who started on this day, as far as they are known by the last cut."""
    if dice.random() >= FINDS_WORK:
        return ()
    first_on = working_day(started_on + timedelta(days=int(dice.triangular(7, 178, 45))))
    if dice.random() < BEGINS_ON_MONDAY:
        first_on = working_day(monday_of(first_on) + WEEK)
    if first_on >= WFS_2017.pre_employment_ends_on(started_on):
        return ()
    return jobs_of(_course(first_on, dice), reference=reference, dice=dice)


def jobs_of(stretches: Iterable[Stretch], *, reference: str, dice: Random) -> tuple[Job, ...]:
    """Jobs with what is known of them on the last day shown; those still to come are left out."""
    return tuple(
        _job(stretch, reference=f"{reference}-J{number}", dice=dice)
        for number, stretch in enumerate(stretches, start=1)
        if stretch.starts_on in SHOWN
    )


def _job(stretch: Stretch, *, reference: str, dice: Random) -> Job:
    monday = monday_of(stretch.starts_on)
    weeks = ((monday + WEEK * number, each) for number, each in enumerate(stretch.minutes))
    has_ended = stretch.is_over and stretch.ends_on in SHOWN
    return Job(
        reference=reference,
        employer=dice.choice(words("work", "trades" if stretch.self_employed else "employers")),
        started_on=stretch.starts_on,
        ended_on=stretch.ends_on if has_ended else None,
        minutes_per_week=max(stretch.minutes),
        weeks=tuple(week for week in weeks if sunday_of(week[0]) in SHOWN),
        self_employed=stretch.self_employed,
        supported=stretch.supported,
    )


def _course(first_on: date, dice: Random) -> Iterator[Stretch]:
    """One steady job, or a short one and perhaps another after a gap."""
    minutes = weighted(MINUTES, dice=dice)
    kinds = {
        "self_employed": dice.random() < SELF_EMPLOYED,
        "supported": dice.random() < SUPPORTED,
    }
    if dice.random() < STEADY:
        yield Stretch(
            starts_on=first_on, minutes=tuple(_until_sustained(first_on, minutes, dice)), **kinds
        )
        return
    worked = tuple(_worked(minutes, dice) for _ in range(dice.randint(1, 20)))
    first = Stretch(starts_on=first_on, minutes=worked, is_over=True, **kinds)
    yield first
    if dice.random() < TRIES_AGAIN:
        again_on = working_day(monday_of(first.ends_on) + WEEK * dice.randint(2, 7))
        worked = tuple(_until_sustained(again_on, weighted(MINUTES, dice=dice), dice))
        yield Stretch(starts_on=again_on, minutes=worked)


def _until_sustained(first_on: date, minutes: int, dice: Random) -> Iterator[int]:
    """Weeks up to the 26th that counts, or 30 of them: nobody follows a job for longer."""
    counted = 0
    for number in range(WEEKS_FOLLOWED):
        days = 5 - first_on.weekday() if number == 0 else 5
        worked = _worked(minutes, dice) * days // 5
        yield worked
        counted += worked >= SIXTEEN_HOURS
        if counted == WEEKS_NEEDED:
            return


def _worked(minutes: int, dice: Random) -> int:
    """The minutes of one week: as agreed, some overtime, or less because of illness or leave."""
    turn = dice.random()
    if turn < 0.86:
        return minutes
    if turn < 0.97:
        return minutes + dice.choice((60, 90, 120, 240))
    return dice.choice((0, 0, minutes // 2 // 30 * 30))
