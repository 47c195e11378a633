"""One message handed to a mail server: taken, refused for certain, or nobody knows."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from onward.channels.mail_servers import MailServer
from onward.channels.out.not_taken import NotTaken

TIMEOUT = 30.0  # seconds
NO_TLS = "none"
TEMPORARY = range(400, 500)


@dataclass(frozen=True, kw_only=True)
class Connection:
    """An open way to one server; `protection` is the version of TLS in use, or "none"."""

    protection: str
    smtp: smtplib.SMTP

    def hand_over(self, content: bytes, *, sender: str, recipient: str) -> None:
        """Hand over one message. Raises NotTaken where it was certainly not taken.

        Any other error leaves that unknown: the last word of the server was not heard.
        """
        try:
            self.smtp.sendmail(sender, [recipient], content)
        except smtplib.SMTPRecipientsRefused as refusal:
            raise _not_taken(refusal.recipients[recipient][0]) from refusal
        except smtplib.SMTPResponseException as refusal:
            raise _not_taken(refusal.smtp_code) from refusal


@contextmanager
def connected(server: MailServer) -> Iterator[Connection]:
    """Connect, with TLS where the server offers it, and then only if its certificate is good.

    Raises OSError or smtplib.SMTPException; nothing has been said of any message by then.
    """
    smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        protection = _protect(smtp, server)
        if server.user:
            smtp.login(server.user, server.password)
        yield Connection(protection=protection, smtp=smtp)
        # What was taken stays taken, whatever the server answers to a goodbye.
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()
    finally:
        smtp.close()


def _protect(smtp: smtplib.SMTP, server: MailServer) -> str:
    smtp.ehlo()
    if not smtp.has_extn("starttls"):
        return NO_TLS
    smtp.starttls(context=server.tls())
    smtp.ehlo()
    version = getattr(smtp.sock, "version", None)
    return str(version()) if version else NO_TLS


def _not_taken(code: int) -> NotTaken:
    """By the number of the reply alone: its words may repeat what the server was sent."""
    return NotTaken(f"The mail server answered {code}.", for_now=code in TEMPORARY)
