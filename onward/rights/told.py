"""What a move of a shared row told: the row's own columns, as items, since nothing was sealed.

A column that a later move has emptied tells nothing any more, and is left out.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from uuid import UUID

from onward.casework.models import Referral, Status
from onward.casework.moves import MOVES
from onward.contracts.models import Opportunity
from onward.ledger.models import Entry
from onward.payments.models import Claim

REACHED: Mapping[str, Status] = {
    "referral.made": Status.REFERRED,
    **{move.kind: move.reaches for move in MOVES if move.reaches},
}
# By the kind of entry, in the catalogue's codes of `claim_status`.
CLAIM_STANDS = {
    "claim.made": "submitted",
    "claim.passed": "accepted",
    "claim.failed": "refused",
    "claim.paid": "paid",
    "claim.rejected": "refused",
    "claim.reissued": "accepted",
}

OF_REFERRAL: Mapping[str, Callable[[Referral], object]] = {
    "prap_referral_id": lambda row: row.reference,
    "referral_date": lambda row: _day(row.referred_on),
    "acknowledged_at": lambda row: row.acknowledged_at and row.acknowledged_at.isoformat(),
    "start_date": lambda row: _day(row.started_on),
    "end_date": lambda row: _day(row.ended_on),
    "rejection_reason": lambda row: row.rejection_reason,
    "cancellation_reason": lambda row: row.cancellation_reason,
    "withdrawal_reason": lambda row: row.withdrawal_reason,
    "end_reason": lambda row: row.end_reason,
}
OF_CLAIM: Mapping[str, Callable[[Claim], object]] = {
    "claim_unique_reference": lambda row: row.reference,
    "outcome_type": lambda row: row.outcome,
    "claim_date_1": lambda row: _day(row.achieved_on),
    "payfile_amount": lambda row: row.pence,
}


def told_in(entries: Iterable[Entry]) -> dict[UUID, dict[str, object]]:
    """What each of these entries told, by its id and by item, as far as its row still says it."""
    entries = list(entries)
    ids = {entry.about_id for entry in entries if entry.about_id}
    referrals, claims = Referral.objects.in_bulk(ids), Claim.objects.in_bulk(ids)
    offers = Opportunity.objects.in_bulk({row.opportunity_id for row in referrals.values()})
    told: dict[UUID, dict[str, object]] = {}
    for entry in entries:
        referral, claim = referrals.get(entry.about_id), claims.get(entry.about_id)
        if referral is not None:
            told[entry.pk] = _of_referral(entry.kind, referral, offers)
        elif claim is not None:
            told[entry.pk] = _of_claim(entry.kind, claim)
    return told


def _of_referral(kind: str, row: Referral, offers: Mapping[UUID, Opportunity]) -> dict[str, object]:
    values = {item: value(row) for item, value in OF_REFERRAL.items()}
    offer = offers.get(row.opportunity_id)
    values["opportunity_type"] = offer.title if offer else None
    values["referral_status"] = str(REACHED[kind]).lower() if kind in REACHED else None
    return {item: value for item, value in values.items() if value}


def _of_claim(kind: str, row: Claim) -> dict[str, object]:
    values = {item: value(row) for item, value in OF_CLAIM.items()}
    values["claim_status"] = CLAIM_STANDS.get(kind)
    return {item: value for item, value in values.items() if value}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
