"""Sending what was written: asked again whether it may, announced, handed over, noted.

A message is announced before it is handed over. One whose outcome was not heard is looked for at
the service by its reference, so a crash sends nothing twice and loses nothing.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localdate

from onward.agreements.catalogue import KeyClass
from onward.channels.message_senders import MessageSender, NoSender
from onward.channels.out.messages import MessageService, service_of
from onward.channels.out.not_taken import NotTaken
from onward.channels.out.written import Way, Written
from onward.disclosures.messages import stopping
from onward.disclosures.messages.addressing import addresses
from onward.disclosures.messages.models import Message
from onward.disclosures.messages.writing import act_of, own_sender
from onward.disclosures.sealing import ERASED, Sealed, open_sealed
from onward.ledger.actions import enter
from onward.ledger.sequencer import delay
from onward.parties.clock import machine_now
from onward.people.keys import standing_keys
from onward.tenancy.context import AUTOMATIC, acting_for
from onward.tracking.contact.noting import note_sent

Status = Message.Status
AT_ONCE = 50
UNHEARD_AFTER = timedelta(minutes=5)
FIRST_ASKED_AFTER = timedelta(minutes=2)


def send_messages(organisation_id: int, *, at: datetime) -> int:
    """Send what this organisation has written; returns how many were settled.

    Run by the worker outside any transaction. One that cannot be sent keeps no other back: the
    first failure is raised once the rest is settled. Where no sender is set, nothing goes.
    """
    with acting_for(organisation_id, user=AUTOMATIC):
        waiting = _waiting()
        sender = _sender() if waiting and not _ledger_is_behind() else None
    if sender is None:
        return 0
    service = service_of(sender, outbox=settings.OUTBOX)
    settled, failures = 0, []
    for message_id, is_unheard in waiting:
        try:
            settled += _settle(organisation_id, message_id, service, is_unheard=is_unheard, at=at)
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise failures[0]
    return settled


def _waiting() -> list[tuple[UUID, bool]]:
    """What is to be sent, and what was handed over with nothing heard since."""
    unheard = Q(status=Status.SENDING, sending_since__lte=machine_now() - UNHEARD_AFTER)
    found = Message.objects.filter(Q(status=Status.WAITING) | unheard).order_by("at", "pk")
    rows = found.values_list("pk", "status")[:AT_ONCE]
    return [(pk, status == Status.SENDING) for pk, status in rows]


def _sender() -> MessageSender | None:
    try:
        return own_sender()
    except NoSender:
        return None


def _ledger_is_behind() -> bool:
    """Stop the ledger and sending stops; what was written waits."""
    return delay(at=machine_now()) > timedelta(seconds=settings.LEDGER_PATIENCE_SECONDS)


def _settle(
    organisation_id: int,
    message_id: UUID,
    service: MessageService,
    *,
    is_unheard: bool,
    at: datetime,
) -> bool:
    if is_unheard:
        number = service.find(message_id)
        with acting_for(organisation_id, user=AUTOMATIC):
            return _gone(message_id, number, at=at) if number else _put_back(message_id)
    with acting_for(organisation_id, user=AUTOMATIC):
        written = _announce(message_id, at=at)
    if written is None:
        return False
    try:
        number = service.send(written)
    except NotTaken as refusal:
        with acting_for(organisation_id, user=AUTOMATIC):
            if not refusal.for_now:
                return _refused(message_id, at=at)
            _put_back(message_id)
        raise
    with acting_for(organisation_id, user=AUTOMATIC):
        return _gone(message_id, number, at=at)


def _announce(message_id: UUID, *, at: datetime) -> Written | None:
    """Say that it is about to leave; None if it may not, or someone else has it."""
    message = _taken(message_id, Status.WAITING)
    if message is None:
        return None
    values = _opened(message)
    if why := _against(message, values, at=at):
        _stop(message, why, at=at)
        return None
    message.status, message.sending_since = Status.SENDING, machine_now()
    message.save(update_fields=["status", "sending_since"])
    return Written(
        reference=message.pk,
        way=Way(message.kind),
        to=tuple(values["to"]),
        subject=values["subject"],
        words=values["words"],
    )


def _against(message: Message, values: Mapping[str, Any], *, at: datetime) -> str:
    """What stands against it at the moment of sending, whatever stood when it was written."""
    record = message.record
    now = addresses([record], kind=message.kind, purpose=message.purpose, on=localdate(at))[
        record.pk
    ]
    if now.against:
        return str(now.against)
    if not values:
        return stopping.ERASED
    return "" if list(now.to) == values["to"] else stopping.ADDRESS_CHANGED


def _gone(message_id: UUID, number: str, *, at: datetime) -> bool:
    """It went: from now on it is a contact with the person, on which the receipt is noted."""
    message = _taken(message_id, Status.SENDING)
    if message is None:
        return False
    message.status, message.sent_as = Status.SENT, number
    message.receipt_due_at = machine_now() + FIRST_ASKED_AFTER
    message.save(update_fields=["status", "sent_as", "receipt_due_at"])
    note_sent(
        message.record,
        kind=message.kind,
        purpose=message.purpose,
        reached_by=message.reached_by,
        message=message.pk,
        by=message.by,
        at=at,
    )
    enter(act_of(message, "message.sent", at=at))
    return True


def _put_back(message_id: UUID) -> bool:
    """It certainly did not go, and waits for its turn."""
    sending = Message.objects.filter(pk=message_id, status=Status.SENDING)
    return bool(sending.update(status=Status.WAITING, sending_since=None))


def _refused(message_id: UUID, *, at: datetime) -> bool:
    if message := _taken(message_id, Status.SENDING):
        _stop(message, stopping.NOT_TAKEN, at=at)
    return message is not None


def _stop(message: Message, why: str, *, at: datetime) -> None:
    """It does not go; what was sealed of it is destroyed."""
    message.status, message.stopped_because = Status.STOPPED, why
    message.sealed = [message.sealed[0], ERASED]
    message.save(update_fields=["status", "stopped_because", "sealed"])
    enter(act_of(message, "message.stopped", at=at, code=why))


def _taken(message_id: UUID, status: Status) -> Message | None:
    """The message as it stands, locked against another worker."""
    rows = Message.objects.filter(pk=message_id, status=status).select_related("record")
    return rows.select_for_update(skip_locked=True, of=("self",)).first()


def _opened(message: Message) -> Mapping[str, Any]:
    """What was sealed, or nothing where its key or its part was erased since."""
    commitment, part = message.sealed
    key = standing_keys([message.record.handle]).get((message.record.handle, KeyClass.CONTACT))
    if key is None or part == ERASED:
        return {}
    return open_sealed(Sealed(commitment, part), key=key, entry_id=message.entry)
