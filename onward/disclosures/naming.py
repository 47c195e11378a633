"""Finding people's names in a free text: those of the sender's records, and what is called a name.

A word is a name because a record is found by it. Many names are also ordinary words ("Mark the
form", "in May", "hope"): those count only where something else says that a person is meant.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from onward.people.named import Named
from onward.values.names import search_key

WORD = re.compile(r"[^\W\d_]+(?:['\u2018\u2019\u02bc`-][^\W\d_]+)*")
POSSESSIVE = re.compile(r"['\u2018\u2019\u02bc`]s$", re.IGNORECASE)
TOGETHER = re.compile(r"[ \t\u00a0.-]{1,3}\n?|\n")
LAST_NAME_FIRST = re.compile(r",\s?|\s\(")
ENDS_A_SENTENCE = re.compile(r"(?:^|[.!?:;\n])\s*$")
TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir"})
RELATIONS = frozenset(
    {
        *("aunt", "auntie", "uncle", "cousin", "niece", "nephew", "gran", "grandad"),
        *("brother", "sister", "dad", "father", "mum", "mother", "son", "daughter"),
        *("boyfriend", "girlfriend", "partner", "husband", "wife", "ex", "fiance", "fiancee"),
        *("friend", "pal", "mate", "flatmate", "neighbour", "landlord", "carer"),
    }
)
# After these a month is meant, and not somebody called so.
BEFORE_A_MONTH = frozenset(
    {
        *("in", "since", "until", "till", "by", "from", "to", "of", "during", "and"),
        *("next", "last", "end", "early", "late", "mid", "before", "after"),
    }
)
NEXT_TO_A_NUMBER, AND_A_NUMBER = re.compile(r"\d(?:st|nd|rd|th)?\s+$"), re.compile(r"\s+\d")
MONTHS_THAT_ARE_NAMES = frozenset({"april", "may", "june", "august"})
ORDINARY = Path(__file__).with_name("ordinary_words.txt")


@dataclass(frozen=True, kw_only=True)
class Word:
    """One word of a text, the key a name is searched by, and how it stands there."""

    key: str
    start: int
    end: int
    is_capital: bool  # written like a name, in a text that is not all in capitals
    begins: bool  # a sentence: its capital says nothing

    @property
    def is_ordinary(self) -> bool:
        return self.key in ordinary_words()


@cache
def ordinary_words() -> frozenset[str]:
    return frozenset(ORDINARY.read_text(encoding="utf-8").split())


def words_of(text: str) -> list[Word]:
    shouted = text.isupper()
    return [_word(text, found, shouted=shouted) for found in WORD.finditer(text)]


def keys_of(words: Sequence[Word]) -> set[str]:
    """Every key that a name could be known by: each word, and two neighbours as one name."""
    singles = {key for word in words for key in _spellings(word.key)}
    return singles | {" ".join(pair) for pair in pairs_of(words)}


def pairs_of(words: Sequence[Word]) -> set[tuple[str, str]]:
    return {(first.key, second.key) for first, second in pairwise(words)}


def names_in(
    text: str, words: Sequence[Word], named: Named, *, own: Collection[str]
) -> Iterator[tuple[int, int]]:
    """Start and end of each name; `own` are keys of the person's own and of permitted names."""
    marked = sorted(_marked(text, words, named, own))
    for first, last in _joined(marked, text, words, named):
        yield words[first].start, words[last].end


def _marked(text: str, words: Sequence[Word], named: Named, own: Collection[str]) -> Iterable[int]:
    found = {
        place
        for place, word in enumerate(words)
        if word.key not in own and _is_name(place, text, words, named)
    }
    for place, (first, second) in enumerate(pairwise(words)):
        if _is_pair(text, first, second, named) and not {first.key, second.key} <= set(own):
            found |= {place, place + 1}
    return found


def _is_name(place: int, text: str, words: Sequence[Word], named: Named) -> bool:
    word = words[place]
    before = words[place - 1] if place else None
    near = before is not None and TOGETHER.fullmatch(text[before.end : word.start]) is not None
    known = any(named.knows(key) for key in _spellings(word.key))
    if near and before is not None and before.key in TITLES and (known or word.is_capital):
        return True
    if near and before is not None and before.key in RELATIONS and word.is_capital:
        return not word.begins and (known or not word.is_ordinary)
    if not known or len(word.key) < 2:
        return False
    return not word.is_ordinary or _is_meant(word, before, text)


def _is_meant(word: Word, before: Word | None, text: str) -> bool:
    """An ordinary word written as a name, where no month and no sentence begins."""
    if not word.is_capital or word.begins:
        return False
    if word.key not in MONTHS_THAT_ARE_NAMES:
        return True
    is_dated = NEXT_TO_A_NUMBER.search(text[: word.start]) or AND_A_NUMBER.match(text, word.end)
    return not is_dated and (before is None or before.key not in BEFORE_A_MONTH)


def _is_pair(text: str, first: Word, second: Word, named: Named) -> bool:
    """Two neighbours that are one person's names, or the two halves of one name."""
    between = text[first.end : second.start]
    if TOGETHER.fullmatch(between):
        whole = f"{first.key} {second.key}"
        if (first.key, second.key) in named.pairs:
            return not second.key.isdigit()
        return named.knows(whole) and not (first.is_ordinary and second.is_ordinary)
    return bool(LAST_NAME_FIRST.fullmatch(between)) and (second.key, first.key) in named.pairs


def _joined(
    marked: Sequence[int], text: str, words: Sequence[Word], named: Named
) -> Iterator[tuple[int, int]]:
    """Neighbours are one name; an initial, and a last name shared with the person, belong to it."""
    runs: list[list[int]] = []
    for place in marked:
        if runs and place == runs[-1][1] + 1 and _is_near(text, words, runs[-1][1], place):
            runs[-1][1] = place
        else:
            runs.append([place, place])
    for first, last in runs:
        if first and len(words[first - 1].key) == 1 and _is_near(text, words, first - 1, first):
            first -= 1
        after = last + 1
        if after < len(words) and _is_near(text, words, last, after):
            last = after if words[after].key in named.surnames and _capital(words[after]) else last
        yield first, last


def _is_near(text: str, words: Sequence[Word], first: int, second: int) -> bool:
    return TOGETHER.fullmatch(text[words[first].end : words[second].start]) is not None


def _capital(word: Word) -> bool:
    return word.is_capital and not word.begins


def _word(text: str, found: re.Match[str], *, shouted: bool) -> Word:
    written = POSSESSIVE.sub("", found.group())
    return Word(
        key=search_key(written),
        start=found.start(),
        end=found.start() + len(written),
        is_capital=written[0].isupper() and not shouted,
        begins=ENDS_A_SENTENCE.search(text[: found.start()]) is not None,
    )


def _spellings(key: str) -> Iterator[str]:
    """Mac and Mc are one, and are written together or apart."""
    yield key
    if key.startswith("mac"):
        yield f"mc{key[3:]}"
    elif key.startswith("mc"):
        yield f"mac{key[2:]}"
