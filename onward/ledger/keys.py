"""Key files: 32 random bytes in hex that only their owner may read."""

import os
from pathlib import Path


class KeyUnreadable(RuntimeError):
    """A key file is missing, or others may read it; the message says how to mend it."""


def read_key(path: Path) -> bytes:
    """A key of 32 bytes, hex in a file that only its owner may read; KeyUnreadable otherwise."""
    if not path.exists():
        raise KeyUnreadable(f"There is no key at {path.name}. Run `onward keys` to make one.")
    if path.stat().st_mode & 0o077:
        raise KeyUnreadable(f"Others may read {path.name}: run `chmod 600` on it.")
    return bytes.fromhex(path.read_text().strip())


def make_key(path: Path) -> None:
    """Make a key file of mode 0600 unless it is there."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(file, "w") as key:
        key.write(os.urandom(32).hex())
