"""From a Django form's fields to the parameters of the GOV.UK macros."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.utils.translation import gettext as _

from onward.web.forms import DatePartsWidget

Parameters = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a page may say about one field beyond the form; None leaves the field's own."""

    heading: bool = False
    size: str | None = None
    label: str | None = None
    label_hidden: bool = False
    mark_optional: bool = True
    hint: str | None = None
    hints: Mapping[str, str] = field(default_factory=dict)
    inline: bool = False
    small: bool = False
    prefix: str | None = None
    suffix: str | None = None
    classes: str | None = None
    autocomplete: str | None = None


def field_parameters(bound: BoundField, options: Mapping[str, Any]) -> tuple[str, Parameters]:
    """Return the kind of component that shows this field, and its macro's parameters."""
    look, widget = Look(**options), bound.field.widget
    for kind, widgets, parameters in KINDS:
        if isinstance(widget, widgets):
            return kind, parameters(bound, look)
    raise TypeError(f"No component shows a {type(widget).__name__}.")


def summary_of(form_list: Iterable[forms.BaseForm]) -> list[dict[str, str]]:
    """Return the error summary's entries: the words beside the field and where it is."""
    entries = []
    for form in form_list:
        first = next(iter(form.visible_fields()), None)
        for text in form.non_field_errors() if form.is_bound else ():
            entries.append(_entry(str(text), first))
        for bound in form:
            if bound.errors:
                entries.append(_entry(_error_text(bound), None if bound.is_hidden else bound))
    return entries


def chosen_filters(form: forms.Form, request: HttpRequest) -> list[dict[str, str]]:
    """Return each chosen filter with the query string of the list without it."""
    chosen = []
    for bound in form.visible_fields():
        values = [value for value in request.GET.getlist(bound.html_name) if value]
        names = {str(item["value"]): str(item["label"]) for item in _choices(bound)}
        for value in values:
            left = request.GET.copy()
            left.setlist(bound.html_name, [other for other in values if other != value])
            left.pop("page", None)
            text = f"{bound.label}: {names.get(value, value)}"
            chosen.append({"text": text, "without": f"?{left.urlencode()}"})
    return chosen


def _entry(text: str, bound: BoundField | None) -> dict[str, str]:
    return {"text": text} if bound is None else {"text": text, "href": f"#{bound.auto_id}"}


def _error_text(bound: BoundField) -> str:
    return " ".join(str(error) for error in bound.errors)


def _base(bound: BoundField, look: Look) -> Parameters:
    attributes = dict(bound.field.widget.attrs)
    parameters: Parameters = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "classes": look.classes or attributes.pop("class", ""),
        "autocomplete": look.autocomplete or attributes.pop("autocomplete", None),
        "hint": _text(look.hint or bound.help_text),
        "attributes": {
            name: value
            for name, value in attributes.items()
            if name not in {"cols", "rows", "class", "autocomplete", "maxlength", "inputmode"}
        },
    }
    if bound.errors:
        hidden = _("Error")
        parameters["errorMessage"] = {"text": _error_text(bound), "visuallyHiddenText": hidden}
    return {name: value for name, value in parameters.items() if value}


def _labelled(bound: BoundField, look: Look) -> Parameters:
    return _base(bound, look) | {"label": _caption(bound, look, "govuk-label")}


def _in_fieldset(bound: BoundField, look: Look) -> Parameters:
    legend = _caption(bound, look, "govuk-fieldset__legend")
    base = _base(bound, look)
    return base | {"idPrefix": bound.auto_id, "fieldset": {"legend": legend}}


def _caption(bound: BoundField, look: Look, block: str) -> Parameters:
    size = look.size or ("l" if look.heading else "s")
    classes = "govuk-visually-hidden" if look.label_hidden else f"{block}--{size}"
    text = str(look.label or bound.label)
    if look.mark_optional and not look.heading and not bound.field.required:
        text = _("%(label)s (optional)") % {"label": text}
    return {"text": text, "classes": classes, "isPageHeading": look.heading}


def _text(text: Any) -> Parameters | None:
    return {"text": str(text)} if text else None


def _hidden(bound: BoundField, look: Look) -> Parameters:
    return {"html": bound.as_widget()}


def _input(bound: BoundField, look: Look) -> Parameters:
    widget = bound.field.widget
    value = widget.format_value(bound.value())
    parameters = _labelled(bound, look) | {
        "value": None if value is None else str(value),
        "type": "text" if widget.input_type in {"number", "date"} else widget.input_type,
        "prefix": _text(look.prefix),
        "suffix": _text(look.suffix),
        "inputmode": widget.attrs.get("inputmode", _keypad(bound.field)),
    }
    if isinstance(bound.field, forms.EmailField):
        parameters |= {"spellcheck": False, "autocapitalize": "none"}
    return {name: value for name, value in parameters.items() if value is not None}


