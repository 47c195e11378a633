"""One message handed to a mail server: taken, refused for certain, or nobody knows."""

import smtplib

from onward.channels.mail_servers import MailServer

TIMEOUT = 30.0  # seconds
NO_TLS = "none"


class NotTaken(RuntimeError):
    """The server said, before it had the message or in its last word, that it does not take it."""


def send(server: MailServer, *, sender: str, recipient: str, content: bytes) -> str:
    """Hand over one message; returns the version of TLS that was used, or "none".

    TLS is used where the server offers it, and then its certificate must be good. Raises NotTaken
    where it was certainly not taken; any other error leaves that unknown.
    """
    try:
        with smtplib.SMTP(server.host, server.port, timeout=TIMEOUT) as connection:
            protection = _protect(connection, server)
            if server.user:
                connection.login(server.user, server.password)
            connection.sendmail(sender, [recipient], content)
    except smtplib.SMTPResponseException as refusal:
        raise NotTaken(_words(refusal)) from refusal
    except smtplib.SMTPRecipientsRefused as refusal:
        raise NotTaken(f"The server knows no inbox {recipient}.") from refusal
    return protection


def _protect(connection: smtplib.SMTP, server: MailServer) -> str:
    connection.ehlo()
    if not connection.has_extn("starttls"):
        return NO_TLS
    connection.starttls(context=server.tls())
    connection.ehlo()
    version = getattr(connection.sock, "version", None)
    return version() if version else NO_TLS


def _words(refusal: smtplib.SMTPResponseException) -> str:
    """The number of the reply alone: what a server says in words may repeat what it was sent."""
    return f"The mail server answered {refusal.smtp_code}."
