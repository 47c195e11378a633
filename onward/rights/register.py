"""The register of erasures, kept outside the database and its backup, and applied after a restore.

One line of JSON for each erasure: handles, classes and a moment, nothing about a person. A
restored backup holds again what was erased since it was made; the register says what to erase
once more, before anybody may use it.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from django.conf import settings

from onward.rights.models import Erasure

NAME = "erasures.jsonl"


@dataclass(frozen=True, kw_only=True)
class Erased:
    """One line of the register."""

    organisation: int
    handle: str
    classes: tuple[str, ...]
    by: str
    at: str

    @classmethod
    def of(cls, erasure: Erasure) -> Self:
        return cls(
            organisation=erasure.organisation_id,
            handle=str(erasure.handle),
            classes=tuple(erasure.key_classes),
            by=str(erasure.by),
            at=erasure.at.isoformat(),
        )

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)


def register_path() -> Path:
    """Where the register is kept: beside the data, for its owner alone to read."""
    return Path(settings.DATA) / NAME


def note_in_register(erased: Iterable[Erased]) -> None:
    """Add lines to the register, on the disk before this returns."""
    lines = "".join(json.dumps(asdict(each), sort_keys=True) + "\n" for each in erased)
    register = register_path()
    register.parent.mkdir(parents=True, exist_ok=True)
    opened = os.open(register, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(opened, "a", encoding="utf-8") as file:
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def read_register(path: Path) -> list[Erased]:
    """The lines of a register, each once; one cut short by a crash at the end is left out."""
    if not path.exists():
        return []
    whole, _, _cut = path.read_text(encoding="utf-8").rpartition("\n")
    rows = [json.loads(line) for line in whole.splitlines() if line]
    read = [Erased(**(row | {"classes": tuple(row["classes"])})) for row in rows]
    return list(dict.fromkeys(read))
