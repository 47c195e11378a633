"""The fields of a standard form that staff fill in; who the person is comes from the record."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from onward.agreements.catalogue import Item, KeyClass, ValueType, catalogue
from onward.agreements.item_types import BadItemValue
from onward.email_route.standard_forms import StandardForm
from onward.people.facts import BadValues, clean_values
from onward.web.email.forms import WayForm
from onward.web.forms import DateText
from onward.web.records.typed_items import typed


class FillingForm(WayForm):
    """One standard form; when valid, `values` is what was filled in, as it is stored."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        posted: Mapping[str, Any] | None,
        *,
        standard: StandardForm,
        held: Mapping[str, object],
        pairs: Iterable[tuple[str, str]],
        on: date,
        fictitious: bool,
    ) -> None:
        known = catalogue()
        self.standard, self.held, self.on, self.fictitious = standard, held, on, fictitious
        self.asked = [known[code] for code in _asked(standard)]
        vars(self)["base_fields"] = self._fields() | type(self).base_fields
        super().__init__(posted, initial=self._as_typed(), pairs=pairs)

    @property
    def not_held(self) -> list[str]:
        """What the form says of who the person is, and the record does not hold."""
        known = catalogue()
        drawn = {"exit_surname": "surname", "exit_nino": "nino"}
        return [
            field.item
            for field in self.standard.fields
            if field.needed
            and known[field.item].key_class == KeyClass.IDENTITY
            and not self.held.get(drawn.get(field.item, field.item))
        ]

    def clean(self) -> dict[str, Any]:
        given = {item.code: _read(item, self.cleaned_data.get(item.code)) for item in self.asked}
        self.values: dict[str, object] = {}
        try:
            self.values = clean_values(given, on=self.on, fictitious=self.fictitious)
        except BadValues as bad:
            for problem in bad.problems:
                name = problem.item.code if isinstance(problem, BadItemValue) else None
                self.add_error(name, str(problem))
        return self.cleaned_data

    @property
    def fingerprint(self) -> str:
        """What these texts are known by when the form comes back."""
        return salted_hmac("email-form", repr(sorted(self.values.items()))).hexdigest()

    @property
    def are_read(self) -> bool:
        shown = self.cleaned_data["shown"]
        return self.cleaned_data["texts_read"] and constant_time_compare(shown, self.fingerprint)

    def _fields(self) -> dict[str, forms.Field]:
        needed = {field.item for field in self.standard.fields if field.needed}
        fields = {item.code: _field(item) for item in self.asked}
        for code in needed & fields.keys():
            fields[code].required = True
        return fields

    def _as_typed(self) -> dict[str, object]:
        """What the record holds already; an event is told once, so it begins empty."""
        return {
            item.code: typed(item).parts(self.held[item.code])[""]
            for item in self.asked
            if item.code in self.held and item.value_type is not ValueType.EVENT
        }


def _asked(standard: StandardForm) -> list[str]:
    known = catalogue()
    return [
        field.item for field in standard.fields if known[field.item].key_class != KeyClass.IDENTITY
    ]


def _field(item: Item) -> forms.Field:
    if item.value_type is ValueType.EVENT:
        return DateText(label=item.label, required=False, help_text=_("The day, if it happened"))
    return typed(item).fields(item, 1)[""]


def _read(item: Item, value: Any) -> object:
    if item.value_type is ValueType.EVENT:
        return {"state": "notified", "on": value.isoformat()} if value else None
    return value
