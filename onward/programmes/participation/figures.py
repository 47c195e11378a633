"""The headline figures: NEET, not known, participation and guarantee.

Nothing is rounded before it is printed: counts are fractions, because a figure of three months
is a mean, and a percentage is taken from them as they are. Rounded counts give other figures
(15,720 of 330,980 is 4.7; the unrounded counts behind them give 4.8).
Sources: the published methodology of participation and NEET at 16 and 17 by authority, 2025; a
metric's help text for the denominator.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from onward.programmes.participation.activities import (
    Participation,
    RateClass,
    Setting,
    UnknownActivity,
    meanings,
)
from onward.programmes.participation.activity import Activity
from onward.programmes.participation.currency import currency_rules
from onward.programmes.participation.doubts import Doubt
from onward.programmes.participation.guarantee import Offer
from onward.values.academic_year import AcademicYear

K = TypeVar("K")

DOUBTS = (Doubt.MEAN_OVER_MEAN, Doubt.JOINERS)
AGES = (16, 17)


def counted(
    people: Iterable[tuple[date, Activity]], *, on: date, settings: tuple[Setting, ...] = ()
) -> Iterator[tuple[RateClass, Participation]]:
    """Where each of academic age 16 and 17 counts and as what, by birth date and activity.

    A lapsed activity is not known and no participation. Raises UnknownActivity.
    """
    known, rules, year = meanings(on, settings=settings), currency_rules(on), AcademicYear.of(on)
    for born, activity in people:
        if year.age_of(born) not in AGES:
            continue
        if activity.code not in known:
            raise UnknownActivity(f"{activity.code} is not an activity code on {on}.")
        if rules.has_lapsed(activity, on=on):
            yield RateClass.NOT_KNOWN, Participation.NOT_COUNTED
        else:
            yield known[activity.code].rate_class, known[activity.code].participation


@dataclass(frozen=True)
class Counts:
    """How many are NEET and not known of how many, one month's or the mean of several."""

    of: Fraction
    neet: Fraction
    not_known: Fraction

    @property
    def neet_or_not_known(self) -> Fraction:
        return self.neet + self.not_known

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.of + other.of, self.neet + other.neet, self.not_known + other.not_known)


def counts(people: Iterable[tuple[RateClass, Participation]]) -> Counts:
    """Of everybody who is `counted` but for young adults in custody."""
    found = Counter(rate_class for rate_class, _ in people)
    of = found.total() - found[RateClass.LEFT_OUT]
    neet, not_known = found[RateClass.NEET], found[RateClass.NOT_KNOWN]
    return Counts(Fraction(of), Fraction(neet), Fraction(not_known))


def mean(months: Collection[Counts]) -> Counts:
    """The mean of each count, for the year those of December, January and February.

    Rates of it are mean over mean. Raises ValueError without a month.
    """
    if not months:
        raise ValueError("A mean needs a month.")
    total = sum(months, Counts(Fraction(0), Fraction(0), Fraction(0)))
    return Counts(*(Fraction(each, len(months)) for each in _parts(total)))


def _parts(of: Counts) -> tuple[Fraction, Fraction, Fraction]:
    return of.of, of.neet, of.not_known


@dataclass(frozen=True, kw_only=True)
class ParticipationCounts:
    """How many participate in which way, at the end of March, of how many."""

    of: Fraction
    by_type: Mapping[Participation, Fraction]

    @property
    def participating(self) -> Fraction:
        return sum(self.by_type.values(), Fraction(0))

    @property
    def other(self) -> Fraction:
        """All but full-time education and apprenticeships, as the scorecard puts it."""
        shown = (Participation.FULL_TIME_EDUCATION, Participation.APPRENTICESHIP)
        return self.participating - sum((self.by_type[each] for each in shown), Fraction(0))


def participation_counts(
    people: Iterable[tuple[RateClass, Participation]],
) -> ParticipationCounts:
    """Of everybody who is `counted`; young adults in custody leave this denominator too."""
    inside = [as_what for rate_class, as_what in people if rate_class is not RateClass.LEFT_OUT]
    found = Counter(inside)
    types = (each for each in Participation if each is not Participation.NOT_COUNTED)
    return ParticipationCounts(
        of=Fraction(len(inside)), by_type={each: Fraction(found[each]) for each in types}
    )


def offer_percents(offers: Iterable[Offer]) -> dict[Offer, Fraction]:
    """The four parts of a guarantee cohort, which add to 100; empty for an empty cohort."""
    found = Counter(offers)
    total = found.total()
    return {each: Fraction(100 * found[each], total) for each in Offer} if total else {}


@dataclass(frozen=True)
class Movement(Generic[K]):
    """Who became NEET since the month before, and who no longer is."""

    joined: Set[K]
    left: Set[K]


def movement(*, before: Set[K], now: Set[K]) -> Movement[K]:
    """By the people who are NEET at the end of two months."""
    return Movement(joined=now - before, left=before - now)


def percent(part: Fraction, *, of: Fraction) -> Fraction | None:
    """Exact; None of nobody. Over 100 where people were added after a cohort was fixed."""
    return 100 * part / of if of else None


def printed(value: Fraction, *, places: int = 1) -> str:
    """To so many decimals, a half going up."""
    return f"{_rounded(value, to=Decimal(1).scaleb(-places)):f}"


def rounded_to_ten(value: Fraction) -> int:
    """How national and regional counts are printed; those of an authority are not rounded."""
    return int(_rounded(value / 10, to=Decimal(1))) * 10


def _rounded(value: Fraction, *, to: Decimal) -> Decimal:
    # Exact, where a division of decimals would round before the half is looked at.
    steps = (2 * value / Fraction(to) + 1) // 2
    return Decimal(steps) * to
