"""What became of the messages that went: asked of the service, and written on the contact."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from onward.channels.message_senders import NoSender
from onward.channels.out.messages import MessageService, service_of
from onward.channels.out.written import Receipt
from onward.disclosures.messages.models import Message
from onward.disclosures.messages.writing import own_sender
from onward.parties.clock import machine_now
from onward.tenancy.context import AUTOMATIC, acting_for
from onward.tracking.contact.noting import note_delivery
from onward.tracking.models import Contact

AT_ONCE = 50
AGAIN_AFTER = timedelta(minutes=30)
KNOWN_FOR = timedelta(days=7)  # the service forgets it then
ON_THE_CONTACT: Mapping[Receipt, Contact.Delivery] = {
    Receipt.DELIVERED: Contact.Delivery.DELIVERED,
    Receipt.NOT_DELIVERED: Contact.Delivery.NOT_DELIVERED,
    Receipt.NO_SUCH_ADDRESS: Contact.Delivery.NO_SUCH_ADDRESS,
}


def read_receipts(organisation_id: int) -> int:
    """Ask after this organisation's messages whose fate is not known; returns how many it is of.

    Run by the worker outside any transaction. A number or address that does not exist is not used
    again until somebody records it anew: the contact says so.
    """
    with acting_for(organisation_id, user=AUTOMATIC):
        due = Message.objects.filter(receipt_due_at__lte=machine_now()).order_by("receipt_due_at")
        asked = list(due.values_list("pk", "sent_as")[:AT_ONCE])
        if not asked:
            return 0
        try:
            sender = own_sender()
        except NoSender:
            return 0
    service = service_of(sender, outbox=settings.OUTBOX)
    return sum(_ask(organisation_id, pk, number, service) for pk, number in asked)


def _ask(organisation_id: int, message_id: UUID, number: str, service: MessageService) -> bool:
    receipt = service.receipt(number)
    with acting_for(organisation_id, user=AUTOMATIC):
        message = Message.objects.select_for_update().get(pk=message_id)
        if receipt is not None and receipt in ON_THE_CONTACT:
            note_delivery(message_id, ON_THE_CONTACT[receipt])
        message.receipt_due_at = None if receipt or _is_old(message) else _next_time()
        message.save(update_fields=["receipt_due_at"])
    return receipt is not None


def _is_old(message: Message) -> bool:
    return message.sending_since is None or machine_now() - message.sending_since > KNOWN_FOR


def _next_time() -> datetime:
    return machine_now() + AGAIN_AFTER
