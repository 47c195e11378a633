"""The keys' own backup: short, apart from the ordinary one, and thrown away on a day that is told.

The ordinary backup leaves the schema of the keys out, so that nothing sealed in it opens by
itself. What an erasure destroyed is beyond reach once the last backup of the keys that could hold
it is gone: NIST SP 800-88 rev. 2, cryptographic erase (REQ-LAW-047); domain/privacy.md 4.3.
"""

import json
import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.timezone import localdate

from onward.parties.actions import organisation_ids
from onward.people.models import RecordKey
from onward.rights.restoring import apply_erasures_again
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import AUTOMATIC, acting_for

FORMAT = "onward-keys/1"
_AT_ONCE = 5_000


class NotABackup(ValueError):
    """The file is no backup of keys, or one whose day has passed: it must not be used."""


def beyond_reach_on(erased_at: datetime) -> date:
    """From this day no backup of the keys can hold what was destroyed at this moment (London)."""
    return localdate(erased_at) + timedelta(days=settings.KEYS_BACKUP_DAYS + 1)


def back_up_keys(folder: Path, *, at: datetime) -> Path:
    """Write every wrapped key to a new file, and throw away the files whose day has passed.

    The keys stay wrapped: without the key-encryption key, which is not in it, the file opens
    nothing.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _throw_away(folder, on=localdate(at))
    last_day = localdate(at) + timedelta(days=settings.KEYS_BACKUP_DAYS)
    file = folder / f"onward-keys-{at:%Y%m%dT%H%M%S%f}.jsonl"
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as out:
        head = {"format": FORMAT, "taken": at.isoformat(), "until": last_day.isoformat()}
        out.write(json.dumps(head) + "\n")
        out.writelines(json.dumps(row) + "\n" for row in _keys())
        out.flush()
        os.fsync(out.fileno())
    return file


def restore_keys(file: Path, *, on: date) -> int:
    """Bring back the keys that are missing, then erase again; gives how many came back.

    Raises NotABackup, also after the file's last day: what it holds was promised to be gone.
    """
    with file.open(encoding="utf-8") as lines:
        _refuse_unless_current(lines.readline(), on=on)
        came_back = sum(_bring_back(json.loads(line)) for line in lines)
    apply_erasures_again()
    return came_back


def _keys() -> Iterator[dict[str, object]]:
    for organisation_id in organisation_ids():
        with acting_for(organisation_id, user=AUTOMATIC):
            for key in RecordKey.objects.order_by("pk").iterator(chunk_size=_AT_ONCE):
                yield {
                    "organisation": organisation_id,
                    "handle": str(key.handle),
                    "class": key.key_class,
                    "wrapped": bytes(key.wrapped).hex(),
                    "made": key.made_at.isoformat(),
                }


def _bring_back(row: dict[str, str]) -> int:
    with acting_for(int(row["organisation"]), user=AUTOMATIC):
        held = RecordKey.objects.filter(handle=row["handle"], key_class=row["class"])
        if held.exists():
            return 0
        key = RecordKey(
            organisation_id=int(row["organisation"]),
            handle=UUID(row["handle"]),
            key_class=row["class"],
            wrapped=bytes.fromhex(row["wrapped"]),
            made_at=datetime.fromisoformat(row["made"]),
        )
        insert_all([key])
        return 1


def _throw_away(folder: Path, *, on: date) -> None:
    for file in folder.glob("onward-keys-*.jsonl"):
        with file.open(encoding="utf-8") as lines:
            if _last_day(lines.readline()) < on:
                file.unlink()


def _refuse_unless_current(line: str, *, on: date) -> None:
    if (last_day := _last_day(line)) < on:
        raise NotABackup(f"This backup of keys was to be used until {last_day}, not after.")


def _last_day(line: str) -> date:
    try:
        head = json.loads(line)
        if head["format"] != FORMAT:
            raise ValueError
        return date.fromisoformat(head["until"])
    except (ValueError, LookupError, TypeError) as error:
        raise NotABackup("This file is not a backup of keys.") from error
