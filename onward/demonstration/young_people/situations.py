"""What young people of the city do, and how that became known: sorts, shares and steps.

Each sort says itself how it counts at the end of November, so that what the product works out from
codes and dates can be held against it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from onward.demonstration.young_people.city import (
    CALLED,
    ENROLLED,
    FURTHER,
    LEFT_COURSES,
    PROVIDERS,
    SIXTH,
    SURVEYED,
    TAKEN_OVER,
    TERM_BEGINS,
    TERM_ENDS,
    Place,
    schools,
    sixth_forms,
)
from onward.programmes.participation.activities import RateClass
from onward.programmes.participation.activity import Activity

EET, NEET = RateClass.EET, RateClass.NEET
NOT_KNOWN, LEFT_OUT, AT_SCHOOL = RateClass.NOT_KNOWN, RateClass.LEFT_OUT, RateClass.COMPULSORY_AGE
LAST_YEAR_BEGAN, LAST_YEAR_ENDS = date(2024, 9, 5), date(2025, 7, 31)


@dataclass(frozen=True)
class Step:
    """What was told of one person at one moment; `is_confirmation` where nothing had changed."""

    at: datetime
    activity: Activity
    place: Place | None = None
    is_confirmation: bool = False


Steps = Callable[[Random], list[Step]]


@dataclass(frozen=True, kw_only=True)
class Situation:
    """A sort of story: how many of a thousand in each year group, how it counts, how it went."""

    counts_as: RateClass
    steps: Steps
    of_1000: Mapping[int, float]  # by year group; 14 stands for those with a plan


def _at(at: datetime, code: str, since: date, place: Place | None = None, **days: date) -> Step:
    """Told, learnt and confirmed on one day unless said otherwise."""
    told = Activity(code=code, started_on=since, ascertained_on=at.date(), verified_on=at.date())
    # replace() cannot be told that each of these names a date.
    return Step(at, replace(told, **days), place)  # type: ignore[arg-type]


def _last_year(place: Place) -> Step:
    """Where they were when the city took its old system over: it had lapsed the day before."""
    return _at(
        TAKEN_OVER,
        "230",
        LAST_YEAR_BEGAN,
        place,
        ascertained_on=date(2024, 9, 20),
        verified_on=date(2024, 10, 4),
        predicted_end_on=LAST_YEAR_ENDS,
    )


def enrolled(code: str, *places: Place) -> Steps:
    """Known from an enrolment list, that of one of these places."""

    def steps(dice: Random) -> list[Step]:
        place = dice.choice(places) if places else None
        return [_at(ENROLLED, code, TERM_BEGINS, place, predicted_end_on=TERM_ENDS)]

    return steps


def dropped_out(*, to: str) -> Steps:
    """Enrolled at the college, and gone in November."""

    def steps(dice: Random) -> list[Step]:
        left_on = date(2025, 11, dice.randint(3, 12))
        begun = _at(ENROLLED, "230", TERM_BEGINS, FURTHER, predicted_end_on=TERM_ENDS)
        return [begun, _at(LEFT_COURSES, to, left_on)]

    return steps


def since_summer(code: str, *, place: Place | None = None, confirmed: bool = True) -> Steps:
    """Found by the autumn survey; most were rung again in November."""

    def steps(dice: Random) -> list[Step]:
        since = date(2025, 7, 1) + timedelta(days=dice.randint(0, 90))
        ends = {"predicted_end_on": TERM_ENDS} if code in ENDING else {}
        first = _at(SURVEYED, code, since, place, **ends)
        if not confirmed or dice.random() < 0.4:
            return [first]
        again = replace(first.activity, verified_on=CALLED.date())
        return [first, Step(CALLED, again, place, is_confirmation=True)]

    return steps


def reviewed(code: str) -> Steps:
    """Looked at again in the new year."""
    return lambda dice: [_at(SURVEYED, code, date(2025, 6, 16), review_on=date(2026, 1, 15))]


def lapsed(code: str, *, verified_on: date, place: Place | None = None, **ends: date) -> Steps:
    """Known last year and asked about no more."""
    return lambda dice: [
        _at(
            TAKEN_OVER,
            code,
            verified_on - timedelta(days=dice.randint(10, 60)),
            place,
            ascertained_on=verified_on,
            verified_on=verified_on,
            **ends,
        )
    ]


def lost(code: str) -> Steps:
    """At college last year; nobody knows since."""
    return lambda dice: [_last_year(FURTHER), _at(ENROLLED, code, TERM_BEGINS)]


ENDING = ("250", "410", "460")


def _sort(counts_as: RateClass, steps: Steps, **shares: float) -> Situation:
    """Shares of a thousand, in year 11 (y11), 12, 13, and of those with a plan (plan)."""
    names = {"y11": 11, "y12": 12, "y13": 13, "plan": 14}
    return Situation(
        counts_as=counts_as,
        steps=steps,
        of_1000={names[name]: share for name, share in shares.items()},
    )


LOCKGATE, KESTREL, SECOND_STEP = PROVIDERS
SITUATIONS: Mapping[str, Situation] = {
    "year 11": _sort(AT_SCHOOL, enrolled("110", *schools()), y11=975),
    "taught at home": _sort(AT_SCHOOL, enrolled("120"), y11=18),
    "out of school": _sort(AT_SCHOOL, enrolled("140"), y11=7),
    "school sixth form": _sort(EET, enrolled("210", *sixth_forms()), y12=290, y13=270, plan=20),
    "sixth form college": _sort(EET, enrolled("220", SIXTH), y12=215, y13=205),
    "college": _sort(EET, enrolled("230", FURTHER), y12=315, y13=275, plan=560),
    "part-time course": _sort(EET, enrolled("250", FURTHER), y12=4, y13=4, plan=20),
    "special institution": _sort(EET, enrolled("280", FURTHER), plan=90),
    "supported internship": _sort(EET, since_summer("460", place=SECOND_STEP), plan=60),
    "apprenticeship": _sort(EET, since_summer("310", place=KESTREL), y12=28, y13=58, plan=10),
    "work with study": _sort(EET, since_summer("320"), y12=4, y13=9),
    "work": _sort(EET, since_summer("330"), y12=9, y13=36, plan=20),
    "part-time work": _sort(EET, since_summer("360"), y12=3, y13=8),
    "training": _sort(EET, since_summer("410", place=LOCKGATE), y12=19, y13=15),
    "re-engagement": _sort(EET, since_summer("530", place=SECOND_STEP), y12=6, y13=5),
    "left college for work": _sort(EET, dropped_out(to="330"), y12=2, y13=5),
    "seeking": _sort(NEET, since_summer("619"), y12=22, y13=31, plan=90),
    "not ready": _sort(NEET, since_summer("610"), y12=4, y13=5, plan=20),
    "ill": _sort(NEET, since_summer("640"), y12=4, y13=5, plan=25),
    "young carer": _sort(NEET, since_summer("620"), y12=1, y13=1),
    "teenage parent": _sort(NEET, since_summer("630"), y12=1, y13=3),
    "left college, seeking": _sort(NEET, dropped_out(to="619"), y12=11, y13=9, plan=10),
    "not known": _sort(NOT_KNOWN, lost("810"), y12=6, y13=13, plan=20),
    "cannot be reached": _sort(NOT_KNOWN, lost("820"), y12=1, y13=3),
    "refused to say": _sort(NOT_KNOWN, lost("830"), y12=1, y13=1),
    "left college, not known": _sort(NOT_KNOWN, dropped_out(to="810"), y12=3, y13=3),
    "never enrolled again": _sort(
        NOT_KNOWN, lambda dice: [_last_year(FURTHER)], y12=3, y13=9, plan=35
    ),
    "apprenticeship lapsed": _sort(
        NOT_KNOWN, lapsed("310", verified_on=date(2024, 11, 8), place=KESTREL), y12=1, y13=4
    ),
    "work lapsed": _sort(NOT_KNOWN, lapsed("330", verified_on=date(2025, 5, 12)), y12=2, y13=6),
    "training lapsed": _sort(
        NOT_KNOWN,
        lapsed(
            "410",
            verified_on=date(2025, 8, 15),
            place=LOCKGATE,
            predicted_end_on=date(2025, 11, 14),
        ),
        y12=3,
        y13=3,
    ),
    "in custody": _sort(LEFT_OUT, reviewed("710"), y12=0.4, y13=0.8),
}
