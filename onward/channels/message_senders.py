"""Who sends an organisation's texts, e-mails and letters to people: a file outside the database.

It names the file of the secret key. An organisation that it does not name sends none.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NOTIFY = "https://api.notifications.service.gov.uk"


class NoSender(LookupError):
    """The file names no sender for this organisation; the message says what to add."""


@dataclass(frozen=True, kw_only=True, repr=False)
class MessageSender:
    """How one organisation sends messages: by GOV.UK Notify, or into a folder that stands for it.

    `layouts` are Notify's own templates by kind: each is nothing but the words, and a subject
    beside them in an e-mail or a letter. `reply` is how to answer, as people read it.
    """

    reply: str
    is_stand_in: bool = False
    key: str = ""
    address: str = NOTIFY
    layouts: Mapping[str, str] = field(default_factory=dict)
    words: Path | None = None  # the organisation's own templates, in the place of the usual ones


def sender_of(organisation: str, *, file: Path) -> MessageSender:
    """Who sends for the organisation of this code. Raises NoSender."""
    for each in _listed(file):
        if each["organisation"] == organisation:
            return _sender(each)
    raise NoSender(f"{file.name} names no sender for {organisation}. Add it, and try again.")


def _listed(file: Path) -> list[dict[str, Any]]:
    senders: list[dict[str, Any]] = []
    return tomllib.loads(file.read_text())["sender"] if file.exists() else senders


def _sender(given: dict[str, Any]) -> MessageSender:
    secret = given.get("key_file")
    words = given.get("words")
    return MessageSender(
        reply=given["reply"],
        is_stand_in=given.get("stand_in", False),
        key=Path(secret).read_text().strip() if secret else "",
        address=given.get("address", NOTIFY),
        layouts=given.get("layouts", {}),
        words=Path(words) if words else None,
    )
