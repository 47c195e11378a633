"""The way out for an organisation's messages to people: GOV.UK Notify, or what stands for it."""

from pathlib import Path

from onward.channels.message_senders import MessageSender
from onward.channels.out.notify import ByNotify
from onward.channels.out.stand_in import IntoAFolder

MessageService = ByNotify | IntoAFolder


def service_of(sender: MessageSender, *, outbox: Path) -> MessageService:
    return IntoAFolder(outbox) if sender.is_stand_in else ByNotify(sender)
