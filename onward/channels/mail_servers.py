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


def server_of(address: str, *, kind: str, file: Path) -> MailServer:
    """The server of this inbox, to send from (SMTP) or to read (IMAP). Raises NoServer."""
    listed = tomllib.loads(file.read_text())["inbox"] if file.exists() else []
    for inbox in listed:
        if inbox["address"].lower() == address.lower() and kind in inbox:
            return _server(inbox[kind])
    raise NoServer(f"{file.name} names no {kind} server for {address}. Add it, and try again.")


def _server(given: dict[str, Any]) -> MailServer:
    secret = given.get("password_file")
    return MailServer(
        host=given["host"],
        port=given["port"],
        user=given.get("user", ""),
        password=Path(secret).read_text().strip() if secret else "",
        authority=given.get("authority", ""),
    )
