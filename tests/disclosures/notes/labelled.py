"""The labelled notes: what each says, what screening has to find in it, and whom the sender knows.

A label is written into the note as [KIND:words]. The notes were written before the rules and are
never changed to suit them. Numbers are of ranges that are never given to anybody.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from onward.disclosures.screening import Mark

HERE = Path(__file__).parent
LABEL = re.compile(r"\[([A-Z_]+):([^\]]*)\]")
LINE_BREAK = "⏎"


@dataclass(frozen=True)
class Label:
    """One thing that a person who reads the note would mark."""

    kind: str
    start: int
    end: int

    def is_found_by(self, mark: Mark) -> bool:
        """A number is found only whole; of a name or a word a part is enough to stop at."""
        kind = "NAME" if self.kind == "OTHER_NAME" else self.kind
        if mark.kind != kind:
            return False
        if kind in ("NINO", "TELEPHONE"):
            return mark.start <= self.start and self.end <= mark.end
        return mark.start < self.end and self.start < mark.end


@dataclass(frozen=True)
class Note:
    text: str
    labels: tuple[Label, ...]


def notes() -> list[Note]:
    lines = (HERE / "notes.txt").read_text(encoding="utf-8").splitlines()
    return [_note(line.replace(LINE_BREAK, "\n")) for line in lines]


def people() -> list[tuple[str, str]]:
    """First and last names of the people in the sender's records."""
    lines = (HERE / "people.txt").read_text(encoding="utf-8").splitlines()
    return [_names(line.split()) for line in lines]


def _names(words: list[str]) -> tuple[str, str]:
    of_last = 2 if len(words) > 2 and words[-2] in {"ap", "Mac", "Ó"} else 1
    return " ".join(words[:-of_last]), " ".join(words[-of_last:])


def _note(line: str) -> Note:
    text, labels, at = "", [], 0
    for found in LABEL.finditer(line):
        text += line[at : found.start()]
        labels.append(Label(found[1], len(text), len(text) + len(found[2])))
        text += found[2]
        at = found.end()
    return Note(text + line[at:], tuple(labels))
