"""A service on this machine that answers as GOV.UK Notify does, as far as Onward asks it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlparse
from uuid import uuid4

KEY = f"onward-{uuid4()}-{uuid4()}"


@dataclass
class Service:
    """What was handed over, by its number; what it answers next; what it says of a message."""

    port: int = 0
    taken: dict[str, dict[str, Any]] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)  # a number instead of taking it; 0: no word
    takes_without_a_word: bool = False
    status: str = "sending"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


class _Answering(BaseHTTPRequestHandler):
    server: "_Server"

    def do_POST(self) -> None:
        service = self.server.service
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if service.answers:
            self._say(service.answers.pop(0), {"errors": [{"message": "No"}]})
            return
        number = str(uuid4())
        service.taken[number] = said | {"path": self.path}
        if service.takes_without_a_word:
            self.close_connection = True
            return
        self._say(201, {"id": number})

    def do_GET(self) -> None:
        service, asked = self.server.service, urlparse(self.path)
        reference = parse_qs(asked.query).get("reference")
        if reference:
            known = [
                {"id": number}
                for number, said in service.taken.items()
                if said["reference"] == reference[0]
            ]
            self._say(200, {"notifications": known})
        else:
            self._say(200, {"status": service.status})

    def _say(self, number: int, answer: dict[str, Any]) -> None:
        content = json.dumps(answer).encode()
        self.send_response(number)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_request(self, *args: Any) -> None:
        """Nothing: a test says what it heard."""


class _Server(ThreadingHTTPServer):
    service: Service


@contextmanager
def notify_here() -> Iterator[Service]:
    server = _Server(("127.0.0.1", 0), _Answering)
    server.service = Service(port=server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield server.service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
