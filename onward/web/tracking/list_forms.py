"""How a kind of list is written, typed by whoever takes it in."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.formats.learner_cells import school
from onward.intake.feed import Feed
from onward.intake.list_settings import BadSettings, Settings
from onward.parties.models import Organisation
from onward.values.bad_value import BadValue
from onward.web.forms import PageForm

BETWEEN = ";"
HEADING, SENDER = "heading-", "sender-"
A_YEAR = 366


class Lines(forms.CharField):
    """Several texts, one on each line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(value or ())

    def to_python(self, value: Any) -> Any:
        lines = (super().to_python(value) or "").splitlines()
        return [line.strip() for line in lines if line.strip()]


class Pairs(Lines):
    """On each line a word and what it means: `8 = 230`."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            value = [f"{word} = {meant}".strip() for word, meant in value.items()]
        return super().prepare_value(value)

    def to_python(self, value: Any) -> Any:
        pairs: dict[str, str] = {}
        for line in super().to_python(value):
            word, equals, meant = (part.strip() for part in line.partition("="))
            word = " ".join(word.lower().split())
            if not equals or not meant:
                words = _("“%(line)s” is not a word, the sign = and a code. Write it like 8 = 230")
                raise ValidationError(words % {"line": line}, code="refused")
            if word in pairs:
                words = _("“%(word)s” stands on two lines. Keep one of them")
                raise ValidationError(words % {"word": word}, code="refused")
            pairs[word] = meant
        return pairs


class Words(Pairs):
    """On each line a column, a word of a sender's and the value that it means."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            value = {
                f"{column}: {word}": meant
                for column, words in value.items()
                for word, meant in words.items()
            }
        return super().prepare_value(value)

    def to_python(self, value: Any) -> Any:
        words: dict[str, dict[str, str]] = {}
        for named, meant in super().to_python(value).items():
            column, colon, word = (part.strip() for part in named.partition(":"))
            if not colon or not word:
                told = _("“%(named)s” names no column and word. Write it like gender: female = F")
                raise ValidationError(told % {"named": named}, code="refused")
            words.setdefault(column, {})[word] = meant
        return words


class Numbers(forms.CharField):
    """The numbers of one school or college; most have one."""

    def to_python(self, value: Any) -> Any:
        try:
            return [school().read(cell) for cell in parted(super().to_python(value) or "")]
        except BadValue as bad:
            raise ValidationError(str(bad), code="refused") from bad


class ListSettingsForm(PageForm):
    """What can be set of one kind of list; the rest of its settings is not asked for."""

    words = Words(
        label=gettext_lazy("Words of senders for a value"),
        help_text=gettext_lazy(
            "One on each line: our column, their word, the value it means, like gender: female = F."
        ),
    )
    passed_over = Lines(
        label=gettext_lazy("Columns that are passed over"),
        help_text=gettext_lazy("Headings of columns that you do not need, one on each line."),
    )
    tolerance_days = forms.IntegerField(
        label=gettext_lazy("Tolerance in days"),
        help_text=gettext_lazy("An activity that began fewer days ago is not changed by a list."),
        min_value=0,
        max_value=A_YEAR,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    activities = Pairs(
        label=gettext_lazy("Activity codes"),
        help_text=gettext_lazy(
            "One on each line. Schools and colleges: how their number begins, after the "
            "authority's three digits, like 8 = 230; a line that begins with = is for all others. "
            "Training providers: their word for a situation, like apprenticeship = 310."
        ),
    )
    most_rows = forms.IntegerField(
        label=gettext_lazy("Rows that a file may have without a question"),
        help_text=gettext_lazy("0 is any number."),
        min_value=0,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )

    def __init__(
        self, *args: Any, feed: Feed, senders: Sequence[Organisation], held: Settings, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=asdict(held), **kwargs)
        self.feed, self.held, self.senders = feed, held, senders
        self.columns = [column.name for column in feed.columns()]
        for name in set(self.fields) - set(feed.is_set):
            del self.fields[name]
        if "headings" in feed.is_set:
            self._ask_headings()
        if "senders" in feed.is_set:
            self._ask_senders()
        self.speak_plainly()

    def _ask_headings(self) -> None:
        for column in self.columns:
            known = f"{BETWEEN} ".join(self.held.headings.get(column, ()))
            self.fields[HEADING + column] = forms.CharField(
                label=column, initial=known, required=False, max_length=400
            )

    def _ask_senders(self) -> None:
        for each in self.senders:
            numbers = [number for number, code in self.held.senders.items() if code == each.code]
            self.fields[SENDER + each.code] = Numbers(
                label=each.name, initial=f"{BETWEEN} ".join(numbers), required=False, max_length=100
            )

    @property
    def of_headings(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(HEADING)]

    @property
    def of_senders(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(SENDER)]

    @property
    def of_the_list(self) -> list[forms.BoundField]:
        return [self[name] for name in self.feed.is_set if name in self.fields]

    @property
    def settings(self) -> Settings:
        """What was typed, over what is held."""
        said = self.cleaned_data
        typed: dict[str, Any] = {name: said[name] for name in self.feed.is_set if name in said}
        if "headings" in self.feed.is_set:
            of = {column: parted(said[HEADING + column]) for column in self.columns}
            typed["headings"] = {column: known for column, known in of.items() if known}
        if "senders" in self.feed.is_set:
            typed["senders"] = {
                number: each.code for each in self.senders for number in said[SENDER + each.code]
            }
        return Settings(**asdict(self.held) | typed)

    def refuse(self, bad: BadSettings) -> None:
        """Say what cannot be meant, beside the field where it was typed."""
        name = HEADING + bad.column if bad.column else bad.field
        self.add_error(name if name in self.fields else None, str(bad))


def parted(text: str) -> list[str]:
    return [part.strip() for part in text.split(BETWEEN) if part.strip()]
