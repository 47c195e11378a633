"""Work that failed is tried again later and later, so that one bad row fills no log."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds

log = logging.getLogger("onward.worker")


@dataclass(frozen=True)
class Wait:
    """How long a piece of work is left alone after it failed, and until when."""

    seconds: float
    until: float


@dataclass(frozen=True)
class Setbacks:
    """What has failed since it last went well, by the name of the work."""

    clock: Callable[[], float] = time.monotonic
    _waits: dict[str, Wait] = field(default_factory=dict)

    def attempt(self, name: str, work: Callable[[], int]) -> int:
        """Do the work unless it failed a moment ago; 0 where it was not done.

        The outer edge of the worker: whatever goes wrong is logged, and keeps nothing else back.
        """
        before = self._waits.get(name)
        if before is not None and self.clock() < before.until:
            return 0
        try:
            done = work()
        except Exception:
            seconds = min(before.seconds * 2, LONGEST_WAIT) if before else FIRST_WAIT
            self._waits[name] = Wait(seconds, self.clock() + seconds)
            log.exception("%s failed. It is tried again in %.0f s.", name, seconds)
            return 0
        self._waits.pop(name, None)
        return done
