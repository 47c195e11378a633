"""What the demonstration says about one referral, from its first day to its last."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onward.demonstration.people import Person
from onward.demonstration.world import Contract


class Fate(StrEnum):
    """What became of a referral."""

    STARTED = "STARTED"
    REJECTED = "REJECTED"
    CANCELLED = "CANCELLED"
    WITHDRAWN = "WITHDRAWN"
    DID_NOT_START = "DID_NOT_START"
    UNANSWERED = "UNANSWERED"


@dataclass(frozen=True, kw_only=True)
class Cancellation:
    """The provider asks, with a reason code; the commissioner agrees or declines."""

    asked_on: date
    reason: str
    decided_on: date
    is_agreed: bool


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What the two sides did before a start, or instead of one.

    `closed_on` and `reason` are those of a rejection, a withdrawal or, without a reason,
    of the word that the person did not start.
    """

    fate: Fate
    acknowledged_on: date | None = None
    started_on: date | None = None
    closed_on: date | None = None
    reason: str = ""
    cancellation: Cancellation | None = None


@dataclass(frozen=True, kw_only=True)
class Job:
    """One job with the minutes worked in each week, by its Monday."""

    reference: str
    employer: str
    started_on: date
    ended_on: date | None
    minutes_per_week: int
    weeks: tuple[tuple[date, int], ...]
    self_employed: bool = False
    supported: bool = False


@dataclass(frozen=True, kw_only=True)
class LeaversPlan:
    """What the provider writes for the work coach, and when it sends it."""

    summary: str
    next_steps: str
    sent_on: date


@dataclass(frozen=True, kw_only=True)
class Exit:
    """The end of a case; `consents` is None where no leavers plan is asked for."""

    on: date
    reason: str
    consents: bool | None
    plan: LeaversPlan | None


@dataclass(frozen=True, kw_only=True)
class Case:
    """One referral and all that follows from it.

    `corrected_on`: the day on which the department sends the referral again, as its version 2
    with a new telephone number.
    """

    reference: str
    person: Person
    contract: Contract
    referred_on: date
    reply: Reply
    corrected_on: date | None = None
    new_telephone: str = ""
    jobs: tuple[Job, ...] = ()
    exit: Exit | None = None

    @property
    def started_on(self) -> date | None:
        return self.reply.started_on


@dataclass(frozen=True, kw_only=True)
class ClericalCase:
    """A special customer record: on paper from end to end, in no file of any kind.

    `outcomes` are codes with the days on which they were achieved.
    """

    person: Person
    contract: Contract
    referred_on: date
    started_on: date
    outcomes: tuple[tuple[str, date], ...]
