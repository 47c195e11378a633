"""What free text may give away: found before it leaves, and let through only by a person.

Numbers and addresses are found by their shape, names by the sender's own records, the rest by
words (REQ-004-016, 021). No screen finds everything, which is why a person answers for every text:
whoever sends it has it before them, and confirms each one that is marked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onward.agreements.catalogue import Item, ValueType, catalogue
from onward.disclosures.legible import legible
from onward.disclosures.naming import Word, keys_of, names_in, pairs_of, words_of
from onward.disclosures.patterns import SURE, TELLING, spans
from onward.people.named import Named, names_among
from onward.values.names import search_key

# One line each, for a job or a subject: a number or an address has no place there either.
LINES = frozenset({ValueType.JOB_PREFERENCES, ValueType.ROWS_OF_STRING})
LINES_OF_JOBS = frozenset({"last_job_1", "last_job_2", "licence_endorsements", "employer_name"})
OWN_NAMES = ("forename", "surname")
STAFF_NAMES = ("jcp_adviser_name", "authority_adviser_name")  # where they are given with it


@dataclass(frozen=True)
class Mark:
    """One thing found in one text: which item, what kind, and where."""

    item: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class _Text:
    """One text of one giving, made legible, with its words."""

    item: str
    written: str
    words: Sequence[Word]
    is_free: bool


def marks(values: Mapping[str, object], *, held: Mapping[str, object] | None = None) -> list[Mark]:
    """What a person must look at before these values of one person leave; `held` as below."""
    return marks_of([values], held=None if held is None else [held])[0]


def marks_of(
    values: Sequence[Mapping[str, object]], *, held: Sequence[Mapping[str, object]] | None = None
) -> list[list[Mark]]:
    """The marks in each person's values, with a handful of queries for all of them.

    `held` is what the record holds of each, where that is more than goes: her own name is no
    mark in her own text. Names are looked up among the records of the organisation acted for.
    """
    texts = [list(_texts(each)) for each in values]
    named = _named(text for each in texts for text in each if text.is_free)
    return [
        [mark for text in each for mark in _marks(text, named, _own_keys(giving, known))]
        for each, giving, known in zip(texts, values, held or values, strict=True)
    ]


def words_written(item: Item, value: object) -> Iterator[str]:
    """The texts in a value: itself, or the parts of it that are words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from words_written(item, part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from words_written(item, part)


def is_screened(item: Item) -> bool:
    """Whether a value of this item is looked through before it goes."""
    return item.free_text or item.value_type in LINES or item.code in LINES_OF_JOBS


def _texts(values: Mapping[str, object]) -> Iterator[_Text]:
    known = catalogue()
    for code, value in sorted(values.items()):
        item = known[code]
        if is_screened(item):
            # As one text, for a number may be split between two lines of a list.
            written = legible("\n".join(words_written(item, value)))
            words = words_of(written) if item.free_text else []
            yield _Text(item=code, written=written, words=words, is_free=item.free_text)


def _named(texts: Iterable[_Text]) -> Named:
    keys: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for text in texts:
        keys |= keys_of(text.words)
        pairs |= pairs_of(text.words)
    return names_among(keys, pairs=pairs | {(last, first) for first, last in pairs})


def _own_keys(giving: Mapping[str, object], held: Mapping[str, object]) -> frozenset[str]:
    names = [held.get(item, giving.get(item)) for item in OWN_NAMES]
    names += [giving.get(item) for item in STAFF_NAMES]
    keys = {search_key(name) for name in names if isinstance(name, str)}
    return frozenset(keys | {part for key in keys for part in key.split()})


def _marks(text: _Text, named: Named, own: frozenset[str]) -> Iterator[Mark]:
    kinds = {**SURE, **TELLING} if text.is_free else SURE
    for kind, start, end in spans(text.written, kinds):
        yield Mark(text.item, kind, start, end)
    for start, end in names_in(text.written, text.words, named, own=own):
        yield Mark(text.item, "NAME", start, end)
