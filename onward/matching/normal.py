"""Names and addresses as they are compared: what differs in writing alone is made one.

Each function gives back what it is given when given its own result, so that a stored
normal form can be normalised again without harm.
"""

import re
from typing import NamedTuple

from onward.values.names import search_key

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "master", "dr", "mx"})
# "Md" and "Mst" stand before a Bengali's own name much as a title does.
_BEFORE_A_NAME = frozenset({"md", "mst"})
# Parts that are written to the next word or apart from it as the clerk pleases.
_JOINED = frozenset({"mc", "mac", "o"})
_WORDS = re.compile(r"[0-9]+|[a-z]+")
_UNITS = frozenset({"flat", "apartment", "apt", "unit", "room", "floor", "no", "number"})
_KIND_WORDS = """
    road rd street st avenue ave av close cl lane ln drive dr terrace terr gardens gdns court ct
    crescent cres place pl square sq grove gr way walk hill rise view park
"""
_KINDS = frozenset(_KIND_WORDS.split())


class Place(NamedTuple):
    """Where somebody lives: the numbers of the door in any order, and the street's own words."""

    door: str
    street: str


def name(text: str) -> str:
    """Fold a name for comparing: "Mr. O’Brien-Müller" is "obrien muller"."""
    words = [word for word in search_key(text).split() if word not in _TITLES]
    if any(word not in _BEFORE_A_NAME for word in words):
        words = [word for word in words if word not in _BEFORE_A_NAME]
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in _JOINED:
            joined[-1] += word
        else:
            joined.append(word)
    return " ".join(joined)


def place(address: str) -> Place:
    """Take an address apart: "Flat 2, 14b High Street" has the door "14 2 b", the street "high".

    The words for road and the like are left out, but where nothing else is left.
    """
    words = _WORDS.findall(address.lower())
    door = sorted({word for word in words if word[0] <= "9" or len(word) == 1})
    names = [word for word in words if word[0] > "9" and len(word) > 1 and word not in _UNITS]
    own = [word for word in names if word not in _KINDS]
    return Place(" ".join(door), " ".join(own or names))


def postcode(text: str) -> str:
    """A postcode without blanks, in capitals. One of a wrong form is kept: slips compare too."""
    return "".join(text.split()).upper()
