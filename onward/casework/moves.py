"""The one table of moves: what may be done to a referral, by which party, and what it tells."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onward.casework.models import Referral, Status

# What each column of the shared row tells the parties who read it, as an item of the catalogue.
ROW_ITEMS = {
    "reference": "prap_referral_id",
    "opportunity_id": "opportunity_type",
    "referred_on": "referral_date",
    "status": "referral_status",
    "acknowledged_at": "acknowledged_at",
    "rejection_reason": "rejection_reason",
    "cancellation_reason": "cancellation_reason",
    "cancellation_asked_at": "cancellation_reason",
    "withdrawal_reason": "withdrawal_reason",
    "deletion_confirmed_at": "referral_status",
    "started_on": "start_date",
    "ended_on": "end_date",
    "end_reason": "end_reason",
}


class InvalidMove(Exception):
    """A move that may not be made; the message says in words why, and what to do instead."""


class Side(StrEnum):
    """A party's part in a referral; its value is the name of the row's column."""

    REFERRER = "referrer"
    PROVIDER = "provider"
    COMMISSIONER = "commissioner"

    @property
    def label(self) -> Promise:
        return _SIDES[self]


_SIDES = {
    Side.REFERRER: _("referrer"),
    Side.PROVIDER: _("provider"),
    Side.COMMISSIONER: _("commissioner"),
}


@dataclass(frozen=True, kw_only=True)
class Move:
    """One thing that one party may do to a referral.

    `reaches` is None where the status stays. `writes` are the columns it fills. `tells` is an item
    that no column holds. `name` ends the kind of its ledger entry; `words` follow "cannot be".
    """

    name: str
    words: Promise
    side: Side
    leaves: frozenset[Status]
    reaches: Status | None = None
    writes: tuple[str, ...] = ()
    tells: str = ""

    @property
    def kind(self) -> str:
        return f"referral.{self.name}"

    @property
    def items(self) -> list[str]:
        """The items it tells the other parties; how far the referral has come is always one."""
        told = {ROW_ITEMS["status"], *(ROW_ITEMS[column] for column in self.writes)}
        return sorted(told | {self.tells} if self.tells else told)


BEFORE_START = frozenset({Status.REFERRED, Status.ACKNOWLEDGED})

ACKNOWLEDGE = Move(
    name="acknowledged",
    words=_("acknowledged"),
    side=Side.PROVIDER,
    leaves=frozenset({Status.REFERRED}),
    reaches=Status.ACKNOWLEDGED,
    writes=("acknowledged_at",),
)
REJECT = Move(
    name="rejected",
    words=_("rejected"),
    side=Side.PROVIDER,
    leaves=BEFORE_START,
    reaches=Status.REJECTED,
    writes=("rejection_reason",),
)
ASK_CANCELLATION = Move(
    name="cancellation_asked",
    words=_("cancelled"),
    side=Side.PROVIDER,
    leaves=BEFORE_START,
    writes=("cancellation_reason", "cancellation_asked_at"),
)
AGREE_CANCELLATION = Move(
    name="cancelled",
    words=_("cancelled"),
    side=Side.COMMISSIONER,
    leaves=BEFORE_START,
    reaches=Status.CANCELLED,
)
DECLINE_CANCELLATION = Move(
    name="cancellation_declined",
    words=_("kept open"),
    side=Side.COMMISSIONER,
    leaves=BEFORE_START,
)
WITHDRAW = Move(
    name="withdrawn",
    words=_("withdrawn"),
    side=Side.REFERRER,
    leaves=BEFORE_START,
    reaches=Status.WITHDRAWN,
    writes=("withdrawal_reason",),
)
CONFIRM_DELETION = Move(
    name="deletion_confirmed",
    words=_("confirmed as deleted"),
    side=Side.PROVIDER,
    leaves=frozenset({Status.WITHDRAWN}),
    writes=("deletion_confirmed_at",),
)
NOT_STARTING = Move(
    name="did_not_start",
    words=_("closed as not started"),
    side=Side.PROVIDER,
    leaves=frozenset({Status.ACKNOWLEDGED}),
    reaches=Status.DID_NOT_START,
    tells="did_not_attend",
)
START = Move(
    name="started",
    words=_("started"),
    side=Side.PROVIDER,
    leaves=frozenset({Status.ACKNOWLEDGED}),
    reaches=Status.STARTED,
    writes=("started_on",),
)
END = Move(
    name="ended",
    words=_("ended"),
    side=Side.PROVIDER,
    leaves=frozenset({Status.STARTED}),
    reaches=Status.ENDED,
    writes=("ended_on", "end_reason"),
)

MOVES = (
    ACKNOWLEDGE,
    REJECT,
    ASK_CANCELLATION,
    AGREE_CANCELLATION,
    DECLINE_CANCELLATION,
    WITHDRAW,
    CONFIRM_DELETION,
    NOT_STARTING,
    START,
    END,
)

REMEDIES = {
    Status.REFERRED: _("The provider must acknowledge it first."),
    Status.ACKNOWLEDGED: _("Record its start first."),
    Status.REJECTED: _("If the person is to be helped, make a new referral."),
    Status.CANCELLED: _("If the person is to be helped, make a new referral."),
    Status.WITHDRAWN: _("If the person is to be helped, make a new referral."),
    Status.DID_NOT_START: _("If the person is to be helped, make a new referral."),
    Status.STARTED: _("The provider can record its end, with the reason."),
    Status.ENDED: _("A person who comes back needs a new referral."),
}


def moves_open_to(organisation_id: int, *, referral: Referral) -> list[Move]:
    """What this organisation may do to the referral as it stands; says who may."""
    return [
        move
        for move in MOVES
        if getattr(referral, f"{move.side}_id") == organisation_id
        and not standing_against(move, referral)
    ]


def standing_against(move: Move, referral: Referral) -> str:
    """Why a referral as it stands does not allow the move, in words; empty if it does."""
    if referral.status == move.reaches:
        return gettext("This referral has already been %(words)s.") % {"words": move.words}
    if move is CONFIRM_DELETION and referral.status != Status.WITHDRAWN:
        return gettext("Deletion is confirmed only for a referral that was withdrawn.")
    if referral.status not in move.leaves:
        status = Status(referral.status)
        return gettext(
            "This referral cannot be %(words)s. It stands at: %(status)s. %(remedy)s"
        ) % {
            "words": move.words,
            "status": status.label,
            "remedy": REMEDIES[status],
        }
    return _request_against(move, referral)


def _request_against(move: Move, referral: Referral) -> str:
    is_asked = referral.cancellation_asked_at is not None
    if move is ASK_CANCELLATION and is_asked:
        return gettext("Cancellation has already been asked for. The commissioner decides it.")
    if move in (AGREE_CANCELLATION, DECLINE_CANCELLATION) and not is_asked:
        return gettext("Nobody has asked for this referral to be cancelled. The provider asks.")
    if move is CONFIRM_DELETION and referral.deletion_confirmed_at is not None:
        return gettext("Deletion has already been confirmed.")
    return ""


def moves_table() -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    """From, to, the move, the party that makes it and the items it tells, in the table's order."""
    return [
        (str(leaves), str(move.reaches or leaves), move.name, str(move.side), tuple(move.items))
        for move in MOVES
        for leaves in Status
        if leaves in move.leaves
    ]


def as_mermaid() -> str:
    """The moves as a state diagram in Mermaid's language."""
    return "\n".join(["stateDiagram-v2", *_arrows()]) + "\n"


def _arrows() -> Iterator[str]:
    yield f"    [*] --> {Status.REFERRED}: made (referrer)"
    for leaves, reaches, name, side, _items in moves_table():
        yield f"    {leaves} --> {reaches}: {name} ({side})"
    left = {leaves for move in MOVES if move.reaches for leaves in move.leaves}
    for status in Status:
        if status not in left:
            yield f"    {status} --> [*]"
