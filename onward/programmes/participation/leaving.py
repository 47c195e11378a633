"""Leaving the return: how, where to, and that it is reported once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

UNKNOWN_PLACE = "004"
OUTSIDE_ENGLAND = frozenset({"000", "001", "002", "003"})


class CohortStatus(StrEnum):
    """How somebody stands in the return: in it, in it for the guarantee alone, or leaving it."""

    PRIMARY = "P"
    GUARANTEE = "G"
    TOO_OLD = "A"
    LEFT = "L"
    TRANSFERRED = "T"
    ABROAD = "E"
    MERGED = "M"
    DIED = "D"

    @property
    def has_left(self) -> bool:
        return self not in {CohortStatus.PRIMARY, CohortStatus.GUARANTEE}


class BadDeparture(ValueError):
    """A departure that the return could not carry."""


@dataclass(frozen=True, kw_only=True)
class Departure:
    """That somebody left `from_place`, as a person recorded it; a transfer says where to.

    Raises BadDeparture for what the return would refuse: its rules 13, 35, 41 and 42.
    """

    status: CohortStatus
    on: date
    from_place: str
    to_place: str = ""

    def __post_init__(self) -> None:
        if not self.status.has_left or self.status is CohortStatus.TOO_OLD:
            raise BadDeparture("This is not a way to leave. Record where the person went, or why.")
        if self.status is CohortStatus.TRANSFERRED:
            self._check_transfer()

    def _check_transfer(self) -> None:
        if not self.to_place:
            raise BadDeparture("A transfer needs the other authority. Choose it.")
        if self.to_place == self.from_place:
            raise BadDeparture("This is the person's own authority. Choose the other one.")
        if self.to_place == UNKNOWN_PLACE:
            remedy = "Record that the current situation is not known."
            raise BadDeparture(f"An authority that is not known cannot be transferred to. {remedy}")
        if self.to_place in OUTSIDE_ENGLAND:
            raise BadDeparture("This place is outside England. Record a move out of England.")


@dataclass(frozen=True, kw_only=True)
class Returned:
    """That a return held somebody; it counts once the department has accepted it."""

    period_end: date
    status: CohortStatus
    is_accepted: bool


def last_accepted(returned: Iterable[Returned], *, before: date) -> CohortStatus | None:
    """How the last accepted return of an earlier period held somebody; None if none did."""
    counting = [each for each in returned if each.is_accepted and each.period_end < before]
    last = max(counting, key=lambda each: each.period_end, default=None)
    return last.status if last else None
