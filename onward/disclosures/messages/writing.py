"""Writing messages to people: looked at first, each checked, sealed and entered before any goes.

Source: source 002, privacy assessment, step two: preference and do-not-survey are checked at
sending; texts, bulk e-mails and letters are recorded on the person (REQ-002-023).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from onward.agreements.catalogue import KeyClass
from onward.channels.message_senders import MessageSender, sender_of
from onward.disclosures.messages.addressing import Address, addresses
from onward.disclosures.messages.models import Message
from onward.disclosures.messages.stopping import INCOMPLETE, WRITTEN_TODAY
from onward.disclosures.messages.templates import USUAL, Template, templates
from onward.disclosures.sealing import seal
from onward.ledger.actions import Act, enter_all, new_entry_id
from onward.parties.models import Organisation, Staff
from onward.people.facts import present_values_of
from onward.people.keys import keys_for
from onward.people.lookups import one_of
from onward.people.models import Record
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import acting


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A message laid out for one person: where it goes and what it says, or what is against it."""

    record: Record
    address: Address
    subject: str = ""
    words: str = ""
    against: str = ""  # a code of `stopping`


def own_sender() -> MessageSender:
    """Who sends for the organisation acted for. Raises NoSender where messages are off."""
    return sender_of(_own().code, file=settings.MESSAGE_SENDERS_FILE)


def templates_of(sender: MessageSender) -> Mapping[str, Template]:
    return templates(sender.words or USUAL)


def look_at(
    records: Sequence[Record], template: Template, *, sender: MessageSender, at: datetime
) -> list[Laid]:
    """What each of these people would be sent, or what is against it. Nothing is kept."""
    found = addresses(records, kind=template.kind, purpose=template.purpose, on=localdate(at))
    held = present_values_of(records)
    said = {"sender": _own().name, "reply": sender.reply}
    today = _written_today(records, template, at=at)
    return [
        Laid(record=record, address=found[record.pk], against=WRITTEN_TODAY)
        if record.pk in today
        else _laid(record, found[record.pk], template, held=held.get(record.pk, {}), said=said)
        for record in records
    ]


@transaction.atomic
def write(
    records: Sequence[Record],
    template: Template,
    *,
    sender: MessageSender,
    by: Staff,
    at: datetime,
) -> list[Message]:
    """Write this message to those of the people who may be sent it: it waits for the worker.

    Each is sealed under the record's own key, and its entry is in the ledger before it goes.
    """
    # Held, so that a second press at the same moment finds what the first has written.
    ids = [record.pk for record in records]
    list(Record.objects.filter(one_of("pk", ids)).order_by("pk").select_for_update(no_key=True))
    looked = look_at(records, template, sender=sender, at=at)
    going = [each for each in looked if not each.against]
    keys = keys_for([(each.record.handle, KeyClass.CONTACT) for each in going], at=at)
    written = [
        _sealed(each, template, key=keys[each.record.handle, KeyClass.CONTACT], by=by, at=at)
        for each in going
    ]
    insert_all([message for message, _ in written])
    enter_all([act for _, act in written])
    return [message for message, _ in written]


def act_of(message: Message, kind: str, *, at: datetime, **about: object) -> Act:
    """What the ledger says of a message. It is to the person herself: to no organisation."""
    return Act(
        kind=kind,
        by=message.organisation_id,
        performer=message.by,
        subject=message.record.handle,
        about_id=message.pk,
        at=at,
        about={"template": message.template, **about},
    )


def _written_today(
    records: Sequence[Record], template: Template, *, at: datetime
) -> frozenset[UUID]:
    written = Message.objects.filter(
        one_of("record_id", [record.pk for record in records]),
        template=template.code,
        at__date=localdate(at),
    )
    standing = written.exclude(status=Message.Status.STOPPED)
    return frozenset(standing.values_list("record_id", flat=True))


def _laid(
    record: Record,
    address: Address,
    template: Template,
    *,
    held: Mapping[str, object],
    said: Mapping[str, str],
) -> Laid:
    if address.against:
        return Laid(record=record, address=address, against=str(address.against))
    if template.items - held.keys():
        return Laid(record=record, address=address, against=INCOMPLETE)
    values = {**said, **{item: str(held[item]) for item in template.items}}
    subject, words = template.filled(values)
    return Laid(record=record, address=address, subject=subject, words=words)


def _sealed(
    laid: Laid, template: Template, *, key: bytes, by: Staff, at: datetime
) -> tuple[Message, Act]:
    entry_id = new_entry_id()
    said = {"to": list(laid.address.to), "subject": laid.subject, "words": laid.words}
    sealed = seal(said, key=key, entry_id=entry_id)
    message = Message(
        id=uuid4(),
        organisation_id=laid.record.organisation_id,
        restricted_to=laid.record.restricted_to,
        record=laid.record,
        template=template.code,
        kind=template.kind,
        purpose=template.purpose,
        reached_by=laid.address.item,
        by=by.handle,
        at=at,
        entry=entry_id,
        sealed=[sealed.commitment, sealed.part],
    )
    holds = sorted({laid.address.item, *template.items})
    prepared = act_of(message, "message.prepared", at=at, holds=holds, commitment=sealed.commitment)
    return message, replace(prepared, entry_id=entry_id)


def _own() -> Organisation:
    return Organisation.objects.get(pk=acting().organisation_id)
