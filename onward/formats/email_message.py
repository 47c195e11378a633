"""One e-mail as bytes: a plain body and one attachment, the same bytes for the same message."""

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A text that goes with a message, under a name that says nothing about anybody."""

    name: str
    subtype: str  # of text/: plain or csv
    content: str


@dataclass(frozen=True, kw_only=True)
class Message:
    """What goes from one inbox to another; `identity` is what a second copy is known by."""

    identity: str
    at: datetime
    from_address: str
    to_address: str
    subject: str
    body: str
    attachment: Attachment


def write(message: Message) -> bytes:
    """The message as RFC 5322 has it, with CRLF at each line's end."""
    written = EmailMessage(policy=policy.SMTP)
    domain = message.from_address.partition("@")[2]
    written["Message-ID"] = f"<{message.identity}@{domain}>"
    written["Date"] = format_datetime(message.at)
    written["From"] = message.from_address
    written["To"] = message.to_address
    written["Subject"] = message.subject
    written.set_content(message.body)
    written.add_attachment(
        message.attachment.content,
        subtype=message.attachment.subtype,
        filename=message.attachment.name,
    )
    # Drawn by chance otherwise, and the same disclosure could not be laid out again.
    written.set_boundary(f"=_{message.identity}")
    return written.as_bytes()
