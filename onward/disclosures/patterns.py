"""What gives each kind of thing away in a free text, as patterns over legible text.

Numbers and addresses are recognised by their shape, surely; the rest by words, of which there is
always one more. docs/reference/screening.md says how much of each kind is found.
"""

import re
from collections.abc import Iterable, Mapping

from onward.disclosures.legible import digits_of

BETWEEN = r"[\s.,:_/()\[\]{}·–—-]{0,4}"  # what people put between the signs of a number
NOUGHTS = "[0-9Oo]"
# Two letters of these are a word before six digits ("on 120417"), unless a last letter follows.
WORDS = "(?i:am|an|as|at|be|by|do|go|he|if|in|is|it|me|my|no|of|ok|on|or|re|so|to|up|us|we)"
NINO = (
    re.compile(
        rf"(?<![A-Za-z0-9])[A-Za-z0]{BETWEEN}[A-Za-z0]{BETWEEN}"  # an O is a nought by now
        rf"(?:{NOUGHTS}{BETWEEN}){{6}}[A-Da-d](?![A-Za-z0-9])"
    ),
    re.compile(
        rf"(?<![A-Za-z0-9])(?!{WORDS}\W)[A-Za-z]{{2}}{BETWEEN}"
        rf"(?:{NOUGHTS}{BETWEEN}){{5}}{NOUGHTS}(?![A-Za-z0-9])"
    ),
    # Run together with a word before it: "ni" and the number, or a name and the number.
    re.compile(r"[A-Za-z]{2}[0-9]{6}[A-Da-d](?![0-9])"),
)
EXTENSION = r"(?:\s*(?:extension|ext|x)\.?\s?\d{1,5})?"
ASKS_TO_RING = r"\b(?:tel|telephone|phone|fone|mob|mobile|call|ring|rang|text|landline|local no)\b"
TELEPHONE = (
    re.compile(rf"[(\[{{{{]?(?<!\d)0(?:{BETWEEN}\d){{9,10}}(?!\d){EXTENSION}"),
    re.compile(rf"(?:\+|(?<!\d)00)\s?[1-9](?:{BETWEEN}\d){{7,13}}(?!\d){EXTENSION}"),
    # Spreadsheets and hurried people leave the first nought of a mobile out.
    re.compile(r"(?<![\d/.-])7(?:[ .-]?\d){9}(?!\d)"),
    re.compile(
        rf"{ASKS_TO_RING}(?:\W{{1,3}}(?:is|on|no|num|number))?\W{{1,3}}\d(?:{BETWEEN}\d){{5,11}}"
    ),
)
EMAIL = (
    re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+"),
    re.compile(r"\b[\w.+-]+ ?[(\[]?at[)\]]? ?[\w-]+ ?[(\[]?dot[)\]]? ?\w+", re.IGNORECASE),
)
POSTCODE = (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE),)
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
BIRTH_DATE = (
    re.compile(
        rf"\b(?:d\.?\s?o\.?\s?b\b|born|birth\s?da(?:te|y)|date of birth)\W.{{0,25}}?"
        r"(?:\d{1,4}[./ -]\d{1,2}[./ -]\d{2,4}"
        rf"|\d{{1,2}}\w{{0,2}} (?:{MONTHS})\w* \d{{2,4}})",
        re.IGNORECASE | re.DOTALL,
    ),
)


def _words(*stems: str) -> tuple[re.Pattern[str], ...]:
    """Words and beginnings of words: a stem ends with `*` where any ending will do.

    By their first letters, so that most of them are passed over together.
    """
    letters: dict[str, list[str]] = {}
    for stem in stems:
        written = stem.replace("*", r"\w*").replace(" ", r"\s+")
        letters.setdefault(written[0], []).append(written[1:])
    each = (f"{first}(?:{'|'.join(rests)})" for first, rests in letters.items())
    return (re.compile(rf"\b(?:{'|'.join(each)})\b", re.IGNORECASE),)


