"""What a person carries: told by telephone, or written and sent by hand, and then said so."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from onward.agreements.channels import BY_HAND
from onward.disclosures.delivery import ended, fail, parcels_of, still_allowed
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import open_parcels
from onward.ledger.actions import enter_all
from onward.parties.models import Staff

Status = Disclosure.Status


class NotWaiting(ValueError):
    """It was given already, or it is not to be given any more."""


def to_be_told(disclosure: Disclosure) -> dict[str, object]:
    """What may be told, by item, while it waits for somebody to tell it."""
    if disclosure.status != Status.PREPARED or disclosure.channel not in BY_HAND:
        return {}
    opened = open_parcels(parcels_of([disclosure])[disclosure.pk])
    return {item: value for values in opened.values() for item, value in values.items()}


@transaction.atomic
def confirm_given(disclosure_id: UUID, *, by: Staff, at: datetime) -> Disclosure:
    """Somebody says that they gave it. It is decided again first, as at every delivery.

    Comes back FAILED, with the reasons, where it may not go any more. Raises NotWaiting.
    """
    row = _waiting(disclosure_id)
    if still_allowed([row], parcels_of([row]), at=at):
        row.status, row.ended_at, row.settled_by = Status.SENT, at, by.handle
        row.save(update_fields=["status", "ended_at", "settled_by"])
        enter_all([ended(row, "disclosure.sent", at=at)])
    return row


@transaction.atomic
def not_given(disclosure_id: UUID, *, at: datetime) -> Disclosure:
    """Nothing was told after all; what was sealed for it is destroyed. Raises NotWaiting."""
    row = _waiting(disclosure_id)
    fail(row, [{"code": "NOT_GIVEN", "item": "", "handle": ""}], at=at)
    enter_all([ended(row, "disclosure.failed", at=at)])
    return row


def _waiting(disclosure_id: UUID) -> Disclosure:
    rows = Disclosure.objects.filter(
        pk=disclosure_id, status=Status.PREPARED, channel__in=sorted(BY_HAND)
    )
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise NotWaiting(_("This was given already, or is not to be given any more."))
    return row
