"""Values of items as pages show them: dates in words, numbers masked, lists as lines."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.agreements.catalogue import Item, ValueType, catalogue
from onward.formats.nccis.code_lists import labels
from onward.programmes.participation.activities import activity_labels
from onward.values.nino import Nino
from onward.values.pence import Pence, as_pounds_text
from onward.web.words import date_words, moment_words

NAMED_AT_MOST = 4
# Items whose codes are those of the monthly return, and the list each is of.
LIST_OF = {
    "gender": "gender",
    "ethnic_origin": "ethnicity",
    "cohort_status": "cohort_status",
    "level_of_need": "level_of_need",
    "guarantee_year_11": "year_11_guarantee",
    "guarantee_year_12": "year_12_guarantee",
    "intended_destination": "intended_destination",
}


def value_in_words(item: Item, value: object) -> str:
    """A stored value as text; several lines where it has several parts.

    A National Insurance number is masked: it is shown whole only by an act with a reason.
    """
    if item.value_type is ValueType.CODE:
        return code_of_item(item, value)
    words = SHOWN.get(item.value_type)
    return words(value) if words else _plain(value)


def code_of_item(item: Item, code: object) -> str:
    """A code of an item in the words of the list it comes from, or as it reads aloud."""
    words = _words_of(item.code).get(str(code))
    return _(words) if words else code_in_words(code)


def _words_of(item: str) -> Mapping[str, str]:
    if item == "activity":
        return activity_labels()
    return labels(LIST_OF[item]) if item in LIST_OF else {}


def code_in_words(code: object) -> str:
    """A code as it reads aloud: "not_disabled" is "Not disabled", "DUPLICATE" is "Duplicate"."""
    text = str(code).replace("_", " ").strip()
    text = text.lower() if text.isupper() else text
    return _(text[:1].upper() + text[1:]) if text else ""


def item_label(code: str) -> str:
    """What an item is called; a code that the catalogue no longer has stands for itself."""
    known = catalogue()
    return _(known[code].label) if code in known else code


def items_named(codes: Iterable[str]) -> str:
    """The labels of some items, and how many more there are."""
    labels = [item_label(code) for code in codes]
    shown, left = ", ".join(labels[:NAMED_AT_MOST]), len(labels) - NAMED_AT_MOST
    if left <= 0:
        return shown
    words = ngettext("%(shown)s and %(num)s more", "%(shown)s and %(num)s more", left)
    return words % {"shown": shown, "num": left}


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return "\n".join(_plain(part) for part in value)
    if isinstance(value, Mapping):
        parts = value.items()
        return "\n".join(f"{code_in_words(name)}: {_plain(part)}" for name, part in parts if part)
    return str(value)


def _day(value: object) -> str:
    return date_words(date.fromisoformat(str(value)))


def _moment(value: object) -> str:
    return moment_words(datetime.fromisoformat(str(value)))


def _when(value: object) -> str:
    """A day, or a minute of London time."""
    day, _t, minute = str(value).partition("T")
    return f"{_day(day)}, {minute}" if minute else _day(day)


def _telephone(value: Any) -> str:
    return str(value["as_given"])


def _hours(value: Any) -> str:
    least, most = value["least"], value["most"]
    if least == most:
        return _("%(hours)s hours a week") % {"hours": least}
    return _("%(least)s to %(most)s hours a week") % {"least": least, "most": most}


def _numbered(each: Callable[[object], str]) -> Callable[[Any], str]:
    """Each row of a repeating group under its number, which its other items share."""
    return lambda rows: "\n".join(f"{number}. {each(part)}" for number, part in rows.items())


def _event(value: Any) -> str:
    words = [_("withdrawn")] if value.get("state") == "withdrawn" else []
    words += [_("since %(day)s") % {"day": _day(value["since"])}] if value.get("since") else []
    words += [_day(value["on"])] if value.get("on") else []
    words += [str(value["detail"])] if value.get("detail") else []
    return ", ".join(words) or _("notified")


def _easement(value: Any) -> str:
    until = _("until %(day)s") % {"day": _day(value["until"])}
    return f"{until}: {code_in_words(value['cause'])}" if value.get("cause") else until


def _absence(value: Any) -> str:
    ends = value.get("unavailable_to")
    words = {"from": _when(value["unavailable_from"]), "to": _when(ends) if ends else ""}
    text = _("%(from)s to %(to)s") % words if ends else _("from %(from)s") % words
    return _("%(text)s, withdrawn") % {"text": text} if value.get("withdrawn") else text


def _incident(value: Any) -> str:
    return _plain(value["recorded"] if isinstance(value, Mapping) else value)


def _threshold(value: Any) -> str:
    if not value["reached"]:
        return _("Not reached")
    return _("Reached on %(day)s") % {"day": _day(value["on"])}


def _consent(value: Any) -> str:
    day = value.get("withdrawn_on") or value["on"]
    return f"{code_in_words(value['decision'])}, {_day(day)}"


def _codes(value: Any) -> str:
    return ", ".join(code_in_words(code) for code in value)


SHOWN: Mapping[ValueType, Callable[[Any], str]] = {
    ValueType.NINO: lambda value: Nino(value).masked,
    ValueType.DATE: _day,
    ValueType.PAST_DATE: _day,
    ValueType.DATETIME: _moment,
    ValueType.MONEY: lambda value: as_pounds_text(Pence(value)),
    ValueType.TELEPHONE: _telephone,
    ValueType.HOURS: _hours,
    ValueType.LICENCES: _codes,
    ValueType.ROWS_OF_STRING: _numbered(_plain),
    ValueType.ROWS_OF_DATE: _numbered(_day),
    ValueType.ROWS_OF_BOOLEAN: _numbered(_plain),
    ValueType.EVENT: _event,
    ValueType.ABSENCE: _absence,
    ValueType.EASEMENT: _easement,
    ValueType.INCIDENT: _incident,
    ValueType.THRESHOLD: _threshold,
    ValueType.CONSENT: _consent,
    ValueType.DOCUMENT: lambda value: str(value["name"]),
}