HEALTH = _words(
    *(
        "depress*",
        "anxi*",
        "cancer*",
        "diabet*",
        "epilep*",
        "surg*",
        "hospital*",
        "ward(?! off)",
        "diagnos*",
    ),
    *("medica*", "disab*", "mental health", "pregnan*", "hiv", "autis*", "adhd", "dyslexi*"),
    *("schizo*", "bipolar", "addict*", "alcohol*", "overdose*", "counsel*", "therap*", "asthma*"),
    *("ptsd", "trauma*", "rehab*", "self harm*", "suicid*", "stroke", "arthrit*", "migraine*"),
    *(
        "panic attack*",
        "psych*",
        "wheelchair",
        "deaf",
        "blind",
        "methadone",
        "detox*",
        "gp",
        "ill*",
    ),
    *("sick*", "injur*", "operation", "fit note", "bad back", "miscarr*", "dementia"),
)
OFFENCE = _words(
    *("prison*", "jail*", "convict*", "offen[cd]*", "probation*", "court*", "police*", "assault*"),
    *("theft", "arrest*", "caution", "tag", "licence conditions", "parole", "bail", "sentence*"),
    *("unspent", "criminal*", "drug*", "curfew", "remand", "fraud*", "mappa", "injunction"),
)
CHILDREN = _words(
    *("child*", "kid", "kids", "son", "sons", "daughter*", "baby", "babies", "toddler*", "bairn*"),
    *("wean", "weans", "nurser*", "foster*", "adopt*", "custody", "social services", "wee ones"),
    *("stepson", "stepdaughter", "single mum", "single dad", "lone parent", "school run"),
)
IMMIGRATION = _words(
    *("refugee*", "asylum", "visa", "visas", "immigra*", "home office", "settled status"),
    *(
        "leave to remain",
        "deport*",
        "undocumented",
        "overstay*",
        "brp",
        "pre settled",
        "trafficked",
    ),
)
RELIGION = _words(
    *("mosque", "muslim*", "islam*", "ramadan", "eid", "catholic*", "protestant*", "christian*"),
    *("church", "chapel", "jehovah*", "hindu*", "sikh*", "gurdwara", "jewish", "synagogue"),
    *("buddhis*", "temple", "atheis*", "mormon*", "prayer*", "halal", "kosher"),
)
ETHNICITY = _words(
    *("romany", "roma", "gyps*", "travellers?", "black", "asian", "caribbean", "african"),
    *("ethnic*", "mixed race", "pakistani", "bangladeshi", "race", "racis*", "white british"),
)
ORIENTATION = _words(
    *("gay", "lesbian*", "bisexual*", "homosexual*", "trans", "transgender*", "transsexual*"),
    *("lgbt*", "non binary", "queer", "gender identity", "coming out", "out her", "out him"),
)
TRADE_UNION = _words(
    *("union", "unions", "shop steward*", "unison", "unite", "gmb", "usdaw", "rmt", "on strike"),
    *("strike action", "union rep", "picket*", "industrial action"),
)

SURE: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "NINO": NINO,
    "TELEPHONE": TELEPHONE,
    "EMAIL": EMAIL,
    "POSTCODE": POSTCODE,
    "BIRTH_DATE": BIRTH_DATE,
}
TELLING: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "HEALTH": HEALTH,
    "OFFENCE": OFFENCE,
    "CHILDREN": CHILDREN,
    "IMMIGRATION": IMMIGRATION,
    "RELIGION": RELIGION,
    "ETHNICITY": ETHNICITY,
    "ORIENTATION": ORIENTATION,
    "TRADE_UNION": TRADE_UNION,
}
OF_DIGITS = frozenset({"NINO", "TELEPHONE"})


def spans(
    text: str, kinds: Mapping[str, tuple[re.Pattern[str], ...]]
) -> Iterable[tuple[str, int, int]]:
    """Kind, start and end of whatever the patterns of these kinds find in a legible text."""
    digits = digits_of(text)
    for kind, patterns in kinds.items():
        looked_through = digits if kind in OF_DIGITS else text
        found = [each.span() for pattern in patterns for each in pattern.finditer(looked_through)]
        for start, end in _merged(found):
            yield kind, start, end


def _merged(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What overlaps is one thing, seen by two patterns."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if whole and start < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole
