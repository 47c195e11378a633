"""Whether this database may be used: a restored one may not before its erasures are done again."""

from dataclasses import dataclass
from pathlib import Path

from onward.ledger.sequencer import placed
from onward.rights.register import read_register, register_path
from onward.rights.restoring import lost


@dataclass(frozen=True, kw_only=True)
class _State:
    """How far the register and the ledger had come when they were compared."""

    register: tuple[int, int]  # bytes, and when it was last written
    entries: int


_agreed: dict[Path, _State] = {}


def erasures_lost() -> int:
    """How many erasures of the register this database has lost; 0 says that it may be used.

    Cheap enough for a probe: compared anew only where the register was written to, or where the
    ledger is shorter than it was, as it is in an older copy of the database.
    """
    register = register_path()
    if not register.exists():
        return 0
    written = register.stat()
    state = _State(register=(written.st_size, written.st_mtime_ns), entries=placed())
    before = _agreed.get(register)
    if before and before.register == state.register and before.entries <= state.entries:
        return 0
    count = len(lost(read_register(register)))
    if not count:
        _agreed[register] = state
    return count
