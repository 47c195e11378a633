"""Which server each inbox is sent from and read at: a file outside the database, with secrets."""

import ssl
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SMTP, IMAP = "smtp", "imap"


class NoServer(LookupError):
    """The file names no server for this inbox; the message says what to add."""


@dataclass(frozen=True, kw_only=True, repr=False)
class MailServer:
    """How to reach one server as one inbox. `authority` is a file of certificates to trust."""

    host: str
    port: int
    user: str
    password: str
    authority: str

    def tls(self) -> ssl.SSLContext:
        """A connection is made only with a server that can prove its name."""
        return ssl.create_default_context(cafile=self.authority or None)


def inboxes_of(organisation: str, *, file: Path) -> list[str]:
    """The inboxes that are read for the organisation of this code, as addresses."""
    listed = _listed(file)
    return [each["address"].lower() for each in listed if _is_read_for(organisation, each)]


def server_of(address: str, *, kind: str, file: Path) -> MailServer:
    """The server of this inbox, to send from (SMTP) or to read (IMAP). Raises NoServer."""
    for inbox in _listed(file):
        if inbox["address"].lower() == address.lower() and kind in inbox:
            return _server(inbox[kind])
    raise NoServer(f"{file.name} names no {kind} server for {address}. Add it, and try again.")


def _listed(file: Path) -> list[dict[str, Any]]:
    inboxes: list[dict[str, Any]] = []
    return tomllib.loads(file.read_text())["inbox"] if file.exists() else inboxes


def _is_read_for(organisation: str, inbox: dict[str, Any]) -> bool:
    return inbox.get("organisation") == organisation and IMAP in inbox


def _server(given: dict[str, Any]) -> MailServer:
    secret = given.get("password_file")
    return MailServer(
        host=given["host"],
        port=given["port"],
        user=given.get("user", ""),
        password=Path(secret).read_text().strip() if secret else "",
        authority=given.get("authority", ""),
    )
