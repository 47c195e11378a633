"""A mail server that takes messages, on this machine: aiosmtpd, with replies as a test wants."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Taken:
    """What the server took, by recipient, and how it answers."""

    port: int = 0
    by_recipient: dict[str, list[bytes]] = field(default_factory=dict)
    connections: list[str] = field(default_factory=list)
    answer: str = "250 OK"
    hangs_up: bool = False

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        if self.answer.startswith("250"):
            for recipient in envelope.rcpt_tos:
                self.by_recipient.setdefault(recipient, []).append(content)
        self.connections.append("TLS" if session.ssl else "plain")
        if self.hangs_up and isinstance(server.transport, asyncio.WriteTransport):
            server.transport.abort()
        return self.answer


@contextmanager
def an_smtp_server(certificate: tuple[Path, Path] | None = None) -> Iterator[Taken]:
    """A server on a port of its own; it offers TLS where it has a certificate."""
    taken = Taken(port=_free_port())
    context = None
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*map(str, certificate))
    controller = Controller(taken, hostname="127.0.0.1", port=taken.port, tls_context=context)
    controller.start()
    try:
        yield taken
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
