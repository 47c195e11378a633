"""How a value of an item is typed: its fields, and the way from a stored value and back.

The fields only gather what was typed. Whether it will do is for `clean_values` to say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onward.agreements.catalogue import Item, ValueType
from onward.parties.clock import now
from onward.values.bad_value import BadValue
from onward.web.forms import DateText
from onward.web.item_values import code_in_words, code_of_item

NOT_RECORDED = ("", _("Not recorded"))
YES_OR_NO = (NOT_RECORDED, ("yes", _("Yes")), ("no", _("No")))
OTHER, DETAIL, CAUSE = "other", "detail", "cause"
SINCE, UNTIL = "since", "until"
APPLIES = (NOT_RECORDED, ("notified", _("Yes")), ("withdrawn", _("No longer")))
MOST_ROWS, BLANK_ROWS = 20, 2
HINTS: Mapping[str, Promise] = {
    "nino": _("It is on letters about benefits, tax or pay. For example, QQ 12 34 56 C"),
    "claimant_reference_number": _("Where there is no National Insurance number, or beside it"),
    "address": _("At most 4 lines, without the postcode"),
    "telephone": _("With the area code, like 0131 496 0123"),
    "telephone_alternate": _("With the area code, like 0131 496 0123"),
    "job_preferences": _("One on each line, at most three, the most wanted first"),
    "preferred_hours": _("Hours a week: a number or a range, like 16 or 16-30"),
    "licence_endorsements": _("Shared only where an agreement names endorsements"),
    "last_job_1_end": _("Leave it out while the job goes on. For example, 27 3 2017"),
    "last_job_2_end": _("Leave it out while the job goes on. For example, 27 3 2017"),
}


@dataclass(frozen=True, kw_only=True)
class Typed:
    """One way of typing: fields by part, a stored value as typed parts, and the parts read.

    The first part is "" and bears the item's own name. `read` raises BadValue for parts that
    contradict each other.
    """

    fields: Callable[[Item, int], dict[str, forms.Field]]
    parts: Callable[[Any], dict[str, object]]
    read: Callable[[dict[str, Any]], object]


def typed(item: Item) -> Typed:
    """How values of this item are typed."""
    if item.value_type is ValueType.CODE and not item.codes:
        return _in_one(_line)
    return TYPED.get(item.value_type) or _in_one(_line)


def field_name(item: Item, part: str) -> str:
    return f"{item.code}__{part}" if part else item.code


def first_field(item: Item) -> str:
    """The field that says what is wrong with the item."""
    return next(iter(field_name(item, part) for part in typed(item).fields(item, 1)))


def _in_one(
    field: Callable[..., forms.Field], shown: Callable[[Any], object] = lambda value: value
) -> Typed:
    return Typed(
        fields=lambda item, rows: {"": field(item)},
        parts=lambda value: {"": shown(value)},
        read=lambda parts: parts.get(""),
    )


def _in_rows(
    field: Callable[..., forms.Field], shown: Callable[[Any], object] = lambda value: value
) -> Typed:
    return Typed(
        fields=lambda item, rows: {str(row): field(item, row) for row in range(1, rows + 1)},
        parts=lambda value: {row: shown(part) for row, part in value.items()},
        read=lambda parts: {row: part for row, part in parts.items() if part not in ("", None)},
    )


def _label(item: Item, row: int = 0) -> str:
    if not row:
        return item.label
    _group, _colon, part = item.label.rpartition(": ")
    return f"{part[:1].upper()}{part[1:]}"


def _line(item: Item, row: int = 0) -> forms.Field:
    style = {"class": "govuk-input--width-20", "autocomplete": "off"}
    widget = forms.TextInput(attrs=style)
    return forms.CharField(
        label=_label(item, row),
        required=False,
        widget=widget,
        help_text=str(HINTS.get(item.code, "")),
    )


def _area(rows: int) -> Callable[..., forms.Field]:
    def field(item: Item) -> forms.Field:
        widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
        return forms.CharField(
            label=item.label, required=False, widget=widget, help_text=str(HINTS.get(item.code, ""))
        )

    return field


def _day(item: Item, row: int = 0) -> forms.Field:
    hint = {"help_text": str(HINTS[item.code])} if item.code in HINTS else {}
    return DateText(label=_label(item, row), required=False, **hint)


def _code(item: Item) -> forms.Field:
    choices = [NOT_RECORDED, *((code, code_of_item(item, code)) for code in item.codes)]
    return forms.ChoiceField(label=item.label, required=False, choices=choices)


def _yes_no(item: Item, row: int = 0) -> forms.Field:
    return forms.ChoiceField(label=_label(item, row), required=False, choices=YES_OR_NO)


def _licences(item: Item) -> forms.Field:
    return forms.MultipleChoiceField(
        label=item.label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[*((code, code_in_words(code)) for code in item.codes), ("none", _("None"))],
    )


def _title_fields(item: Item, rows: int) -> dict[str, forms.Field]:
    own = forms.CharField(
        label=_("Other title"),
        required=False,
        help_text=_("Only if the title is none of those above"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    choices = [NOT_RECORDED, *((code, code) for code in item.codes)]
    chosen = forms.ChoiceField(label=item.label, required=False, choices=choices)
    return {"": chosen, OTHER: own}


def _title_parts(value: str) -> dict[str, object]:
    other, colon, own = value.partition(": ")
    return {"": other, OTHER: own} if colon else {"": value}


def _title_read(parts: dict[str, Any]) -> object:
    own = str(parts.get(OTHER) or "").strip()
    chosen = parts.get("")
    return f"Other: {own}" if own and chosen in ("", "Other", None) else chosen


def _incident_fields(item: Item, rows: int) -> dict[str, forms.Field]:
    story = forms.CharField(
        label=_("What happened"),
        required=False,
        help_text=_("This stays in your organisation's record. Others are told yes or no."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    return {"": _yes_no(item), DETAIL: story}


def _incident_parts(value: Any) -> dict[str, object]:
    if not isinstance(value, Mapping):
        return {"": _as_yes_no(value)}
    return {"": _as_yes_no(value["recorded"]), DETAIL: value.get("detail", "")}


def _incident_read(parts: dict[str, Any]) -> object:
    if not parts.get(DETAIL):
        return parts.get("")
    return {"recorded": parts.get("") or "no", "detail": parts[DETAIL]}


def _easement_fields(item: Item, rows: int) -> dict[str, forms.Field]:
    cause = forms.ChoiceField(
        label=_("Cause of the easement"),
        required=False,
        choices=[NOT_RECORDED, *((code, code_in_words(code)) for code in item.codes)],
        help_text=_("This stays in your organisation's record. Others are told the day alone."),
    )
    return {"": _day(item), CAUSE: cause}


def _easement_parts(value: Any) -> dict[str, object]:
    return {"": date.fromisoformat(value["until"]), CAUSE: value.get("cause", "")}


def _easement_read(parts: dict[str, Any]) -> object:
    """A cause without a day is refused like any easement without one."""
    if not parts.get(CAUSE):
        return parts.get("")
    return {"until": parts.get(""), "cause": parts[CAUSE]}


def _has_come(day: date) -> None:
    if day > localdate(now()):
        raise forms.ValidationError(gettext("This day lies in the future. Give today or earlier."))


def _event_fields(item: Item, rows: int) -> dict[str, forms.Field]:
    chosen = forms.ChoiceField(label=_("Does this apply?"), required=False, choices=APPLIES)
    since = DateText(label=_("Since when?"), required=False, validators=[_has_come], help_text="")
    until = DateText(label=_("Until when?"), required=False, validators=[_has_come], help_text="")
    return {"": chosen, SINCE: since, UNTIL: until}


def _event_parts(value: Mapping[str, Any]) -> dict[str, object]:
    days = {part: date.fromisoformat(value[part]) for part in ("since", "on") if part in value}
    if value["state"] == "withdrawn":
        return {"": "withdrawn", SINCE: days.get("since"), UNTIL: days.get("on")}
    return {"": "notified", SINCE: days.get("on")}


def _event_read(parts: dict[str, Any]) -> object:
    state, since, until = parts.get(""), parts.get(SINCE), parts.get(UNTIL)
    if not (state or since or until):
        return None
    if not state:
        raise BadValue(
            gettext("There is a day without an answer."), gettext("Answer yes or no longer.")
        )
    if state == "notified" and until:
        remedy = gettext("Take out the day it ended, or choose no longer.")
        raise BadValue(gettext("What still applies has not ended."), remedy)
    days = {"since": since, "on": until} if state == "withdrawn" else {"on": since}
    return {"state": state, **{part: day for part, day in days.items() if day}}


def _as_yes_no(value: object) -> str:
    return "yes" if value else "no"


def _as_lines(value: Any) -> str:
    return "\n".join(value)


def _as_hours(value: Any) -> str:
    least, most = value["least"], value["most"]
    return str(least) if least == most else f"{least}-{most}"


TYPED: Mapping[ValueType, Typed] = {
    # Never shown whole, so it is typed anew or left as it is.
    ValueType.NINO: _in_one(_line, lambda value: ""),
    ValueType.TITLE: Typed(fields=_title_fields, parts=_title_parts, read=_title_read),
    ValueType.CODE: _in_one(_code),
    ValueType.BOOLEAN: _in_one(_yes_no, _as_yes_no),
    ValueType.DATE: _in_one(_day, date.fromisoformat),
    ValueType.PAST_DATE: _in_one(_day, date.fromisoformat),
    ValueType.TEXT: _in_one(_area(6)),
    ValueType.ADDRESS: _in_one(_area(4), _as_lines),
    ValueType.JOB_PREFERENCES: _in_one(_area(3), _as_lines),
    ValueType.TELEPHONE: _in_one(_line, lambda value: value["as_given"]),
    ValueType.HOURS: _in_one(_line, _as_hours),
    ValueType.LICENCES: _in_one(_licences),
    ValueType.INCIDENT: Typed(fields=_incident_fields, parts=_incident_parts, read=_incident_read),
    ValueType.EVENT: Typed(fields=_event_fields, parts=_event_parts, read=_event_read),
    ValueType.EASEMENT: Typed(fields=_easement_fields, parts=_easement_parts, read=_easement_read),
    ValueType.ROWS_OF_STRING: _in_rows(_line),
    ValueType.ROWS_OF_DATE: _in_rows(_day, date.fromisoformat),
    ValueType.ROWS_OF_BOOLEAN: _in_rows(_yes_no, _as_yes_no),
}
