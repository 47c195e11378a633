"""A file of senders, in which an organisation sends by a service here or into a folder."""

from pathlib import Path
from typing import Any

from onward.channels.message_senders import MessageSender, sender_of
from onward.parties.models import Organisation
from tests.disclosures.messages.notify_server import KEY, Service

REPLY = "ring 0116 496 0000"


def set_sender(settings: Any, folder: Path, organisation: Organisation, **given: str) -> None:
    """Name a sender for the organisation; nothing leaves this machine."""
    lines = {"organisation": organisation.code, "reply": REPLY, **given}
    said = "".join(f'{name} = "{value}"\n' for name, value in lines.items())
    more = "stand_in = true\n" if "key_file" not in given else LAYOUTS
    settings.MESSAGE_SENDERS_FILE = folder / "message-senders.toml"
    settings.MESSAGE_SENDERS_FILE.write_text(f"[[sender]]\n{said}{more}")
    settings.OUTBOX = folder / "outbox"


def send_by(settings: Any, folder: Path, organisation: Organisation, service: Service) -> None:
    key = folder / "notify.key"
    key.write_text(KEY)
    set_sender(settings, folder, organisation, key_file=str(key), address=service.address)


def sender_here(settings: Any, organisation: Organisation) -> MessageSender:
    return sender_of(organisation.code, file=settings.MESSAGE_SENDERS_FILE)


LAYOUTS = """
[sender.layouts]
TEXT = "layout-of-texts"
EMAIL = "layout-of-emails"
LETTER = "layout-of-letters"
"""
