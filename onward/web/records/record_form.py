"""The form that a record, or a part of it, is typed into."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from onward.agreements.catalogue import Item, catalogue
from onward.agreements.item_types import BadItemValue, doubts
from onward.people.facts import BadValues, clean_values
from onward.values.bad_value import BadValue
from onward.values.nino import Nino
from onward.web.forms import PageForm
from onward.web.records.return_items import faults_of, offered
from onward.web.records.sections import SECTIONS
from onward.web.records.typed_items import BLANK_ROWS, MOST_ROWS, field_name, first_field, typed


class RecordForm(PageForm):
    """Some sections of a record as they stand; when valid, `changes` is what is new in them.

    `on` is the day it is typed; `fictitious` admits never-issued National Insurance numbers.
    What `clean_values` refuses is said beside the field, with rule and remedy.
    """

    def __init__(
        self,
        posted: Mapping[str, Any] | None,
        *,
        sections: Sequence[str],
        held: Mapping[str, object],
        on: date,
        fictitious: bool,
        required: Iterable[str] = (),
    ) -> None:
        known = catalogue()
        asked = [known[code] for name in sections for code in SECTIONS[name].items]
        self.items = [each for item in asked if (each := offered(item, on=on, held=held))]
        self.held, self.on, self.fictitious = held, on, fictitious
        self.rows = _rows_of(self.items, held)
        vars(self)["base_fields"] = self._fields_of_items(frozenset(required))
        super().__init__(posted, initial=self._as_typed())

    def clean(self) -> dict[str, Any]:
        known, given = catalogue(), self._given()
        if "nino" in given and not given["nino"]:
            given["nino"] = self.held.get("nino")
        self.values: dict[str, object] = {}
        try:
            self.values = clean_values(given, on=self.on, fictitious=self.fictitious)
        except BadValues as bad:
            for problem in bad.problems:
                item = problem.item if isinstance(problem, BadItemValue) else self.items[0]
                self.add_error(first_field(item), str(problem))
        for code, words in faults_of(self.values, on=self.on):
            self.add_error(first_field(known[code]), words)
        return self.cleaned_data

    @property
    def changes(self) -> dict[str, object]:
        """What differs from what is held; None where a value was taken out."""
        codes = [item.code for item in self.items]
        return {
            code: self.values.get(code)
            for code in codes
            if self.values.get(code) != self.held.get(code)
        }

    @property
    def doubts(self) -> list[str]:
        """What to warn of in what was typed."""
        known = catalogue()
        changed = {code: value for code, value in self.changes.items() if value is not None}
        return [
            f"{known[code].label}: {doubt}"
            for code, value in changed.items()
            for doubt in doubts(known[code], value)
        ]

    def of_section(self, code: str) -> list[BoundField]:
        """The fields of one section, in the order they are typed."""
        return [bound for _label, fields in self.by_item(code) for bound in fields]

    def by_item(self, code: str) -> list[tuple[str, list[BoundField]]]:
        """The fields of one section, under the label of each item."""
        items = SECTIONS[code].items
        asked = [item for item in self.items if item.code in items]
        return [(_(item.label), self._bound(item)) for item in asked]

    def numbered_rows(self) -> list[list[BoundField]]:
        """The fields of a repeating group, one list to a row."""
        return [
            [self[field_name(item, str(row))] for item in self.items]
            for row in range(1, self.rows + 1)
        ]

    def _fields_of_items(self, required: Collection[str]) -> dict[str, forms.Field]:
        fields = {
            field_name(item, part): field
            for item in self.items
            for part, field in typed(item).fields(item, self.rows).items()
        }
        for code in required:
            fields[code].required = True
        if "nino" in fields and "nino" in self.held:
            words = _("Recorded: %(number)s. Leave this empty to keep it.")
            fields["nino"].help_text = words % {"number": Nino(str(self.held["nino"])).masked}
        return fields

    def _as_typed(self) -> dict[str, object]:
        return {
            field_name(item, part): value
            for item in self.items
            if item.code in self.held
            for part, value in typed(item).parts(self.held[item.code]).items()
        }

    def _given(self) -> dict[str, object]:
        given = {}
        for item in self.items:
            if self._has_error(item):
                continue
            try:
                given[item.code] = self._read(item)
            except BadValue as bad:
                words = str(BadItemValue(item, None, bad.rule, bad.remedy))
                self.add_error(first_field(item), words)
        return given

    def _read(self, item: Item) -> object:
        parts = typed(item).fields(item, self.rows)
        cleaned = {part: self.cleaned_data.get(field_name(item, part)) for part in parts}
        return typed(item).read(cleaned)

    def _has_error(self, item: Item) -> bool:
        return any(bound.errors for bound in self._bound(item))

    def _bound(self, item: Item) -> list[BoundField]:
        return [self[field_name(item, part)] for part in typed(item).fields(item, self.rows)]


def _rows_of(items: Iterable[Item], held: Mapping[str, object]) -> int:
    """Rows to show of a repeating group: those held, and some to add to."""
    numbers = [
        int(number)
        for item in items
        if item.value_type.startswith("rows_of") and isinstance(held.get(item.code), Mapping)
        for number in dict(held[item.code])  # type: ignore[call-overload]
    ]
    return min(MOST_ROWS, max(numbers, default=0) + BLANK_ROWS)
