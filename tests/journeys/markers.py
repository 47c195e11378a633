"""Values that are seen wherever they turn up: one for every personal item that can hold words."""

import json
from collections.abc import Iterable, Mapping
from functools import cache

from onward.agreements.catalogue import Item, ValueType, catalogue

DAY = "2017-05-03"
BORN = "1931-03-07"
NUMBERS = {"nino": "QQ987654C", "partner_nino": "QQ876543B", "payfile_nino": "QQ987654C"}
SPACED = {"QQ987654C": "qq 98 76 54 c", "QQ876543B": "qq 87 65 43 b"}
TELEPHONES = {"telephone": "07700 900187", "telephone_alternate": "07700 900198"}
# What is written about somebody beside the items: why a record was looked at, a file and its name,
# who asked for something once and why, the grounds of a decision.
WRITTEN = ("look", "landed", "file", "asks", "why", "grounds")
OF_THE_STAGE = frozenset({"notice_version", "discussed_on", "participation_basis"})


def word(code: str) -> str:
    """A word that stands for one item and is part of no other item's."""
    return f"Zq{code.replace('_', '')}qz"


def marked_values() -> dict[str, object]:
    """Every item of the catalogue whose value can carry a marker."""
    marked = {item.code: _value(item) for item in catalogue().values()}
    return {code: value for code, value in marked.items() if value and code not in OF_THE_STAGE}


@cache
def tokens() -> list[str]:
    """What to look for, in lower case."""
    words = [word(code).lower() for code in (*marked_values(), *WRITTEN)]
    numbers = [text.lower() for text in (*NUMBERS.values(), *SPACED.values())]
    dialled = [each for text in TELEPHONES.values() for each in (text, text.replace(" ", ""))]
    return [*words, *numbers, *dialled, BORN, "march 1931", "ze3 9zq", "ze39zq"]


def met_in(text: str, *, but: Iterable[str] = ()) -> set[str]:
    """The markers in a text, without those that whoever reads it was given."""
    lowered = text.lower()
    return {token for token in tokens() if token in lowered} - set(but)


def given_by(values: Iterable[Mapping[str, object]]) -> set[str]:
    """The markers that these delivered values carry, in every way in which a page writes them."""
    carried = met_in(json.dumps(list(values)))
    spaced = {SPACED[number] for number in NUMBERS.values() if number.lower() in carried}
    dialled = {text.replace(" ", "") for text in TELEPHONES.values() if text in carried}
    born = {"march 1931"} if BORN in carried else set()
    packed = {"ze39zq"} if "ze3 9zq" in carried else set()
    return carried | spaced | dialled | born | packed


def _value(item: Item) -> object:
    text = word(item.code)
    made: Mapping[ValueType, object] = {
        ValueType.STRING: text,
        ValueType.TEXT: text,
        ValueType.ADDRESS: [text],
        ValueType.EMAIL: f"{text}@example.org",
        ValueType.JOB_PREFERENCES: [text],
        ValueType.ROWS_OF_STRING: {"1": text},
        ValueType.EVENT: {"on": DAY, "detail": text},
        ValueType.ABSENCE: {"unavailable_from": DAY, "unavailable_to": DAY, "detail": text},
        ValueType.INCIDENT: {"recorded": True, "detail": text},
        ValueType.DOCUMENT: {"name": text, "sha256": "0" * 64},
        ValueType.NINO: NUMBERS.get(item.code),
        ValueType.TELEPHONE: TELEPHONES.get(item.code),
        ValueType.POSTCODE: "ZE3 9ZQ" if item.code == "postcode" else None,
        ValueType.PAST_DATE: BORN if item.code == "date_of_birth" else None,
    }
    return made.get(item.value_type)
