"""From what a page, a file or a program gives to the one stored form of an item's value.

Stored forms are text, whole numbers, yes or no, and lists and mappings of these: no fractions, so
that canonical JSON is exact. Dates are yyyy-mm-dd, money is pence.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from onward.agreements import plain_types as plain
from onward.agreements import shaped_types as shaped
from onward.agreements.catalogue import Item, Projection, ValueType
from onward.values.bad_value import BadValue
from onward.values.nino import Nino
from onward.values.postcode import Postcode
from onward.values.telephone import Telephone

OTHER_WORDS = {
    "participation_basis": {"non mandatory": "voluntary", "non-mandatory": "voluntary"},
    "signing_day": {
        day[:3]: day for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
    },
}


class BadItemValue(BadValue):
    """A refused value of an item; `value` is for the one who gave it, and never in the text."""

    def __init__(self, item: Item, value: object, rule: str, remedy: str) -> None:
        super().__init__(rule, remedy)
        self.item = item
        self.value = value

    def __str__(self) -> str:
        return f"{self.item.label}: {super().__str__()}"


@dataclass(frozen=True, kw_only=True)
class Given:
    """A value on its way in, and what it is read against."""

    value: object
    item: Item
    on: date
    fictitious: bool
    extra_codes: Collection[str]


def clean(
    item: Item,
    value: object,
    *,
    on: date,
    fictitious: bool = False,
    extra_codes: Collection[str] = (),
) -> object:
    """The stored form of a value; cleaning a stored form, or its projection, changes nothing.

    `on` is the day it is given: some dates may not lie after it. `fictitious` admits National
    Insurance numbers that are never issued. `extra_codes` are those that the agreement in force
    adds to the item's own, such as "unknown" for disability status (REQ-004-009).
    Raises BadItemValue.
    """
    given = Given(value=value, item=item, on=on, fictitious=fictitious, extra_codes=extra_codes)
    try:
        return READERS[item.value_type](given)
    except BadValue as bad:
        raise BadItemValue(item, value, bad.rule, bad.remedy) from None


def is_held(value: object) -> bool:
    """Whether there is a value at all: what is blank is left out as not held, never sent empty."""
    if isinstance(value, Mapping):
        return any(is_held(part) for part in value.values())
    if isinstance(value, list | tuple):
        return any(is_held(part) for part in value)
    return bool(value.strip()) if isinstance(value, str) else value is not None


def doubts(item: Item, value: object) -> list[str]:
    """What to warn of in a stored value that is not wrong enough to refuse (REQ-004-008)."""
    if item.value_type is not ValueType.TELEPHONE or not isinstance(value, Mapping):
        return []
    if Telephone.parse(value["as_given"]).std_code_looks_missing:
        return ["This number seems to lack its area code."]
    return []


def _code(given: Given) -> str:
    value = given.value
    if isinstance(value, str):
        words = OTHER_WORDS.get(given.item.code, {})
        value = words.get(value.strip().casefold(), value)
    codes = (*given.item.codes, *given.extra_codes) if given.item.codes else ()
    return plain.as_code(value, codes)


def _nino(given: Given) -> str:
    return Nino.parse(plain.as_line(given.value), fictitious=given.fictitious).text


def _event(given: Given) -> dict[str, object]:
    date_needed = given.item.projection is not Projection.EVENT_ONLY
    return shaped.as_event(given.value, date_needed=date_needed)


def _made_of_others(given: Given) -> object:
    raise BadValue("This is made of other items.", "Give each part under its own item.")


READERS: Mapping[ValueType, Callable[[Given], object]] = {
    ValueType.STRING: lambda given: plain.as_line(given.value),
    ValueType.TEXT: lambda given: plain.as_text(given.value),
    ValueType.CODE: _code,
    ValueType.BOOLEAN: lambda given: plain.as_boolean(given.value),
    ValueType.DATE: lambda given: plain.as_date(given.value),
    ValueType.PAST_DATE: lambda given: plain.as_past_date(given.value, on=given.on),
    ValueType.DATETIME: lambda given: plain.as_datetime(given.value),
    ValueType.INTEGER: lambda given: plain.as_count(given.value),
    ValueType.DECIMAL: lambda given: plain.as_hours(given.value),
    ValueType.MONEY: lambda given: plain.as_pence(given.value),
    ValueType.NINO: _nino,
    ValueType.TITLE: lambda given: shaped.as_title(given.value, given.item.codes),
    ValueType.POSTCODE: lambda given: Postcode.parse(plain.as_line(given.value)).text,
    ValueType.ADDRESS: lambda given: shaped.as_address(given.value),
    ValueType.TELEPHONE: lambda given: shaped.as_telephone(given.value),
    ValueType.EMAIL: lambda given: plain.as_email(given.value),
    ValueType.JOB_PREFERENCES: lambda given: shaped.as_job_preferences(given.value),
    ValueType.HOURS: lambda given: shaped.as_hours_wanted(given.value),
    ValueType.LICENCES: lambda given: shaped.as_licences(given.value, given.item.codes),
    ValueType.ROWS_OF_STRING: lambda given: shaped.as_rows(given.value, plain.as_line),
    ValueType.ROWS_OF_DATE: lambda given: shaped.as_rows(given.value, plain.as_date),
    ValueType.ROWS_OF_BOOLEAN: lambda given: shaped.as_rows(given.value, plain.as_boolean),
    ValueType.EVENT: _event,
    ValueType.ABSENCE: lambda given: shaped.as_absence(given.value),
    ValueType.EASEMENT: lambda given: shaped.as_easement(given.value, given.item.codes),
    ValueType.INCIDENT: lambda given: shaped.as_incident(given.value),
    ValueType.THRESHOLD: lambda given: shaped.as_threshold(given.value),
    ValueType.CONSENT: lambda given: shaped.as_consent(given.value),
    ValueType.DOCUMENT: lambda given: shaped.as_document(given.value),
    ValueType.RECORD: _made_of_others,
    ValueType.RECORD_SET: _made_of_others,
    ValueType.AGGREGATE: _made_of_others,
}
