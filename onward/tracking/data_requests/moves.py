"""The steps of annex A as one table: what either party may do to a request, and what it writes.

Source: 002, memorandum, annex A and clause 2.6 (REQ-002-116, REQ-002-134).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onward.tracking.data_requests.models import ANSWERED, DataRequest, Status


class InvalidMove(Exception):
    """A move that may not be made; the message says in words why, and what to do instead."""


class Side(StrEnum):
    """A party's part in a request; its value is the name of the row's column."""

    AUTHORITY = "authority"
    DISTRICT = "district"

    @property
    def label(self) -> Promise:
        return _SIDES[self]


_SIDES = {Side.AUTHORITY: _("local authority"), Side.DISTRICT: _("jobcentre district")}


@dataclass(frozen=True, kw_only=True)
class Move:
    """One step. `reaches` is None where the status stays; `stamps` is the column with its time."""

    name: str
    words: Promise  # they follow "cannot be"
    side: Side
    leaves: frozenset[Status]
    reaches: Status | None
    stamps: str
    writes: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return f"request.{self.name}"


WITHDRAW = Move(
    name="withdrawn",
    words=_("taken back"),
    side=Side.AUTHORITY,
    leaves=frozenset({Status.ASKED}),
    reaches=Status.WITHDRAWN,
    stamps="closed_at",
)
RELEASE = Move(
    name="released",
    words=_("released"),
    side=Side.DISTRICT,
    leaves=frozenset({Status.ASKED}),
    reaches=Status.RELEASED,
    stamps="decided_at",
    writes=(
        *("decided_by", "released_items", "disclosure_id"),
        *("found_as", "found_handle", "district_restricted_to"),
    ),
)
REFUSE = Move(
    name="refused",
    words=_("refused"),
    side=Side.DISTRICT,
    leaves=frozenset({Status.ASKED}),
    reaches=Status.REFUSED,
    stamps="decided_at",
    writes=("decided_by", "refusal_reason"),
)
STOP = Move(
    name="stopped",
    words=_("stopped on its way"),
    side=Side.DISTRICT,
    leaves=frozenset({Status.RELEASED}),
    reaches=Status.ASKED,
    stamps="decided_at",
    writes=("decided_by", "released_items", "disclosure_id", "found_as", "found_handle"),
)
RECEIVE = Move(
    name="received",
    words=_("received"),
    side=Side.DISTRICT,
    leaves=frozenset({Status.RELEASED}),
    reaches=Status.RECEIVED,
    stamps="received_at",
    writes=("update_due_on", "keep_until"),
)
UPDATE = Move(
    name="updated",
    words=_("noted as brought up to date"),
    side=Side.AUTHORITY,
    leaves=frozenset({Status.RECEIVED}),
    reaches=Status.UPDATED,
    stamps="updated_at",
)
CONTACT = Move(
    name="contacted",
    words=_("noted as a contact"),
    side=Side.AUTHORITY,
    leaves=frozenset({Status.UPDATED}),
    reaches=Status.CONTACTED,
    stamps="contacted_at",
)
CLOSE = Move(
    name="closed",
    words=_("closed"),
    side=Side.AUTHORITY,
    leaves=frozenset({Status.REFUSED, Status.UPDATED, Status.CONTACTED}),
    reaches=Status.CLOSED,
    stamps="closed_at",
)
DELETE = Move(
    name="deleted",
    words=_("noted as deleted"),
    side=Side.AUTHORITY,
    leaves=frozenset(ANSWERED),
    reaches=None,
    stamps="deleted_at",
)
MOVES = (WITHDRAW, RELEASE, REFUSE, STOP, RECEIVE, UPDATE, CONTACT, CLOSE, DELETE)

REMEDIES = {
    Status.ASKED: _("The jobcentre district decides first."),
    Status.WITHDRAWN: _("Ask anew if it is still needed."),
    Status.REFUSED: _("Read the reason; ask anew if more can be said for it."),
    Status.RELEASED: _("It is on its way; look again in a minute."),
    Status.RECEIVED: _("The authority brings its record up to date first."),
    Status.UPDATED: _("Note the contact, or close it."),
    Status.CONTACTED: _("Close it."),
    Status.CLOSED: _("Ask anew if more is needed."),
}


def standing_against(move: Move, request: DataRequest) -> str:
    """Why a request as it stands does not allow the move, in words; empty if it does."""
    if request.status == move.reaches or (getattr(request, move.stamps) and not move.reaches):
        return gettext("This request has already been %(words)s.") % {"words": move.words}
    status = Status(request.status)
    if status not in move.leaves:
        return gettext("This request cannot be %(words)s. It stands at: %(status)s. %(remedy)s") % {
            "words": move.words,
            "status": status.label,
            "remedy": REMEDIES[status],
        }
    if move is CONTACT and request.no_contact:
        return gettext(
            "Nobody is contacted with what was received: you assured the jobcentre of that when you"
            " asked. Ask anew without that assurance, or reach the person another way."
        )
    if move is DELETE and request.received_at is None:
        return gettext("Nothing was received under this request, so there is nothing to delete.")
    return ""


def moves_open_to(organisation_id: int, *, request: DataRequest) -> list[Move]:
    """What this organisation may do to the request as it stands; says who may."""
    return [
        move
        for move in MOVES
        if getattr(request, f"{move.side}_id") == organisation_id
        and not standing_against(move, request)
    ]


def moves_table() -> list[tuple[str, str, str, str, str]]:
    """From, to, the move, the party that makes it and what it stamps, in the table's order."""
    return [
        (str(leaves), str(move.reaches or leaves), move.name, str(move.side), move.stamps)
        for move in MOVES
        for leaves in Status
        if leaves in move.leaves
    ]


def as_mermaid() -> str:
    """The moves as a state diagram in Mermaid's language."""
    return "\n".join(["stateDiagram-v2", *_arrows()]) + "\n"


def _arrows() -> Iterator[str]:
    yield f"    [*] --> {Status.ASKED}: asked (authority)"
    for leaves, reaches, name, side, _stamp in moves_table():
        yield f"    {leaves} --> {reaches}: {name} ({side})"
    left = {leaves for move in MOVES if move.reaches for leaves in move.leaves}
    for status in Status:
        if status not in left:
            yield f"    {status} --> [*]"
