"""A mailbox read and cleared: every message whole, and one removed for good when asked."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from onward.channels.mail_servers import MailServer

TIMEOUT = 30.0  # seconds
TLS_FROM_THE_START = 993
MOST_BYTES = 25 * 1024 * 1024


class MailboxRefused(RuntimeError):
    """The server did not do as it was asked; the message says what, and nothing of any mail."""


@dataclass(frozen=True)
class Arrived:
    """One message as it lies there; None instead of its content where it is too large to take.

    `place` is where it lies: it is given to no other message of this mailbox.
    """

    place: str
    content: bytes | None


@dataclass(frozen=True)
class Mailbox:
    """An open inbox."""

    connection: imaplib.IMAP4
    validity: str
    removes_one: bool  # the server can remove one message, and leave others that are marked

    def messages(self) -> Iterator[Arrived]:
        """Every message, the oldest first; reading marks nothing."""
        (found,) = self._done("SEARCH", "ALL")
        for uid in found.decode().split() if isinstance(found, bytes) else ():
            too_large = self._size(uid) > MOST_BYTES
            yield Arrived(f"{self.validity}:{uid}", None if too_large else self._content(uid))

    def remove(self, place: str) -> bool:
        """Remove one message for good; False where the mailbox was made anew since."""
        validity, _colon, uid = place.partition(":")
        if validity != self.validity:
            return False
        self._done("STORE", uid, "+FLAGS", r"(\Deleted)")
        if self.removes_one:
            self._done("EXPUNGE", uid)
        else:
            self.connection.expunge()
        return True

    def _size(self, uid: str) -> int:
        answer = self._done("FETCH", uid, "(RFC822.SIZE)")
        text = b"".join(part for part in answer if isinstance(part, bytes)).decode()
        return int(text.partition("RFC822.SIZE ")[2].split(")")[0].split()[0])

    def _content(self, uid: str) -> bytes:
        for part in self._done("FETCH", uid, "(BODY.PEEK[])"):
            if isinstance(part, tuple):
                return bytes(part[1])
        raise MailboxRefused("The mail server gave no content for a message.")

    def _done(self, command: str, *arguments: str) -> list[bytes | tuple[bytes, bytes] | None]:
        status, answer = self.connection.uid(command, *arguments)
        if status != "OK":
            raise MailboxRefused(f"The mail server refused {command}.")
        return list(answer)


@contextmanager
def opened(server: MailServer) -> Iterator[Mailbox]:
    """Sign in to a mailbox, with TLS where the server offers it. Raises MailboxRefused, OSError."""
    connection = _connected(server)
    try:
        connection.login(server.user, server.password)
        status, _answer = connection.select("INBOX")
        if status != "OK":
            raise MailboxRefused("The mail server has no inbox for this account.")
        (validity,) = connection.response("UIDVALIDITY")[1]
        # Asked for again: a server may tell more once it knows who asks.
        (able,) = connection.capability()[1]
        yield Mailbox(connection, (validity or b"0").decode(), b"UIDPLUS" in able.upper().split())
    except imaplib.IMAP4.error as refusal:
        raise MailboxRefused(f"The mail server refused: {type(refusal).__name__}.") from refusal
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            connection.logout()


def _connected(server: MailServer) -> imaplib.IMAP4:
    context: ssl.SSLContext = server.tls()
    if server.port == TLS_FROM_THE_START:
        return imaplib.IMAP4_SSL(server.host, server.port, ssl_context=context, timeout=TIMEOUT)
    connection = imaplib.IMAP4(server.host, server.port, timeout=TIMEOUT)
    if "STARTTLS" in connection.capabilities:
        connection.starttls(context)
    return connection
