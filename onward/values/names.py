"""Keys under which names are searched: by spelling and by sound."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and an accent.
WHOLE_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
APOSTROPHES = re.compile(r"['\u2018\u2019\u02bc\u02bb\u00b4`]")
NOT_IN_A_WORD = re.compile(r"[\W_]+")

# Spellings of one sound in British and Irish names, taken in this order.
SAME_SOUND = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        (r"^(?:mc|mac(?=[^aeouy]))", "mk"),
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^wh", "w"),
        (r"^x", "s"),
        (r"^(?:eu|yu)", "u"),
        (r"tch", "ch"),
        (r"sch", "sh"),
        (r"ch(?=[lr])", "k"),
        (r"ph", "f"),
        (r"augh|ough", "a"),
        (r"igh", "i"),
        (r"gh", "g"),
        (r"dg(?=[eiy])", "j"),
        (r"ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c(?!h)", "k"),
        (r"^g(?=[eiy])", "j"),
        (r"th", "t"),
        (r"h(?=[^aeiouy]|$)", ""),
    )
)
# Soundex's classes of consonants (US National Archives, "Soundex System"), here also
# for the first letter, so that Catherine meets Kathryn and Filip meets Phillip.
CLASS_OF = {
    letter: code
    for code, letters in {
        "1": "bfpv",
        "2": "cgjkqsxz",
        "3": "dt",
        "4": "l",
        "5": "mn",
        "6": "r",
    }.items()
    for letter in letters
}
LONGEST_SOUND = 6


def search_key(name: str) -> str:
    """Fold a name to how it is searched: "O’Brien-Müller" is "obrien muller".

    Lower case, accents and apostrophes gone, a hyphen or any other mark a blank. No
    nicknames: those are the matcher's.
    """
    # Twice: some signs come apart into capitals, and some capitals into accented letters.
    lowered = unicodedata.normalize("NFKD", name).casefold()
    apart = unicodedata.normalize("NFKD", lowered).translate(WHOLE_LETTERS)
    unaccented = "".join(mark for mark in apart if not unicodedata.combining(mark))
    return " ".join(NOT_IN_A_WORD.sub(" ", APOSTROPHES.sub("", unaccented)).split())


def sounds_like(name: str) -> str:
    """A key shared by names that sound alike, word for word: "Smyth" and "Smith" are "s53".

    Ours: the spellings above made one, then Soundex's classes with vowels left out. A
    vowel parts two like consonants; the first letter stays where it is a vowel ("a") or
    begins the sound. Words in scripts without such letters keep their search key.
    """
    return " ".join(map(_sound, search_key(name).split()))


def _sound(word: str) -> str:
    heard = word
    for spelling, sound in SAME_SOUND:
        heard = spelling.sub(sound, heard)
    if not heard or not heard.isascii():
        return word
    codes = [CLASS_OF.get(letter, "") for letter in heard]
    kept = [code for before, code in zip(["", *codes], codes, strict=False) if code != before]
    return (_first(heard) + "".join(kept[1:]))[:LONGEST_SOUND]


def _first(heard: str) -> str:
    return "a" if heard[0] in "aeiouy" else heard[0]
