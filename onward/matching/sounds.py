"""What a name sounds like, across the ways of writing one sound in Latin letters, and looks like.

The skeleton is stronger than `values.names.sounds_like`, which serves a search box for British
and Irish names: it also meets Hussain with Hossein, Qureshi with Kureshi and Zaynab with
Zainab. It is a key for candidates and one level of comparison, never proof.
"""

import re
from functools import lru_cache

_ONE_SOUND = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        (r"^(?:mac|mc)(?=[^aeiou])", "mk"),
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^x", "s"),
        (r"^ts", "s"),
        (r"gh(?=t|$)|ugh", ""),
        (r"tch", "ch"),
        (r"sch", "sh"),
        (r"sz|cz", "sh"),
        (r"ph", "f"),
        (r"[kg]h", "k"),
        (r"[dt]h", "t"),
        (r"bh", "b"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c(?!h)", "k"),
        (r"z", "s"),
        (r"v", "w"),
    )
)
# Letters that a scanner or a hand takes for one another.
_ONE_SHAPE = (
    ("rn", "m"), ("nn", "m"), ("vv", "w"), ("cl", "d"), ("li", "h"), ("l", "i"), ("j", "i"),
    ("c", "e"), ("o", "e"), ("h", "b"),
)  # fmt: skip
_VOWELS = frozenset("aeiouyhw")


@lru_cache(maxsize=400_000)
def skeleton(word: str) -> str:
    """The consonants heard in one word: "mohammed" and "muhamad" are both "mmd".

    A vowel or h at the beginning is "a". A word in another script is its own skeleton.
    """
    if not word.isascii():
        return word
    heard = word
    for spelling, sound in _ONE_SOUND:
        heard = spelling.sub(sound, heard)
    if not heard:
        return word
    kept = ["a" if heard[0] in "aeiouyh" else heard[0]]
    for letter in heard[1:]:
        if letter in _VOWELS:
            kept.append("")
        elif letter != kept[-1]:
            kept.append(letter)
    return "".join(kept)


def first_sound(word: str) -> str:
    """The first letter of the skeleton."""
    return skeleton(word)[:1]


def shape(word: str) -> str:
    """What a word looks like when letters of one shape are one: "ernily" and "emily" agree."""
    for seen, read in _ONE_SHAPE:
        word = word.replace(seen, read)
    return word
