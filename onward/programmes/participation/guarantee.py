"""The September Guarantee: an offer by the end of September for two year groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from onward.programmes.participation.doubts import Doubt
from onward.programmes.participation.years import year_group

APRIL = 4


class Block(StrEnum):
    """Under which heading of a record the status stands: the year group in summer."""

    YEAR_11 = "YEAR_11"
    YEAR_12 = "YEAR_12"


BLOCK_OF_YEAR_GROUP = {11: Block.YEAR_11, 12: Block.YEAR_12}


class Offer(StrEnum):
    """How the published figures group the statuses."""

    MADE = "MADE"
    NOT_APPROPRIATE = "NOT_APPROPRIATE"
    NONE = "NONE"
    NOT_RECORDED = "NOT_RECORDED"


NOT_RECORDED = "159"
BOTH_YEARS = {
    Offer.MADE: ("110",),
    Offer.NOT_APPROPRIATE: ("120", "122", "123", "124"),
    Offer.NONE: ("140", "150", "151", "153", "154"),
    Offer.NOT_RECORDED: (NOT_RECORDED,),
}
# Already in learning, and going on in it.
YEAR_12_ALONE = {Offer.MADE: ("114", "115")}


class WrongStatus(ValueError):
    """A guarantee status that its year group does not have."""


@dataclass(frozen=True, kw_only=True)
class GuaranteeStatus:
    """What was recorded of an offer on a day. Raises WrongStatus for another year group's code."""

    on: date
    block: Block
    code: str

    def __post_init__(self) -> None:
        offer(self.code, block=self.block)


@dataclass(frozen=True, kw_only=True)
class GuaranteeRules:
    """When a cycle closes (a local setting) and when those of other authorities are reported.

    A cycle begins in April and looks at years 11 and 12; from September on the same people, now a
    year older, keep their block. What is dated after the grace date no longer changes the cycle.
    """

    source: str
    grace_month: int = 10
    grace_day: int = 31
    alone_from_month: int = 5
    alone_to_month: int = 10
    doubts: tuple[Doubt, ...] = (Doubt.GUARANTEE_GROUPS, Doubt.GRACE_DATE)

    def grace_date(self, on: date) -> date:
        """Of the cycle that this day is in."""
        return date(cycle_of(on), self.grace_month, self.grace_day)

    def status(self, recorded: Iterable[GuaranteeStatus], *, block: Block, on: date) -> str:
        """The code to show on this day: the last of this cycle, or that none is recorded."""
        since, until = date(cycle_of(on) - 1, 9, 1), min(on, self.grace_date(on))
        counting = [each for each in recorded if each.block is block and since <= each.on <= until]
        last = max(counting, key=lambda each: each.on, default=None)
        return last.code if last else NOT_RECORDED

    def is_reported_alone(self, born: date, *, on: date) -> bool:
        """Whether the authority of a year 11 school returns somebody who lives elsewhere."""
        is_season = self.alone_from_month <= on.month <= self.alone_to_month
        return is_season and block(born, on=on) is Block.YEAR_11


def cycle_of(on: date) -> int:
    """The year of the September whose guarantee is reported on this day."""
    return on.year if on.month >= APRIL else on.year - 1


def block(born: date, *, on: date) -> Block | None:
    """Which block a record needs: by the year group in the summer of the cycle, or none."""
    return BLOCK_OF_YEAR_GROUP.get(year_group(born, on=date(cycle_of(on), 8, 31)))


@cache
def codes(block: Block) -> Mapping[str, Offer]:
    """The codes of a year group and how the figures group them."""
    lists = (BOTH_YEARS, YEAR_12_ALONE) if block is Block.YEAR_12 else (BOTH_YEARS,)
    return {code: group for each in lists for group, found in each.items() for code in found}


def offer(code: str, *, block: Block) -> Offer:
    """How a status counts. Raises WrongStatus for a code that the year group does not have."""
    known = codes(block)
    if code not in known:
        raise WrongStatus(f"{code} is not a guarantee status of {block.replace('_', ' ').lower()}.")
    return known[code]


GUARANTEE = GuaranteeRules(
    source="labels of the return's schema of 2015-16; rules 905 and 906 of a checker of 2019-20; "
    "published methodology of the September Guarantee; a supplier's grace period setting; "
    "data requests to schools, end of May to October"
)
