"""Files put where an accredited route picks them up: an outbox folder for each channel."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID


def put(outbox: Path, *, channel: str, parcel_of: UUID, files: Mapping[str, bytes]) -> Path:
    """Write the files of one disclosure so that they appear whole and only once.

    The folder is named by the disclosure: putting it again changes nothing. Raises OSError when
    the disk refuses; nothing half-written carries the final name, and nothing of it stays. Only
    the folder's owner and group, by which the route picks them up, may read it.
    """
    final = outbox / channel / str(parcel_of)
    final.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    draft = final.parent / f".{parcel_of}.{os.getpid()}"
    try:
        if not final.exists():
            _write(draft, files)
            draft.rename(final)
            _keep(final.parent)
    except OSError:
        if not final.exists():
            raise
    finally:
        for left in final.parent.glob(f".{parcel_of}.*"):  # of a worker that was killed too
            shutil.rmtree(left, ignore_errors=True)
    return final


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(mode=0o750, exist_ok=True)
    for name, content in files.items():
        number = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o640)
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    _keep(folder)


def _keep(folder: Path) -> None:
    """A name outlives a power cut only once its folder is on the disk."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
