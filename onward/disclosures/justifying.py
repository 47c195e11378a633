"""Why something is given, in words written for this act: what is too little, and what is a copy.

Source: source 002, section 4 and Annex A: a reason why it helps the authority with its duties,
written before anything is told (REQ-002-079).
"""

import hashlib
import re

FEWEST_WORDS_OF_ITS_OWN = 4
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile("['\u2019]")
# What any request could say, and so says nothing of this one.
_STOCK = frozenset(
    _WORD.findall(
        "a about above address all an and any are as asked assist at authority authoritys be"
        " because by can carry claimant contact data details disclosure do duties duty enable for"
        " from fulfil fulfill fulfilling full has have help helps her him his i in information is"
        " it its law legal local me memorandum mou my n na necessary need needed needs none of on"
        " or our out per person please purpose reason request requested required requirements see"
        " share shared sharing so statutory support tbc that the their them they this to under us"
        " usual want we will with work young your"
    )
)


def says_something(text: str) -> bool:
    """Whether the words are about this request and not about any: four at least are its own."""
    return len(set(_words(text)) - _STOCK) >= FEWEST_WORDS_OF_ITS_OWN


def likeness(text: str) -> str:
    """The same for two texts that differ in case, spaces or punctuation only."""
    return hashlib.sha256(" ".join(_words(text)).encode()).hexdigest()


def _words(text: str) -> list[str]:
    return _WORD.findall(_APOSTROPHE.sub("", text.casefold()))
