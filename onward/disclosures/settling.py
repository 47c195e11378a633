"""Sends whose outcome nobody knows: found, shown, and settled by a person."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from onward.agreements.channels import Channel
from onward.disclosures.emailing import note_sent
from onward.disclosures.models import Disclosure
from onward.ledger.actions import Act, enter_all
from onward.parties.clock import machine_now
from onward.parties.models import Staff
from onward.tenancy.context import acting

Status = Disclosure.Status

# What has reached its recipient or still may: beside it, the same must not be prepared anew.
STANDING = Q(status__in=[Status.PREPARED, Status.SENDING, Status.SENT, Status.UNKNOWN]) | Q(
    status=Status.FAILED, settled_by__isnull=False
)


class AlreadySettled(ValueError):
    """Someone else has just settled this send."""


@transaction.atomic
def mark_unknown(*, at: datetime) -> int:
    """Call a send unknown when nobody confirmed it within the patience set; returns how many.

    Until it is settled it counts as sent: for the statement, and should it prove a breach.
    """
    overdue = machine_now() - timedelta(seconds=settings.SEND_PATIENCE_SECONDS)
    lost = Disclosure.objects.filter(status=Status.SENDING, sending_since__lt=overdue)
    rows = list(lost.select_for_update(skip_locked=True))
    Disclosure.objects.filter(pk__in=[row.pk for row in rows]).update(status=Status.UNKNOWN)
    enter_all([_entry(row, "disclosure.unknown", at=at) for row in rows])
    return len(rows)


def unknown_sends() -> QuerySet[Disclosure]:
    """The sends that wait for a person's word, oldest first."""
    own = Disclosure.objects.filter(sender_id=acting().organisation_id, status=Status.UNKNOWN)
    return own.order_by("sending_since", "pk")


@transaction.atomic
def settle(disclosure_id: UUID, *, arrived: bool, by: Staff, at: datetime) -> Disclosure:
    """Record what a person found out. A send that did not arrive may be sent again, unchanged.

    Raises AlreadySettled, or Disclosure.DoesNotExist for another organisation's.
    """
    Disclosure.objects.get(pk=disclosure_id, sender_id=acting().organisation_id)
    status = Status.SENT if arrived else Status.FAILED
    unsettled = Disclosure.objects.filter(pk=disclosure_id, status=Status.UNKNOWN)
    if not unsettled.update(status=status, ended_at=at, settled_by=by.handle):
        raise AlreadySettled("Someone else has just settled this send.")
    row = Disclosure.objects.get(pk=disclosure_id)
    enter_all([_entry(row, "disclosure.settled", at=at, by=by, arrived=arrived)])
    if arrived and row.channel == Channel.EMAIL:
        note_sent(row, protection="unknown", at=at)
    return row


@transaction.atomic
def send_again(disclosure_id: UUID, *, by: Staff, at: datetime) -> None:
    """Put a send that is known not to have arrived back in the queue: the same bytes go.

    Who found that out stands in the ledger. If it is refused now, it does not go a third time.
    """
    failed = Disclosure.objects.filter(
        pk=disclosure_id, status=Status.FAILED, settled_by__isnull=False
    )
    queued = {"status": Status.PREPARED, "ended_at": None, "sending_since": None}
    if not failed.update(**queued, settled_by=None):
        raise AlreadySettled("Only a send that a person has found not to have arrived goes again.")
    row = Disclosure.objects.get(pk=disclosure_id)
    enter_all([_entry(row, "disclosure.sent_again", at=at, by=by)])


def _entry(
    row: Disclosure, kind: str, *, at: datetime, by: Staff | None = None, **about: object
) -> Act:
    return Act(
        kind=kind,
        by=row.sender_id,
        to=row.recipient_id,
        on_behalf_of=row.on_behalf_of_id,
        performer=by.handle if by else None,
        about_id=row.pk,
        at=at,
        about={"disclosure": row.kind, "channel": row.channel, "digest": row.digest, **about},
    )
