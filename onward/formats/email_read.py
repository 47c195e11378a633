"""What of an e-mail decides where it belongs: its two ends, its text, and how it came."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses

# What a rule of a mailbox leaves behind when it passes mail on by itself.
FORWARDED = ("Resent-From", "X-Forwarded-To", "X-Forwarded-For", "X-MS-Exchange-Inbox-Rules-Loop")


@dataclass(frozen=True, kw_only=True)
class ReceivedMessage:
    """One message as far as it can be read: its texts are the subject, the body and text files."""

    from_address: str
    to_addresses: frozenset[str]
    subject: str
    texts: tuple[str, ...]
    file_names: tuple[str, ...]
    was_forwarded_by_a_rule: bool

    @property
    def text(self) -> str:
        return "\n".join((self.subject, *self.texts, *self.file_names))


def read(content: bytes) -> ReceivedMessage:
    """Read a message; whatever is not a message has no sender and no text."""
    message = message_from_bytes(content, policy=policy.default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    senders = _addresses(message, "From")
    automatic = str(message.get("Auto-Submitted", "no")).casefold().startswith("auto-forwarded")
    return ReceivedMessage(
        from_address=min(senders) if len(senders) == 1 else "",
        to_addresses=_addresses(message, "To") | _addresses(message, "Cc"),
        subject=str(message.get("Subject", "")),
        texts=tuple(_texts(parts)),
        file_names=tuple(name for part in parts if (name := part.get_filename())),
        was_forwarded_by_a_rule=automatic or any(name in message for name in FORWARDED),
    )


def _addresses(message: EmailMessage, header: str) -> frozenset[str]:
    found = getaddresses([str(value) for value in message.get_all(header, [])])
    return frozenset(address.lower() for _name, address in found if address)


def _texts(parts: Iterable[MIMEPart]) -> Iterator[str]:
    for part in parts:
        if part.get_content_maintype() == "text":
            raw = part.get_payload(decode=True)
            if isinstance(raw, bytes):
                yield raw.decode(_charset(part), errors="replace")


def _charset(part: MIMEPart) -> str:
    try:
        name = part.get_content_charset("utf-8")
        b"".decode(name)
    except LookupError:
        return "utf-8"
    return name
