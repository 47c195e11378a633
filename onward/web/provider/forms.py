"""What a provider's staff fill in about a referral or a person."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.agreements.catalogue import catalogue
from onward.programmes.rules import Reason
from onward.web.forms import DateText, PageForm

SHORT = {"class": "govuk-input--width-20"}


class ReasonForm(PageForm):
    """Why: one of a closed list."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select the reason")},
    )

    def __init__(self, *args: Any, reasons: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = list(reasons)  # type: ignore[attr-defined]


class StartForm(PageForm):
    on = DateText(
        label=gettext_lazy("Date the person started"),
        error_messages={"required": gettext_lazy("Enter the date the person started")},
    )


class ExitForm(ReasonForm):
    on = DateText(
        label=gettext_lazy("Date the person left"),
        error_messages={"required": gettext_lazy("Enter the date the person left")},
    )
    field_order = ["on", "reason"]


class DeathForm(PageForm):
    on = DateText(
        label=gettext_lazy("Date of death"),
        error_messages={"required": gettext_lazy("Enter the date of death")},
    )
    sure = forms.BooleanField(label=gettext_lazy("I am sure that this person has died"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("Date of death must be today or in the past."))
        return on


class RevealForm(PageForm):
    reason = forms.CharField(
        label=gettext_lazy("Why do you need to see the whole number?"),
        max_length=200,
        help_text=gettext_lazy("Your name, the time and this reason are kept."),
    )


class SearchForm(PageForm):
    sought = forms.CharField(
        label=gettext_lazy("Name, National Insurance number, postcode or date of birth"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Enter something to look for")},
    )


class PlanForm(PageForm):
    """The plan for the work coach; `texts_read` is asked only where a text has been marked."""

    summary = forms.CharField(
        label=gettext_lazy("What the person did and gained"),
        max_length=4000,
        widget=forms.Textarea,
    )
    next_steps = forms.CharField(
        label=gettext_lazy("What further support would help"),
        max_length=4000,
        widget=forms.Textarea,
    )
    texts_read = forms.BooleanField(
        label=gettext_lazy("I have read both texts, and everything in them is to be shared"),
        required=False,
    )


class ConsentForm(PageForm):
    """What the person said about one kind of sharing."""

    DECISIONS = (
        ("given", gettext_lazy("They agree")),
        ("refused", gettext_lazy("They do not agree")),
        ("withdrawn", gettext_lazy("They take their agreement back")),
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        widget=forms.RadioSelect,
        choices=lambda: [(code, catalogue()[code].definition) for code in consent_scopes()],
    )
    decision = forms.ChoiceField(
        label=gettext_lazy("What did the person say?"), widget=forms.RadioSelect, choices=DECISIONS
    )
    wording = forms.SlugField(
        label=gettext_lazy("Version of the wording they were given"),
        max_length=40,
        help_text=gettext_lazy(
            "As printed on the form, for example wfs-2017-04. Leave it empty if they take their"
            " agreement back"
        ),
        required=False,
        widget=forms.TextInput(attrs=SHORT),
        error_messages={
            "invalid": gettext_lazy(
                "Version of the wording has only letters, digits and hyphens, like wfs-2017-04"
            )
        },
    )
    on = DateText(label=gettext_lazy("On which day?"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("The day must be today or in the past."))
        return on

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("decision") in ("given", "refused") and not values.get("wording"):
            self.add_error("wording", _("Enter the version of the wording they were given"))
        return values


def consent_scopes() -> list[str]:
    """The items of the catalogue that are consents, by code."""
    return [code for code in catalogue() if code.startswith("consent_")]


def of_programme(reasons: Iterable[Reason]) -> list[tuple[str, str]]:
    """A programme's list of reasons as choices."""
    return [(reason.code, _(reason.label)) for reason in reasons]
