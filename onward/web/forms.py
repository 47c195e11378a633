"""Forms whose messages say what went wrong and how to mend it, and the fields they need."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.parties.models import Organisation
from onward.values.bad_value import BadValue
from onward.values.dates import BadDate, read_date

Value = TypeVar("Value")

ANY_DATE = gettext_lazy("For example, 27 3 2017")


class PageForm(forms.Form):
    """A form that never answers "this field is required" or "invalid".

    Better words than the general ones are given by a field's own `error_messages`.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speak_plainly()

    def speak_plainly(self) -> None:
        """Again where fields were added since."""
        for name, field in self.fields.items():
            _speak_plainly(field, label=str(self[name].label))

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """Give a field the choices that only the page knows."""
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    def offer_organisations(
        self, name: str, organisations: Iterable[Organisation], *, asks_of_one: bool = True
    ) -> None:
        """The same for a TypedChoiceField whose cleaned value is the organisation chosen.

        Where one is no question, the only one is taken without asking.
        """
        known = {str(each.pk): each for each in organisations}
        self.offer(name, [(pk, each.name) for pk, each in known.items()])
        field = self.fields[name]
        field.coerce = known.__getitem__  # type: ignore[attr-defined]
        if len(known) == 1 and not asks_of_one:
            field.widget, field.initial = forms.HiddenInput(), next(iter(known))

    def begin_unchosen(self, name: str) -> None:
        """Where the first choice is as likely as any other, none is taken by default."""
        field: Any = self.fields[name]
        field.choices = [("", _("Choose one")), *field.choices]


def posted(request: HttpRequest) -> QueryDict | None:
    """What was filled in, even where nothing was; None shows an empty form."""
    return request.POST if request.method == "POST" else None


def chosen_ids(texts: Sequence[str], *, most: int) -> list[UUID]:
    """Those texts that are ids at all: what else is posted was not made by our page."""
    found = []
    for text in texts[:most]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _speak_plainly(field: forms.Field, *, label: str) -> None:
    """Replace Django's own messages; messages that the page wrote itself stay."""
    for code, message in _plain_messages(field, label=label).items():
        default = _default_message(field, code)
        if field.error_messages.get(code, default) is default:
            field.error_messages[code] = message


def _default_message(field: forms.Field, code: str) -> Any:
    for kind in type(field).__mro__:
        messages = getattr(kind, "default_error_messages", {})
        if code in messages:
            return messages[code]
    return None


def _plain_messages(field: forms.Field, *, label: str) -> dict[str, str]:
    words = {
        "label": label.replace("%", "%%"),
        "longest": getattr(field, "max_length", None),
        "least": getattr(field, "min_value", None),
        "most": getattr(field, "max_value", None),
    }
    messages = {
        "required": _required_message(field, label=label),
        "invalid_choice": _("%(label)s: select one of the choices listed") % words,
        "max_length": _("%(label)s must be %(longest)s characters or fewer") % words,
        "min_value": _("%(label)s must be %(least)s or more") % words,
        "max_value": _("%(label)s must be %(most)s or less") % words,
    }
    if isinstance(field, forms.DecimalField | forms.FloatField):
        messages["invalid"] = _("%(label)s must be a number, like 12.50") % words
    elif isinstance(field, forms.IntegerField):
        messages["invalid"] = _("%(label)s must be a whole number, like 16") % words
    elif isinstance(field, forms.DateField | DateParts):
        messages["invalid"] = _("%(label)s must be a real date, like 27 3 2017") % words
    elif isinstance(field, forms.FileField):
        messages["empty"] = _("The chosen file is empty. Choose a file with something in it")
    return messages


def _required_message(field: forms.Field, *, label: str) -> str:
    # "National Insurance number" and "I agree" keep their capital; "Employer" loses it.
    plain = label[:1] + label[1:].lower() == label and not label.startswith("I ")
    noun = {"label": label[:1].lower() + label[1:] if plain else label}
    if label.endswith("?"):
        return _("Answer the question: %(label)s") % {"label": label}
    if isinstance(field, forms.BooleanField):
        return _("Tick the box to go on: %(label)s") % {"label": label}
    if isinstance(field, forms.FileField):
        return _("Choose a file: %(label)s") % noun
    if isinstance(field, forms.ChoiceField):
        return _("Select %(label)s") % noun
    return _("Enter %(label)s") % noun


class ValueField(forms.CharField):
    """A text read by one of the readers in `onward.values`, whose refusal becomes the message."""

    def __init__(self, *, read: Callable[[str], Value], **kwargs: Any) -> None:
        self.read = read
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return self.read(text)
        except BadValue as bad:
            raise ValidationError(str(bad), code="refused") from bad


class DateText(forms.DateField):
    """A date typed or pasted in one go: 27 3 2017, 27/03/2017, 2017-03-27, 27 March 2017."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", ANY_DATE)
        style = {"class": "govuk-input--width-10", "inputmode": "text"}
        kwargs.setdefault("widget", forms.DateInput(format="%d %m %Y", attrs=style))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        return _date_of(re.split(r"[\s./-]+", str(value).strip()), self)


class DatePartsWidget(forms.MultiWidget):
    """Day, month and year in boxes of their own."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in ("day", "month", "year")}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateParts(forms.MultiValueField):
    """A date that people know by heart, in three boxes."""

    widget = DatePartsWidget
    default_error_messages = {"invalid": ANY_DATE}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", ANY_DATE)
        boxes = [forms.CharField(required=False) for _part in ("day", "month", "year")]
        super().__init__(boxes, require_all_fields=False, **kwargs)

    def compress(self, data_list: Any) -> date | None:
        return _date_of([str(part).strip() for part in data_list], self) if any(data_list) else None


def _date_of(parts: Sequence[str], field: forms.Field) -> date:
    """Read day, month and year in that order, or the year first when it has four digits."""
    if len(parts) != 3:
        raise ValidationError(field.error_messages["invalid"], code="invalid")
    first, month, last = parts
    day, year = (last, first) if len(first) == 4 else (first, last)
    try:
        return read_date(f"{day}/{_month_number(month)}/{year}")
    except BadDate as bad:
        raise ValidationError(field.error_messages["invalid"], code="invalid") from bad


def _month_number(month: str) -> str:
    for names in (MONTHS, MONTHS_3):
        for number, name in names.items():
            if month.lower() == str(name).lower():
                return str(number)
    return month
