"""A stand-in for the service that sends messages: it keeps each in a folder and sends nothing.

Notify's own numbers and addresses for trying failures out fail here as they do there.
"""

import json
from pathlib import Path
from uuid import UUID

from onward.channels.out.folder import put
from onward.channels.out.written import Receipt, Written

CHANNEL = "messages"
FILE = "message.json"
FAILS = {
    "07700900003": Receipt.NO_SUCH_ADDRESS,
    "07700900002": Receipt.NOT_DELIVERED,
    "perm-fail@simulator.notify": Receipt.NO_SUCH_ADDRESS,
    "temp-fail@simulator.notify": Receipt.NOT_DELIVERED,
}


class IntoAFolder:
    """Each message as a file in a folder of its own, under its reference."""

    def __init__(self, outbox: Path) -> None:
        self._outbox = outbox

    def send(self, message: Written) -> str:
        said = {
            "way": message.way,
            "to": message.to,
            "subject": message.subject,
            "words": message.words,
        }
        content = json.dumps(said, indent=2, ensure_ascii=False).encode()
        put(self._outbox, channel=CHANNEL, parcel_of=message.reference, files={FILE: content})
        return str(message.reference)

    def find(self, reference: UUID) -> str | None:
        return str(reference) if self._kept(str(reference)).exists() else None

    def receipt(self, number: str) -> Receipt | None:
        to = json.loads(self._kept(number).read_text())["to"]
        return FAILS.get(to[0].replace(" ", ""), Receipt.DELIVERED)

    def _kept(self, number: str) -> Path:
        return self._outbox / CHANNEL / number / FILE
