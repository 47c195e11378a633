"""What the monthly and weekly MI packs count, and when the weekly ones are owed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onward.programmes.work import WEEK, monday_of, sunday_of
from onward.values.period import Period

WEEKLY_PACKS = 8


class StartBeforeReferral(ValueError):
    """A start dated before its referral, which cannot be counted."""


@dataclass(frozen=True, kw_only=True)
class CohortCounts:
    """Referrals of a period and their starts.

    `joined` counts starts that come from these referrals, whenever they are dated;
    `started_after` counts those of them dated after the period; `started_in_period` counts
    every start dated in the period, from earlier referrals too. Where no earlier referral starts
    in it, joined - started_in_period = started_after.
    """

    referred: int
    joined: int
    started_in_period: int
    started_after: int

    @property
    def rate(self) -> int | None:
        """Joined of referred as a whole percentage, halves up; None if nobody was referred."""
        if not self.referred:
            return None
        return (200 * self.joined + self.referred) // (2 * self.referred)


def cohort_counts(referrals: Iterable[tuple[date, date | None]], *, period: Period) -> CohortCounts:
    """Count referrals given as (referred on, started on or None), one pair for each referral.

    The two counts of starts are those of the Scottish statistics (domain/programmes.md 4.2).
    Raises StartBeforeReferral.
    """
    referred = joined = started_in_period = started_after = 0
    for referred_on, started_on in referrals:
        is_of_period = referred_on in period
        referred += is_of_period
        if started_on is None:
            continue
        if started_on < referred_on:
            raise StartBeforeReferral(f"Started on {started_on}, referred on {referred_on}.")
        joined += is_of_period
        started_in_period += started_on in period
        started_after += is_of_period and started_on > period.last
    return CohortCounts(
        referred=referred,
        joined=joined,
        started_in_period=started_in_period,
        started_after=started_after,
    )


def weekly_pack_dates(contract_start: date) -> list[date]:
    """The Sundays that end the first eight weeks, after which packs are monthly alone.

    A contract that starts within a week has that week as its first (our reading); source 000
    step 22.
    """
    first = sunday_of(monday_of(contract_start))
    return [first + WEEK * number for number in range(WEEKLY_PACKS)]
