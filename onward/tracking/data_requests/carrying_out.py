"""Making a move on a request: guarded, conditional, stamped, and entered in the ledger with it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from onward.agreements.authority import Authority, authorities
from onward.agreements.refused import refused_in_words
from onward.ledger.actions import Act, enter
from onward.parties.models import Staff
from onward.tenancy.context import acting
from onward.tracking.data_requests.models import DataRequest
from onward.tracking.data_requests.moves import InvalidMove, Move, Side, standing_against

EMPTY_WHEN_STOPPED: Mapping[str, object] = {
    "decided_by": None,
    "released_items": [],
    "disclosure_id": None,
    "found_as_id": None,
    "found_handle": None,
}


@transaction.atomic
def carry_out(
    move: Move,
    request: DataRequest,
    *,
    by: Staff | None,
    at: datetime,
    values: Mapping[str, object] | None = None,
    about: Mapping[str, object] | None = None,
) -> DataRequest:
    """Make the move, or raise InvalidMove with the reason why it may not be made.

    `by` is None only where the gate says what became of a release. A row that somebody else has
    just moved is left as they left it.
    """
    own = acting().organisation_id
    if getattr(request, f"{move.side}_id") != own or (by and by.organisation_id != own):
        words = gettext("Only the %(side)s can do this to the request.")
        raise InvalidMove(words % {"side": move.side.label})
    if reason := standing_against(move, request):
        raise InvalidMove(reason)
    if move.side is Side.AUTHORITY or by is not None:
        _ask_the_memorandum(move, request, at=at)
    changes = {move.stamps: at, **(values or {})}
    if move.reaches:
        changes["status"] = move.reaches
    unchanged = DataRequest.objects.filter(
        pk=request.pk, status=request.status, deleted_at=request.deleted_at
    )
    if not unchanged.update(**changes):
        raise InvalidMove(gettext("Someone else has just dealt with this request."))
    request.refresh_from_db()
    _enter(move, request, by=by, at=at, about=about or {})
    return request


def memorandum_against(
    authority: Authority | None, *, giver: int, receiver: int, at: datetime
) -> str:
    """Why nothing passes under the memorandum now, in words with the remedy; empty if it may."""
    if authority is None:
        return gettext("Your organisation is no party to the memorandum this is done under.")
    refusals = authority.refusals((), giver=giver, receiver=receiver, at=at)
    return refused_in_words(refusals, authority=authority) if refusals else ""


ENDS_NOTHING_NEW = frozenset({"withdrawn", "refused", "closed", "deleted", "updated"})


def _ask_the_memorandum(move: Move, request: DataRequest, *, at: datetime) -> None:
    """A memorandum that has ended keeps nobody from refusing, closing, or deleting."""
    if move.name in ENDS_NOTHING_NEW:
        return
    authority = authorities([request.agreement_id]).get(request.agreement_id)
    reason = memorandum_against(
        authority, giver=request.district_id, receiver=request.authority_id, at=at
    )
    if reason:
        raise InvalidMove(reason)


def _enter(
    move: Move,
    request: DataRequest,
    *,
    by: Staff | None,
    at: datetime,
    about: Mapping[str, object],
) -> None:
    other = request.district_id if move.side is Side.AUTHORITY else request.authority_id
    enter(
        Act(
            kind=move.kind,
            by=acting().organisation_id,
            to=other,
            performer=by.handle if by else None,
            subject=_own_handle(move.side, request),
            about_id=request.pk,
            at=at,
            about={"agreement": str(request.agreement), **about},
        )
    )


def _own_handle(side: Side, request: DataRequest) -> UUID | None:
    return request.asked_handle if side is Side.AUTHORITY else request.found_handle
