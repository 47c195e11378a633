"""The catalogue of data items: every kind of thing that can be held or shared about a person.

The rows are in `catalogue.csv`, one to a version of an item. A change of meaning, type or
projection is a new version; the older row stays, because agreements and ledger entries name it.
"""

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

ROWS = Path(__file__).with_name("catalogue.csv")


class ValueType(StrEnum):
    """The shape of an item's value; `item_types` has one way of reading for each."""

    STRING = "string"
    TEXT = "text"
    CODE = "code"
    BOOLEAN = "boolean"
    DATE = "date"
    PAST_DATE = "past_date"
    DATETIME = "datetime"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    NINO = "nino"
    TITLE = "title"
    POSTCODE = "postcode"
    ADDRESS = "address"
    TELEPHONE = "telephone"
    EMAIL = "email"
    JOB_PREFERENCES = "job_preferences"
    HOURS = "hours"
    LICENCES = "licences"
    ROWS_OF_STRING = "rows_of_string"
    ROWS_OF_DATE = "rows_of_date"
    ROWS_OF_BOOLEAN = "rows_of_boolean"
    EVENT = "event"
    ABSENCE = "absence"
    EASEMENT = "easement"
    INCIDENT = "incident"
    THRESHOLD = "threshold"
    CONSENT = "consent"
    DOCUMENT = "document"
    RECORD = "record"
    RECORD_SET = "record_set"
    AGGREGATE = "aggregate"


class KeyClass(StrEnum):
    """Values of one class about one person are sealed under one key, and forgotten together."""

    IDENTITY = "identity"
    CONTACT = "contact"
    BENEFIT = "benefit"
    HEALTH = "health"
    OFFENCE = "offence"
    EMPLOYMENT = "employment"
    EDUCATION = "education"
    CASEWORK = "casework"
    CONSENT = "consent"
    PAYMENT = "payment"
    STATISTICS = "statistics"
    HOUSEHOLD = "household"


class SpecialCategory(StrEnum):
    """Data that the law protects more, or (`MAY_REVEAL`) from which such data can be guessed."""

    NONE = "none"
    HEALTH = "health"
    ETHNICITY = "ethnicity"
    MAY_REVEAL = "may_reveal"
    OFFENCE = "offence"


class About(StrEnum):
    SUBJECT = "subject"
    THIRD_PARTY = "third_party"
    STAFF = "staff"


class Projection(StrEnum):
    """What is shared of a value; `projections` carries it out."""

    AS_HELD = "as_held"
    YES_NO = "yes_no"
    DATES_ONLY = "dates_only"
    UNTIL_ONLY = "until_only"
    THRESHOLD_REACHED = "threshold_reached"
    EVENT_ONLY = "event_only"
    EVENT_AND_DATE = "event_and_date"


class CaseKind(StrEnum):
    """Cases from which some items are withheld, whatever an agreement permits.

    A special customer record has no place here: nothing about it travels electronically at all.
    """

    MAPPA = "mappa"


# Made of other items, each of which is given, permitted and sealed on its own. A value of such a
# type would be a sack into which anything fits.
CONTAINERS = frozenset({ValueType.RECORD, ValueType.RECORD_SET})


@dataclass(frozen=True, kw_only=True)
class Item:
    """One version of one kind of thing that can be held or shared."""

    id: str
    code: str
    version: int
    label: str
    definition: str
    value_type: ValueType
    codes: tuple[str, ...]
    key_class: KeyClass
    special_category: SpecialCategory
    about: About
    free_text: bool
    projection: Projection
    withheld_for: frozenset[CaseKind]
    source: str

    @property
    def is_container(self) -> bool:
        return self.value_type in CONTAINERS

    @property
    def is_special(self) -> bool:
        return self.special_category is not SpecialCategory.NONE

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of all that the item means and of how it is shared.

        A permit keeps it: a version that is edited in place is no longer what was agreed.
        """
        meaning = (
            *(self.code, str(self.version), self.definition, self.value_type, *self.codes),
            *(self.key_class, self.special_category, self.about, str(self.free_text)),
            *(self.projection, *sorted(self.withheld_for)),
        )
        return hashlib.sha256("\x1f".join(meaning).encode()).hexdigest()


@cache
def catalogue() -> Mapping[str, Item]:
    """The newest version of every item, by code."""
    newest: dict[str, Item] = {}
    for item in sorted(every_version().values(), key=lambda item: item.version):
        newest[item.code] = item
    return MappingProxyType(newest)


@cache
def every_version() -> Mapping[tuple[str, int], Item]:
    """Every version of every item, by code and version: what an old agreement meant."""
    with ROWS.open(encoding="utf-8", newline="") as rows:
        items = [_item(row) for row in csv.DictReader(rows)]
    return MappingProxyType({(item.code, item.version): item for item in items})


def _item(row: Mapping[str, str]) -> Item:
    return Item(
        id=row["id"],
        code=row["code"],
        version=int(row["version"]),
        label=row["label"],
        definition=row["definition"],
        value_type=ValueType(row["value_type"]),
        codes=_split(row["codes"]),
        key_class=KeyClass(row["key_class"]),
        special_category=SpecialCategory(row["special_category"]),
        about=About(row["about"]),
        free_text={"yes": True, "no": False}[row["free_text"]],
        projection=Projection(row["projection"]),
        withheld_for=frozenset(map(CaseKind, _split(row["withheld_for"]))),
        source=row["source"],
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
