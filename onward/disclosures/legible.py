"""A text as it is looked through: signs that only look like letters and digits made plain.

Every answer has the length of the text it was made from, so that a place in one is a place in the
other.
"""

import re
import unicodedata

# Greek and Cyrillic letters that a reader takes for Latin ones.
LOOK_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТХУԚԜавеѕіјкмнорстхуԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονυι",
    "ABESIJKMHOPCTXYQWabesijkmhopctxyqwABEZHIKMNOPTYXaovui",
)
NOUGHT = re.compile(r"(?<![A-NP-Za-np-z])[Oo](?![A-NP-Za-np-z])")
ONE = re.compile(r"(?<![^\W\d_])[lI|](?=[\s.\-]?\d)|(?<=\d)[lI|](?![^\W\d_])")


def legible(text: str) -> str:
    """The text in plain Latin letters and digits, as far as they look like them."""
    if text.isascii():
        return text
    return "".join(_plain(sign) for sign in text).translate(LOOK_ALIKE)


def digits_of(legible_text: str) -> str:
    """The same with letters written for digits made digits: "O77OO" is "07700"."""
    return ONE.sub("1", NOUGHT.sub("0", legible_text))


def _plain(sign: str) -> str:
    if sign.isascii():
        return sign
    if unicodedata.category(sign) == "Cf":  # no width: it parts a number and nobody sees it
        return " "
    if unicodedata.decimal(sign, None) is not None:
        return str(unicodedata.decimal(sign))
    composed = unicodedata.normalize("NFKC", sign)
    return composed if len(composed) == 1 else sign
