"""Files put where an accredited route picks them up: an outbox folder for each channel."""

import os
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID


def put(outbox: Path, *, channel: str, parcel_of: UUID, files: Mapping[str, bytes]) -> Path:
    """Write the files of one disclosure so that they appear whole and only once.

    The folder is named by the disclosure: putting it again changes nothing. Raises OSError when
    the disk refuses; nothing half-written carries the final name.
    """
    final = outbox / channel / str(parcel_of)
    if final.exists():
        return final
    draft = outbox / channel / f".{parcel_of}.{os.getpid()}"
    draft.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        with (draft / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    try:
        draft.rename(final)
    except OSError:
        if not final.exists():
            raise
    return final