def _keypad(field: forms.Field) -> str | None:
    if isinstance(field, forms.DecimalField | forms.FloatField):
        return "decimal"
    return "numeric" if isinstance(field, forms.IntegerField) else None


def _password(bound: BoundField, look: Look) -> Parameters:
    return _labelled(bound, look) | {
        "showPasswordText": _("Show"),
        "hidePasswordText": _("Hide"),
        "showPasswordAriaLabelText": _("Show password"),
        "hidePasswordAriaLabelText": _("Hide password"),
        "passwordShownAnnouncementText": _("Your password is visible"),
        "passwordHiddenAnnouncementText": _("Your password is hidden"),
    }


def _textarea(bound: BoundField, look: Look) -> Parameters:
    longest = getattr(bound.field, "max_length", None)
    if longest and not look.hint and not bound.help_text:
        look = Look(**{**vars(look), "hint": _("Up to %(num)s characters") % {"num": longest}})
    rows = bound.field.widget.attrs.get("rows", 5)
    return _labelled(bound, look) | {"rows": rows, "value": str(bound.value() or "")}


def _select(bound: BoundField, look: Look) -> Parameters:
    items = [
        {
            "value": str(choice["value"]),
            # Django's own empty choice is a row of hyphens, which says nothing aloud.
            "text": _("Select") if str(choice["label"]).startswith("---") else str(choice["label"]),
            "selected": choice["selected"],
        }
        for choice in _choices(bound)
    ]
    return _labelled(bound, look) | {"items": items}


def _radios(bound: BoundField, look: Look) -> Parameters:
    return _in_fieldset(bound, look) | {
        "items": _items(bound, look),
        "classes": _kind(look, "radios"),
    }


def _checkboxes(bound: BoundField, look: Look) -> Parameters:
    items = _items(bound, look)
    return _in_fieldset(bound, look) | {"items": items, "classes": _kind(look, "checkboxes")}


def _kind(look: Look, block: str) -> str:
    chosen = [name for name in ("inline", "small") if getattr(look, name)]
    return " ".join(f"govuk-{block}--{name}" for name in chosen)


def _items(bound: BoundField, look: Look) -> list[Parameters]:
    return [
        {
            "value": str(choice["value"]),
            "text": str(choice["label"]),
            "checked": bool(choice["selected"]),
            "hint": _text(look.hints.get(str(choice["value"]))),
        }
        for choice in _choices(bound)
    ]


def _choices(bound: BoundField) -> list[Parameters]:
    if not isinstance(bound.field.widget, forms.widgets.ChoiceWidget):
        return []
    return [widget.data for widget in bound.subwidgets]


def _one_checkbox(bound: BoundField, look: Look) -> Parameters:
    item = {"value": "on", "text": str(look.label or bound.label), "checked": bool(bound.value())}
    base = _base(bound, look)
    return base | {"idPrefix": bound.auto_id, "items": [item], "classes": _kind(look, "checkboxes")}


def _date_parts(bound: BoundField, look: Look) -> Parameters:
    widget = bound.field.widget
    value = bound.value()
    typed = value if isinstance(value, list) else widget.decompress(value)
    captions = (_("Day"), _("Month"), _("Year"))
    # The first box bears the field's own id, so that the error summary's link lands in it.
    ids = (bound.auto_id, f"{bound.auto_id}_month", f"{bound.auto_id}_year")
    items = [
        {
            "id": box_id,
            "name": bound.html_name + suffix,
            "label": caption,
            "value": "" if part is None else str(part),
            "classes": f"govuk-input--width-{width}{' govuk-input--error' if bound.errors else ''}",
        }
        for box_id, suffix, caption, part, width in zip(
            ids, widget.widgets_names, captions, typed, (2, 2, 4), strict=True
        )
    ]
    parameters = _in_fieldset(bound, look)
    return parameters | {"id": f"{bound.auto_id}_date", "items": items}


def _file(bound: BoundField, look: Look) -> Parameters:
    return _labelled(bound, look)


# CheckboxSelectMultiple is a kind of RadioSelect to Django, so it must be asked for first.
KINDS: tuple[tuple[str, Any, Any], ...] = (
    ("hidden", forms.HiddenInput, _hidden),
    ("date-input", DatePartsWidget, _date_parts),
    ("checkboxes", forms.CheckboxSelectMultiple, _checkboxes),
    ("radios", forms.RadioSelect, _radios),
    ("checkboxes", forms.CheckboxInput, _one_checkbox),
    ("select", forms.Select, _select),
    ("textarea", forms.Textarea, _textarea),
    ("file-upload", forms.FileInput, _file),
    ("password-input", forms.PasswordInput, _password),
    ("input", forms.widgets.Input, _input),
)
