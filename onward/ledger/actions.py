"""Writing to the ledger: `enter`, inside the transaction of the act itself."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from onward.ledger.canonical import canonical
from onward.ledger.models import Entry
from onward.ledger.tree import leaf_hash
from onward.tenancy.bulk import insert_all


@dataclass(frozen=True, kw_only=True)
class Act:
    """What happened, in codes and handles: what a leaf is made from.

    `by` is the organisation whose act it is, `to` the one it was done to, `on_behalf_of` the
    one it was done for; `subject` the handle of the record it is about; `about_id` the row.
    """

    kind: str
    by: int
    at: datetime
    performer: UUID | None = None
    to: int | None = None
    on_behalf_of: int | None = None
    subject: UUID | None = None
    about_id: UUID | None = None
    about: Mapping[str, object] = field(default_factory=dict)
    entry_id: UUID | None = None  # given where something was sealed to the entry beforehand


def enter(act: Act) -> Entry:
    """Write one entry. Nobody can write it without the act, or the act without it."""
    return enter_all([act])[0]


def enter_all(acts: Iterable[Act]) -> list[Entry]:
    """Write an entry for each act, in one statement."""
    entered_at = datetime.now(UTC)  # the machine's own time, kept beside the act's
    entries = [_entry(act, entered_at) for act in acts]
    insert_all(entries)
    return entries


def new_entry_id() -> UUID:
    """128 random bits: an entry's id says nothing about when or how many."""
    return UUID(bytes=secrets.token_bytes(16))


def about_in(leaf: bytes) -> Mapping[str, Any]:
    """What a leaf says beside its columns; nothing, where bytes that were altered are no leaf."""
    try:
        said = json.loads(leaf)["about"]
    except (ValueError, LookupError, TypeError):
        return {}
    return said if isinstance(said, dict) else {}


def _entry(act: Act, entered_at: datetime) -> Entry:
    identity = act.entry_id or new_entry_id()
    leaf = canonical(_leaf(act, identity, entered_at))
    return Entry(
        id=identity,
        kind=act.kind,
        by_organisation_id=act.by,
        to_organisation_id=act.to,
        for_organisation_id=act.on_behalf_of,
        subject=act.subject,
        about_id=act.about_id,
        leaf=leaf,
        leaf_hash=leaf_hash(leaf),
        entered_at=entered_at,
    )


def _leaf(act: Act, identity: UUID, entered_at: datetime) -> dict[str, object]:
    written: dict[str, object | None] = {
        "v": 1,
        "id": str(identity),
        "kind": act.kind,
        "by": act.by,
        "to": act.to,
        "for": act.on_behalf_of,
        "performer": str(act.performer) if act.performer else None,
        "subject": str(act.subject) if act.subject else None,
        "about_id": str(act.about_id) if act.about_id else None,
        "at": _moment(act.at),
        "entered": _moment(entered_at),
        "about": dict(act.about),
    }
    return {name: value for name, value in written.items() if value is not None}


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
