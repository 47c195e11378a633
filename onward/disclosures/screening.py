"""What free text may give away: found before it leaves, and let through only by a person.

A first screen of patterns and words (REQ-004-016, 021). It finds numbers and addresses surely and
other things sometimes, which is why a person confirms every text that it marks.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onward.agreements.catalogue import catalogue

PATTERNS = {
    "NINO": re.compile(r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.IGNORECASE),
    "TELEPHONE": re.compile(r"(?<!\d)(?:\+44|0)(?:[\s()-]*\d){9,10}(?!\d)"),
    "EMAIL": re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"),
    "POSTCODE": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE),
    "HEALTH": re.compile(
        r"\b(?:depress\w*|anxi\w+|cancer|diabet\w+|epilep\w+|surgery|hospital|ward|diagnos\w+"
        r"|medication|disab\w+|mental health|pregnan\w+|hiv|autis\w+|dyslexi\w+|schizo\w+"
        r"|bipolar|addict\w+|alcohol\w*|overdose|counsell\w+)\b",
        re.IGNORECASE,
    ),
    "OFFENCE": re.compile(
        r"\b(?:prison|convict\w+|offen[cd]\w+|probation|court|police|assault\w*|theft|arrest\w*)\b",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True)
class Mark:
    """One thing found in one text: which item, what kind, and where."""

    item: str
    kind: str
    start: int
    end: int


def marks(values: Mapping[str, object]) -> list[Mark]:
    """What a person must look at before these values leave."""
    return [mark for item, text in _texts(values) for mark in _marks(item, text)]


def _texts(values: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    known = catalogue()
    for item, value in sorted(values.items()):
        if known[item].free_text and isinstance(value, str):
            yield item, value


def _marks(item: str, text: str) -> Iterable[Mark]:
    for kind, pattern in PATTERNS.items():
        for found in pattern.finditer(text):
            yield Mark(item, kind, found.start(), found.end())
