"""Marked texts as pages show them to whoever has to answer for them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from onward.agreements.catalogue import catalogue
from onward.disclosures.screening import Mark, words_written
from onward.web.mark_words import MARKS, if_left

Piece = tuple[str, Promise | None]


@dataclass(frozen=True, kw_only=True)
class Marked:
    """One text cut where something is marked; each kind found, and what comes of leaving it."""

    item: str
    label: str
    pieces: Sequence[Piece]
    kinds: Sequence[tuple[Promise, Promise]]


def marked_in(values: Mapping[str, object], found: Iterable[Mark]) -> list[Marked]:
    """The texts among these values that bear a mark, in the order of the catalogue."""
    known = catalogue()
    by_item: dict[str, list[Mark]] = {}
    for mark in found:
        by_item.setdefault(mark.item, []).append(mark)
    return [
        Marked(
            item=code,
            label=known[code].label,
            pieces=list(pieces("\n".join(words_written(known[code], values[code])), marks)),
            kinds=[(MARKS[kind], if_left(kind)) for kind in dict.fromkeys(m.kind for m in marks)],
        )
        for code in known
        if (marks := by_item.get(code))
    ]


def pieces(text: str, found: Iterable[Mark]) -> Iterator[Piece]:
    """The text in pieces, those that are marked with what they look like."""
    at = 0
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        if mark.start < at:
            continue
        yield text[at : mark.start], None
        yield text[mark.start : mark.end], MARKS[mark.kind]
        at = mark.end
    yield text[at:], None
