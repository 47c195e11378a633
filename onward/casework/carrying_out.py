"""Making moves, one or a thousand: guarded, conditional, and entered in the ledger with the row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext

from onward.casework.models import Referral
from onward.casework.moves import InvalidMove, Move, standing_against
from onward.casework.telling import acts, agreement_against, authorities_now, organisation_of
from onward.ledger.actions import enter_all
from onward.parties.models import Staff
from onward.tenancy.context import acting

# Every column a move may write, and three of them as they were seen: the WHERE clause decides
# between two people who press a button together.
_WRITE = """
update casework_referral as row
set status = new.status, acknowledged_at = new.acknowledged_at,
    rejection_reason = new.rejection_reason, cancellation_reason = new.cancellation_reason,
    cancellation_asked_at = new.cancellation_asked_at, withdrawal_reason = new.withdrawal_reason,
    deletion_confirmed_at = new.deletion_confirmed_at, started_on = new.started_on,
    ended_on = new.ended_on, end_reason = new.end_reason
from unnest(
    %s::uuid[], %s::text[], %s::timestamptz[], %s::timestamptz[],
    %s::text[], %s::timestamptz[], %s::text[], %s::text[], %s::timestamptz[], %s::text[],
    %s::timestamptz[], %s::date[], %s::date[], %s::text[]
) as new (
    id, seen_status, seen_asked_at, seen_confirmed_at,
    status, acknowledged_at, rejection_reason, cancellation_reason, cancellation_asked_at,
    withdrawal_reason, deletion_confirmed_at, started_on, ended_on, end_reason
)
where row.id = new.id and row.status = new.seen_status
  and row.cancellation_asked_at is not distinct from new.seen_asked_at
  and row.deletion_confirmed_at is not distinct from new.seen_confirmed_at
returning row.id
"""
_SEEN = ("status", "cancellation_asked_at", "deletion_confirmed_at")
_WRITTEN = (
    "status",
    "acknowledged_at",
    "rejection_reason",
    "cancellation_reason",
    "cancellation_asked_at",
    "withdrawal_reason",
    "deletion_confirmed_at",
    "started_on",
    "ended_on",
    "end_reason",
)


@dataclass(frozen=True, kw_only=True)
class Order:
    """One referral to be moved, and what the move writes on its row."""

    referral: Referral
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What became of a batch: the referrals moved, and the others each with the reason why not."""

    done: list[Referral]
    refused: list[tuple[Referral, str]]


Objection = Callable[[Order], str]


def no_objection(order: Order) -> str:
    """A move that has no rule of its own."""
    return ""


def carry_out_one(
    move: Move, order: Order, *, by: Staff, at: datetime, objection: Objection = no_objection
) -> Referral:
    """Make a move on one referral; raises InvalidMove with the reason why it may not be made."""
    moved = carry_out(move, [order], by=by, at=at, objection=objection)
    for _referral, reason in moved.refused:
        raise InvalidMove(reason)
    return moved.done[0]


@transaction.atomic
def carry_out(
    move: Move,
    orders: Iterable[Order],
    *,
    by: Staff,
    at: datetime,
    objection: Objection = no_objection,
) -> Moved:
    """Make one move on many referrals: those that allow it, each with its entry in the ledger.

    `objection` is the move's own rule, asked once party and status are right. A handful of
    statements, however many referrals.
    """
    orders = list(orders)
    authorities = authorities_now({order.referral.agreement_id for order in orders}, at=at)
    allowed: dict[UUID, Order] = {}
    refused: list[tuple[Referral, str]] = []
    for order in orders:
        reason = (
            _given_twice(order, allowed)
            or _party_against(move, order.referral, by=by)
            or standing_against(move, order.referral)
            or objection(order)
            or agreement_against(
                order.referral,
                move.items,
                side=move.side,
                authority=authorities.get(order.referral.agreement_id),
                at=at,
            )
        )
        if reason:
            refused.append((order.referral, reason))
        else:
            allowed[order.referral.pk] = order
    written = _write(move, list(allowed.values()))
    overtaken = gettext("Someone else has just dealt with this referral.")
    refused += [(order.referral, overtaken) for pk, order in allowed.items() if pk not in written]
    done = [_as_written(move, order) for pk, order in allowed.items() if pk in written]
    enter_all(
        acts(
            move.kind,
            done,
            items=move.items,
            side=move.side,
            authorities=authorities,
            by=by,
            at=at,
        )
    )
    return Moved(done=done, refused=refused)


def _given_twice(order: Order, allowed: Mapping[UUID, Order]) -> str:
    if order.referral.pk in allowed:
        return gettext("This referral stands twice in the list. Take one of them out.")
    return ""


def _party_against(move: Move, referral: Referral, *, by: Staff) -> str:
    if {acting().organisation_id, by.organisation_id} == {organisation_of(move.side, referral)}:
        return ""
    return gettext("Only the %(side)s can do this to the referral.") % {"side": move.side.label}


def _write(move: Move, orders: Sequence[Order]) -> set[UUID]:
    """Write each row that is still as it was seen, in one statement; the ids of those written."""
    if not orders:
        return set()
    orders = sorted(orders, key=lambda order: order.referral.pk)  # two batches lock in one order
    after = [_after(move, order) for order in orders]
    columns = [
        [order.referral.pk for order in orders],
        *([getattr(order.referral, name) for order in orders] for name in _SEEN),
        *([values[name] for values in after] for name in _WRITTEN),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, columns)
        return {pk for (pk,) in cursor.fetchall()}


def _after(move: Move, order: Order) -> dict[str, object]:
    before = {name: getattr(order.referral, name) for name in _WRITTEN}
    status = {"status": move.reaches} if move.reaches else {}
    return before | status | dict(order.values)


def _as_written(move: Move, order: Order) -> Referral:
    for name, value in _after(move, order).items():
        setattr(order.referral, name, value)
    return order.referral
