"""What the parties do to a referral, one by one or in bulk: make it, and each move of the table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import connection, transaction
from django.utils.timezone import make_aware
from django.utils.translation import gettext

from onward.casework import moves, objections
from onward.casework.carrying_out import Moved, Order, carry_out, carry_out_one
from onward.casework.models import Referral
from onward.casework.moves import InvalidMove, Side
from onward.casework.new_referrals import TOLD, NewReferral, Standing
from onward.casework.telling import acts
from onward.ledger.actions import enter_all
from onward.parties.models import Staff
from onward.tenancy.bulk import insert_new

_ARRIVE = """
update casework_referral as row
set arrived_at = %s, received_as_id = new.received_as,
    provider_restricted_to = string_to_array(new.restricted_to, ',')::bigint[]
from unnest(%s::uuid[], %s::uuid[], %s::text[]) as new (id, received_as, restricted_to)
where row.id = new.id and row.status = 'REFERRED' and row.arrived_at is null
returning row.id
"""


@dataclass(frozen=True, kw_only=True)
class Referred:
    """What became of a batch: the referrals made, and the others each with the reason why not."""

    done: list[Referral]
    refused: list[tuple[NewReferral, str]]


def refer(new: NewReferral, *, by: Staff, at: datetime) -> Referral:
    """Refer one person; raises InvalidMove with the reason why that may not be done."""
    referred = refer_all([new], by=by, at=at)
    for _new, reason in referred.refused:
        raise InvalidMove(reason)
    return referred.done[0]


@transaction.atomic
def refer_all(new: Iterable[NewReferral], *, by: Staff, at: datetime) -> Referred:
    """Make many referrals, each with its entry; what passes about the person goes by the gate.

    Two people who refer one person at the same moment make one referral: the second is refused.
    """
    new = list(new)
    standing = Standing.of(new, by=by, at=at)
    answers = [(each, standing.admit(each)) for each in new]
    refused = [(each, reason) for each, reason in answers if reason]
    rows = [(each, standing.row(each)) for each, reason in answers if not reason]
    done = insert_new([row for _, row in rows])
    written = {row.pk for row in done}
    overtaken = gettext(
        "Someone else has just referred this person or used this reference. Look at it again."
    )
    refused += [(each, overtaken) for each, row in rows if row.pk not in written]
    enter_all(
        acts(
            "referral.made",
            done,
            items=TOLD,
            side=Side.REFERRER,
            authorities=standing.authorities,
            by=by,
            at=at,
        )
    )
    return Referred(done=done, refused=refused)


def arrive(
    received: Mapping[UUID, UUID],
    *,
    at: datetime,
    named: Mapping[UUID, Sequence[int] | None] | None = None,
) -> set[UUID]:
    """Let the provider see these referrals with its own records; the ids of those that arrive.

    `received` is the provider's record by referral, and `named` the staff who alone may see it.
    For the gate, at delivery, in the sender's context: the provider sees no row before. A referral
    withdrawn on the way does not arrive.
    """
    restrictions = [_listed((named or {}).get(referral)) for referral in received]
    with connection.cursor() as cursor:
        cursor.execute(_ARRIVE, [at, list(received), list(received.values()), restrictions])
        return {pk for (pk,) in cursor.fetchall()}


def acknowledge(referral: Referral, *, by: Staff, at: datetime) -> Referral:
    """Say, as the provider, that the referral is taken. Raises InvalidMove, as every move does."""
    return carry_out_one(moves.ACKNOWLEDGE, _acknowledged(referral, at), by=by, at=at)


def acknowledge_all(referrals: Iterable[Referral], *, by: Staff, at: datetime) -> Moved:
    """Acknowledge many; those that cannot be are given back with the reason."""
    orders = [_acknowledged(referral, at) for referral in referrals]
    return carry_out(moves.ACKNOWLEDGE, orders, by=by, at=at)


def acknowledge_dated(days: Iterable[tuple[Referral, date]], *, by: Staff, at: datetime) -> Moved:
    """Acknowledge many that the provider's own system took on these days.

    The row says the provider's day; the ledger's entry says when Onward was told.
    """
    orders = [_acknowledged(referral, min(at, _end_of(day))) for referral, day in days]
    return carry_out(moves.ACKNOWLEDGE, orders, by=by, at=at)


def reject(referral: Referral, *, reason: str, by: Staff, at: datetime) -> Referral:
    """Send the referral back before its start, for a reason of the programme's list."""
    order = Order(referral=referral, values={"rejection_reason": reason})
    return carry_out_one(
        moves.REJECT, order, by=by, at=at, objection=objections.to_reason("rejection_reason")
    )


