"""What a decision is made from: the act as it is asked for, the two parties, and the person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from onward.agreements.populations import NOT_KNOWN, Asked
from onward.people.objections import NOTHING_STOPPED, Stopped


class EmailReason(StrEnum):
    """Why something goes by e-mail although the usual way is another (source 003, paragraph 5)."""

    NO_OTHER_WAY = "no_other_way"  # the recipient, or this process, is not on the usual system
    OUT_OF_ORDER = "out_of_order"
    ASKED_BY_RECIPIENT = "asked_by_recipient"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A recipient's security plan: assured and not lapsed, and whether any of it is offshore."""

    stands: bool
    is_offshore: bool  # also where nobody has said that nothing is


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act of giving as it is asked for: who to whom, for what, how, about how many people.

    `stage` is that of the programme, where its text knows stages. `channel_reason` is why it goes
    by e-mail; `movement_template` names the filled-in form of an agreement that asks for one.
    """

    sender: int
    recipient: int | None  # None is somebody who is not on Onward
    purpose: str
    channel: str
    people_count: int
    at: datetime
    stage: str = ""
    channel_reason: str = ""
    movement_template: str = ""
    justification: str = ""

    @property
    def receiver(self) -> int:
        """The recipient as agreements know parties: somebody elsewhere is party to none."""
        return self.recipient or 0


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What must hold outside the agreement: of the two parties, and the ledger's health.

    `accredited` and `plan` are None where none is asked of the recipient; `kinds` are those of
    giver and recipient. `given_today` counts the people of what went before under the agreement.
    """

    accredited: bool | None
    ledger_delay: timedelta
    ledger_patience: timedelta
    kinds: tuple[str, str]
    plan: Plan | None = None
    given_today: int = 0
    is_justification_copied: bool = False


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What deciding needs to know of one person, as the sender holds it."""

    case_kind: str = "STANDARD"
    is_deceased: bool = False
    is_erased: bool = False
    consents: frozenset[str] = frozenset()  # scopes that stand
    withdrawn: frozenset[str] = frozenset()  # scopes given once and taken back
    refused: frozenset[str] = frozenset()  # scopes that the person said no to, or took back
    refused_by_parent: frozenset[str] = frozenset()
    stopped: Stopped = NOTHING_STOPPED  # by an objection, or a restriction of use
    asked: Asked = NOT_KNOWN  # what an agreement's population may turn on
    is_told: bool = False  # that it is passed on, where an agreement demands it
