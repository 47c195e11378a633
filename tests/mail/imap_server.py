"""A mailbox on this machine, as IMAP (RFC 3501, with UIDPLUS) has it: what reading one asks of it.

Small, and spoken to by Python's own client, which is strict about what it is answered.
"""

import re
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

USER, PASSWORD = "inbox", "let me in"


@dataclass
class Kept:
    """What lies in the mailbox, by UID; what has been marked; how the server was spoken to."""

    port: int = 0
    messages: dict[int, bytes] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    validity: int = 7
    removes_one: bool = True  # UIDPLUS (RFC 4315), told once somebody has signed in
    next_uid: int = 1
    protected: list[bool] = field(default_factory=list)

    def put(self, content: bytes) -> int:
        uid, self.next_uid = self.next_uid, self.next_uid + 1
        self.messages[uid] = content
        return uid


class _Session(socketserver.StreamRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        self.is_protected = self.is_known = False
        self.say("* OK ready")
        while line := self.rfile.readline().decode().rstrip("\r\n"):
            tag, command, *rest = line.split(" ", 2)
            if not self.answer(tag, command.upper(), rest[0] if rest else ""):
                return

    def answer(self, tag: str, command: str, rest: str) -> bool:
        if command == "CAPABILITY":
            offers = " STARTTLS" if self.server.context and not self.is_protected else ""
            more = " UIDPLUS" if self.is_known and self.server.kept.removes_one else ""
            self.say(f"* CAPABILITY IMAP4rev1{offers}{more}")
        elif command == "STARTTLS" and self.server.context:
            self.say(f"{tag} OK begin")
            self.protect(self.server.context)
            return True
        elif command == "LOGIN":
            if rest != f'{USER} "{PASSWORD}"':
                self.say(f"{tag} NO wrong")
                return True
            self.is_known = True
            self.server.kept.protected.append(self.is_protected)
        elif command == "SELECT":
            self.say(f"* {len(self.server.kept.messages)} EXISTS")
            self.say(f"* OK [UIDVALIDITY {self.server.kept.validity}] valid")
        elif command == "UID":
            self.by_uid(*rest.split(" ", 1))
        elif command == "EXPUNGE":
            for uid in self.server.kept.deleted:
                self.server.kept.messages.pop(uid, None)
        elif command == "LOGOUT":
            self.say("* BYE")
            self.say(f"{tag} OK done")
            return False
        self.say(f"{tag} OK done")
        return True

    def by_uid(self, command: str, rest: str) -> None:
        kept = self.server.kept
        if command == "SEARCH":
            self.say(f"* SEARCH {' '.join(map(str, sorted(kept.messages)))}".rstrip())
            return
        uid = int(rest.split(" ")[0])
        if command == "FETCH" and "SIZE" in rest:
            self.say(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(kept.messages[uid])})")
        elif command == "FETCH":
            content = kept.messages[uid]
            self.wfile.write(f"* 1 FETCH (UID {uid} BODY[] {{{len(content)}}}\r\n".encode())
            self.wfile.write(content + b")\r\n")
        elif command == "STORE" and re.search(r"\\Deleted", rest):
            kept.deleted.add(uid)
        elif command == "EXPUNGE" and uid in kept.deleted:
            kept.messages.pop(uid, None)

    def protect(self, context: ssl.SSLContext) -> None:
        self.request = context.wrap_socket(self.request, server_side=True)
        self.setup()
        self.is_protected = True

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def finish(self) -> None:
        super().finish()
        self.request.close()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, kept: Kept, context: ssl.SSLContext | None, *arguments: Any) -> None:
        self.kept, self.context = kept, context
        super().__init__(("127.0.0.1", 0), _Session)


@contextmanager
def an_imap_server(certificate: tuple[Path, Path] | None = None) -> Iterator[Kept]:
    """A server on a port of its own; it offers TLS where it has a certificate."""
    kept, context = Kept(), None
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*map(str, certificate))
    with _Server(kept, context) as server:
        kept.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
        thread.start()
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()