def ask_cancellation(referral: Referral, *, reason: str, by: Staff, at: datetime) -> Referral:
    """Ask the commissioner, as the provider, to cancel the referral; it stands until then.

    Source 000 step 8: the provider cancels in consultation with the commissioner.
    """
    values = {"cancellation_reason": reason, "cancellation_asked_at": at}
    order = Order(referral=referral, values=values)
    return carry_out_one(
        moves.ASK_CANCELLATION,
        order,
        by=by,
        at=at,
        objection=objections.to_reason("cancellation_reason"),
    )


def agree_cancellation(referral: Referral, *, by: Staff, at: datetime) -> Referral:
    """Agree, as the commissioner, that the referral is cancelled."""
    return carry_out_one(moves.AGREE_CANCELLATION, Order(referral=referral), by=by, at=at)


def decline_cancellation(referral: Referral, *, by: Staff, at: datetime) -> Referral:
    """Say, as the commissioner, that the referral stands; the provider may ask again."""
    values = {"cancellation_reason": "", "cancellation_asked_at": None}
    order = Order(referral=referral, values=values)
    return carry_out_one(moves.DECLINE_CANCELLATION, order, by=by, at=at)


def withdraw(referral: Referral, *, reason: str, by: Staff, at: datetime) -> Referral:
    """Take an incorrect referral back, as the referrer's team.

    What was sent stays sent and stays in the ledger; the provider is asked to delete what arrived
    (source 000 step 7).
    """
    order = Order(referral=referral, values={"withdrawal_reason": reason})
    objection = objections.to_reason("withdrawal_reason")
    return carry_out_one(moves.WITHDRAW, order, by=by, at=at, objection=objection)


def confirm_deletion(referral: Referral, *, by: Staff, at: datetime) -> Referral:
    """Say, as the provider, that what arrived with a withdrawn referral is deleted."""
    order = Order(referral=referral, values={"deletion_confirmed_at": at})
    return carry_out_one(moves.CONFIRM_DELETION, order, by=by, at=at)


def did_not_start(referral: Referral, *, by: Staff, at: datetime) -> Referral:
    """Close an acknowledged referral whose person did not attend or did not start."""
    return carry_out_one(moves.NOT_STARTING, Order(referral=referral), by=by, at=at)


def start(referral: Referral, *, on: date, by: Staff, at: datetime) -> Referral:
    """Record the day the person started, not before the referral and not in the future."""
    order = Order(referral=referral, values={"started_on": on})
    return carry_out_one(moves.START, order, by=by, at=at, objection=objections.to_start(at))


def start_all(starts: Iterable[tuple[Referral, date]], *, by: Staff, at: datetime) -> Moved:
    """Record many starts, each with its day."""
    orders = [Order(referral=referral, values={"started_on": on}) for referral, on in starts]
    return carry_out(moves.START, orders, by=by, at=at, objection=objections.to_start(at))


def end(referral: Referral, *, on: date, reason: str, by: Staff, at: datetime) -> Referral:
    """Record the day the person left and why, by the programme's list."""
    order = _ended(referral, on, reason)
    return carry_out_one(moves.END, order, by=by, at=at, objection=objections.to_end(at))


def end_all(ends: Iterable[tuple[Referral, date, str]], *, by: Staff, at: datetime) -> Moved:
    """Record many ends, each with its day and reason."""
    orders = [_ended(referral, on, reason) for referral, on, reason in ends]
    return carry_out(moves.END, orders, by=by, at=at, objection=objections.to_end(at))


def _acknowledged(referral: Referral, at: datetime) -> Order:
    return Order(referral=referral, values={"acknowledged_at": at})


def _end_of(day: date) -> datetime:
    return make_aware(datetime.combine(day, time(23, 59)))


def _ended(referral: Referral, on: date, reason: str) -> Order:
    return Order(referral=referral, values={"ended_on": on, "end_reason": reason})


def _listed(staff_ids: Sequence[int] | None) -> str | None:
    """An array of arrays must be even in SQL, so each goes as one text."""
    return None if staff_ids is None else ",".join(map(str, staff_ids))
