"""How the demonstration tells its story: one line a step, with its time and a progress bar."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

WIDTH = 24
Progress = Callable[[int, int], None]


@dataclass
class Teller:
    """Writes to the terminal; a quiet one says nothing."""

    quiet: bool = False
    began: float = field(default_factory=time.monotonic)

    @contextmanager
    def step(self, words: str) -> Iterator[Progress]:
        """One step: its words, a bar while it is under way, its seconds when it is done."""
        started = time.monotonic()
        self._line(words, "", end="")
        yield lambda done, total: self._line(words, _bar(done, total), end="")
        self._line(words, f"{time.monotonic() - started:6.1f} s", end="\n")

    def say(self, words: str = "") -> None:
        if not self.quiet:
            print(words, flush=True)

    def _line(self, words: str, beside: str, *, end: str) -> None:
        if self.quiet or (end == "" and not sys.stdout.isatty()):
            return
        print(f"\r{words[:64]:<64} {beside:<{WIDTH + 8}}", end=end, flush=True)


def _bar(done: int, total: int) -> str:
    share = done / total if total else 1.0
    filled = round(WIDTH * share)
    return f"[{'#' * filled}{'.' * (WIDTH - filled)}] {share:4.0%}"
