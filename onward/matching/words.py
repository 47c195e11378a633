"""Each distinct name, postcode and address of a table, taken apart once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from onward.matching import normal
from onward.matching.hashing import Hashes, hash_of, hashes_of
from onward.matching.sounds import shape, skeleton
from onward.matching.variants import CUSTOMARY, GROUPS, MOST_GROUPS

Index = NDArray[np.int64]
MOST_WORDS = 3

# "EH12AB" has the sector EH12, the district EH1, the area EH.
_BRITISH = re.compile(r"([A-Z]{1,2})([0-9][0-9A-Z]?)([0-9])[A-Z]{2}")


@dataclass(frozen=True, kw_only=True)
class Names:
    """Distinct names; row 0 is the empty one. Hashes are 0 where there is nothing.

    `texts` and `whole` are the name without blanks, `head` its first word, `tail` its last,
    `words` its first three, `shape` what it looks like to a scanner, `sound` what the first
    word sounds like, `last_sound` the last, `begins` the first sound, `groups` the groups of
    pet names and spellings, `customary` whether it ends in a name that custom adds.
    """

    texts: NDArray[np.object_]
    heads: NDArray[np.object_]
    tails: NDArray[np.object_]
    whole: Hashes
    shape: Hashes
    head_shape: Hashes
    head: Hashes
    tail: Hashes
    words: Hashes
    sound: Hashes
    last_sound: Hashes
    begins: Hashes
    last_begins: Hashes
    groups: NDArray[np.int32]
    customary: NDArray[np.bool_]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Names":
        """Take apart normal forms, as `normal.name` makes them."""
        split = [text.split() or [""] for text in texts]
        one = {word: hash_of(word) for words in split for word in words}
        heads, tails = [words[0] for words in split], [words[-1] for words in split]
        sounds = {word: skeleton(word) for word in {*heads, *tails}}
        heard = {sound: hash_of(sound) for sound in sounds.values()}
        begins = {sound: hash_of(sound[:1]) for sound in heard}
        parts = np.zeros((len(split), MOST_WORDS), dtype=np.uint64)
        groups = np.zeros((len(split), MOST_GROUPS), dtype=np.int32)
        for row, words in enumerate(split):
            for place, word in enumerate(words[:MOST_WORDS]):
                parts[row, place] = one[word]
            for place, group in enumerate(GROUPS.get(words[0], ())):
                groups[row, place] = group
        return cls(
            texts=np.array(["".join(words) for words in split], dtype=object),
            heads=np.array(heads, dtype=object),
            tails=np.array(tails, dtype=object),
            whole=hashes_of("".join(words) for words in split),
            shape=hashes_of(shape("".join(words)) for words in split),
            head_shape=hashes_of(shape(head) for head in heads),
            head=_picked(one, heads),
            tail=_picked(one, tails),
            words=parts,
            sound=_picked(heard, [sounds[word] for word in heads]),
            last_sound=_picked(heard, [sounds[word] for word in tails]),
            begins=_picked(begins, [sounds[word] for word in heads]),
            last_begins=_picked(begins, [sounds[word] for word in tails]),
            groups=groups,
            customary=np.array([words[-1] in CUSTOMARY for words in split], dtype=bool),
        )

    def at(self, rows: Index) -> "Names":
        return Names(**{each.name: getattr(self, each.name)[rows] for each in fields(self)})

    def and_then(self, other: "Names") -> "Names":
        return Names(
            **{
                each.name: np.concatenate([getattr(self, each.name), getattr(other, each.name)])
                for each in fields(self)
            }
        )


def _picked(table: dict[str, int], keys: Iterable[str]) -> Hashes:
    return np.fromiter((table[key] for key in keys), dtype=np.uint64)


def distinct(texts: Iterable[str]) -> tuple[list[str], Index]:
    """The distinct texts, the empty one first, and where each of `texts` stands among them."""
    seen: dict[str, int] = {"": 0}
    index = np.fromiter((seen.setdefault(text, len(seen)) for text in texts), dtype=np.int64)
    return list(seen), index


def normal_names(texts: Iterable[str]) -> tuple[list[str], Index]:
    """Distinct normal names and where each text's stands among them."""
    raw, index = distinct(texts)
    names, of_raw = distinct(normal.name(text) for text in raw)
    return names, of_raw[index]


def postcodes(texts: Iterable[str]) -> Hashes:
    """Four columns: hashes of the whole postcode, its sector, its district and its area."""
    raw, index = distinct(texts)
    apart = [_levels(normal.postcode(text)) for text in raw]
    one = {part: hash_of(part) for parts in apart for part in parts}
    return np.array([[one[part] for part in parts] for parts in apart], dtype=np.uint64)[index]


def _levels(postcode: str) -> tuple[str, str, str, str]:
    if found := _BRITISH.fullmatch(postcode):
        area, district, sector = found.groups()
        return postcode, area + district + " " + sector, area + district + ".", area + "-"
    if not postcode:
        return "", "", "", ""
    return postcode, postcode + " ", postcode[:3] + ".", postcode[:2] + "-"


def places(texts: Iterable[str]) -> Hashes:
    """Two columns: hashes of the door's numbers and of the street."""
    raw, index = distinct(texts)
    apart = [normal.place(text) for text in raw]
    doors, door = distinct(each.door for each in apart)
    streets, street = distinct(each.street for each in apart)
    return np.stack([hashes_of(doors)[door], hashes_of(streets)[street]], axis=1)[index]
