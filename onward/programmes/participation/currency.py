"""How long an activity stays believable, by dated rule set.

No edition of the requirement could be read beyond its contents pages: the kinds and lengths here
are those that the error-free records of a checker of 2019-20 follow, and whether they still hold
is open (Doubt.CURRENCY_AFTER_2020).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import TypeVar

from onward.programmes.participation.activity import Activity
from onward.programmes.participation.doubts import Doubt
from onward.values.academic_year import AcademicYear
from onward.values.period import months_after

K = TypeVar("K")

HORIZONS = (30, 60, 90)


@dataclass(frozen=True)
class ByAcademicYear:
    """On 31 August ending the academic year of the verification, or the predicted end before it."""

    counted_from = "verified_on"

    def lapses_on(self, activity: Activity) -> date | None:
        if activity.verified_on is None:
            return None
        return _capped(AcademicYear.of(activity.verified_on).last, activity.predicted_end_on)

    def __str__(self) -> str:
        return "31 August after it was verified, or the predicted end before it"


@dataclass(frozen=True)
class ByVerification:
    """So many months after the verification; where `capped`, never past the predicted end."""

    months: int
    capped: bool = False
    counted_from = "verified_on"

    def lapses_on(self, activity: Activity) -> date | None:
        if activity.verified_on is None:
            return None
        lapses_on = months_after(activity.verified_on, months=self.months)
        return _capped(lapses_on, activity.predicted_end_on) if self.capped else lapses_on

    def __str__(self) -> str:
        at_most = ", the predicted end at most" if self.capped else ""
        return f"{self.months} months after it was verified{at_most}"


@dataclass(frozen=True)
class ByReview:
    """So many days after the review."""

    days: int
    counted_from = "review_on"

    def lapses_on(self, activity: Activity) -> date | None:
        if activity.review_on is None:
            return None
        return activity.review_on + timedelta(days=self.days)

    def __str__(self) -> str:
        return f"{self.days} days after its review"


@dataclass(frozen=True, kw_only=True)
class CurrencyRules:
    """One version of the rules; a code that `by_code` does not hold never lapses."""

    version: str
    in_force_from: date
    source: str
    by_code: Mapping[str, ByAcademicYear | ByVerification | ByReview]
    doubts: tuple[Doubt, ...] = ()

    def lapses_on(self, activity: Activity) -> date | None:
        """The last day on which it is believed; None for ever, or where `lacks` names a date."""
        rule = self.by_code.get(activity.code)
        return rule.lapses_on(activity) if rule else None

    def counts_from_review(self, code: str) -> bool:
        """Whether the day somebody looks at it again is what keeps an activity believable."""
        return isinstance(self.by_code.get(code), ByReview)

    def lacks(self, activity: Activity) -> str:
        """The date without which nobody can say when it lapses, or nothing."""
        rule = self.by_code.get(activity.code)
        if rule is None or getattr(activity, rule.counted_from) is not None:
            return ""
        return rule.counted_from

    def has_lapsed(self, activity: Activity, *, on: date) -> bool:
        """The flag of the return: Y from the day after it lapses; on the day itself N."""
        lapses_on = self.lapses_on(activity)
        return lapses_on is not None and lapses_on < on


def lapsing(
    lapse_days: Iterable[tuple[K, date | None]],
    *,
    on: date,
    within: tuple[int, ...] = HORIZONS,
) -> dict[int, list[K]]:
    """Who lapses when, soonest first: under 30 those of today and the next 30 days, and so on.

    Each person stands once, under the nearest horizon; lapsed already or never, nowhere.
    """
    found: dict[int, list[K]] = {days: [] for days in within}
    days_left = (
        ((lapses_on - on).days, whom) for whom, lapses_on in lapse_days if lapses_on is not None
    )
    for left, whom in sorted(days_left, key=lambda each: each[0]):
        horizon = next((days for days in within if 0 <= left <= days), None)
        if horizon is not None:
            found[horizon].append(whom)
    return found


def currency_rules(on: date) -> CurrencyRules:
    """The rules for a period that ends on this day; before the first version, the first."""
    in_force = [rules for rules in VERSIONS if rules.in_force_from <= on]
    return max(in_force, key=lambda rules: rules.in_force_from) if in_force else VERSIONS[0]


def _capped(day: date, predicted_end_on: date | None) -> date:
    return day if predicted_end_on is None else min(day, predicted_end_on)


def _by_code(
    *rules: tuple[str, ByAcademicYear | ByVerification | ByReview],
) -> Mapping[str, ByAcademicYear | ByVerification | ByReview]:
    return MappingProxyType({code: rule for codes, rule in rules for code in codes.split()})


CURRENCY_2019 = CurrencyRules(
    version="2019-20",
    in_force_from=date(2019, 4, 1),
    source="error-free records of a public checker of the 2019-20 requirement, with its rules "
    "231, 232, 238, 243, 257 and 262",
    by_code=_by_code(
        ("110 120 130 140 150 210 220 230 240 250 270 280", ByAcademicYear()),
        ("260 290 350 710 720", ByReview(days=28)),
        ("310 320", ByVerification(months=12)),
        ("330 340 360 380 381 550", ByVerification(months=6)),
        ("410 430 440 450 460", ByVerification(months=6, capped=True)),
        ("530", ByVerification(months=3, capped=True)),
    ),
    doubts=(Doubt.CURRENCY_AFTER_2020, Doubt.SHORTER_MONTH, Doubt.LAPSE_ON_THE_DAY),
)

VERSIONS = (CURRENCY_2019,)
