"""What staff fill in about one person, besides the record itself."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.agreements.bases import bases
from onward.agreements.catalogue import catalogue
from onward.people.models import IdentityQuestion, Record
from onward.web.forms import DateText, PageForm

A_VERSION = gettext_lazy("A version has only letters, digits and hyphens, like wfs-2017-04")
A_CODE = {"class": "govuk-input--width-20", "autocomplete": "off"}


class SearchForm(PageForm):
    """The one box. What is typed in it is never part of an address."""

    sought = forms.CharField(
        label=gettext_lazy("Name, National Insurance number, postcode or date of birth"),
        max_length=200,
        help_text=gettext_lazy(
            "Any part will do. For example, grant a, QQ 12 34, FK1 or 29/2/1988"
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Enter what you know about the person")},
    )


class DatedForm(PageForm):
    """A form with a day that has come."""

    on = DateText(label=gettext_lazy("Day"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            words = _("%(label)s must be today or in the past")
            raise forms.ValidationError(words % {"label": self.fields["on"].label})
        return on


class CaseKindsForm(PageForm):
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Which of these apply?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(kind.value, kind.label) for kind in (Record.CaseKind.MAPPA, Record.CaseKind.SCR)],
        help_text=gettext_lazy(
            "A special customer record is never sent electronically, whatever else applies."
            " Tick neither for a standard case."
        ),
    )


class VolunteeredForm(PageForm):
    volunteered = forms.BooleanField(
        label=gettext_lazy("The person volunteered this, and it is not to be shared"),
        required=False,
        help_text=gettext_lazy(
            "What you change here then goes to nobody, unless somebody chooses it by name."
        ),
    )


class HoldsFromForm(DatedForm):
    """From which day what is typed anew holds: the guarantee and the cohort go by it."""

    on = DateText(
        label=gettext_lazy("From which day does what you change hold?"),
        help_text=gettext_lazy(
            "An offer, a plan or a need counts from this day; what was so before stays"
        ),
    )


class RevealForm(PageForm):
    reason = forms.CharField(
        label=gettext_lazy("Why do you need to see the whole number?"),
        max_length=200,
        help_text=gettext_lazy("Your name, the time and this reason are kept."),
    )


class DeathForm(DatedForm):
    on = DateText(label=gettext_lazy("Date of death"))
    sure = forms.BooleanField(label=gettext_lazy("I am sure that this person has died"))


class ConsentForm(DatedForm):
    """What the person said about one kind of sharing."""

    scope = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        widget=forms.RadioSelect,
        choices=lambda: [(code, catalogue()[code].definition) for code in consent_scopes()],
    )
    decision = forms.ChoiceField(
        label=gettext_lazy("What did the person say?"),
        widget=forms.RadioSelect,
        choices=(
            ("given", gettext_lazy("They agree")),
            ("refused", gettext_lazy("They do not agree")),
            ("withdrawn", gettext_lazy("They take their agreement back")),
        ),
    )
    wording = forms.SlugField(
        label=gettext_lazy("Version of the wording they were given"),
        max_length=40,
        required=False,
        help_text=gettext_lazy(
            "As printed on the form, for example wfs-2017-04. Leave it empty if they take their"
            " agreement back"
        ),
        widget=forms.TextInput(attrs=A_CODE),
        error_messages={"invalid": A_VERSION},
    )
    on = DateText(label=gettext_lazy("Day they said it"))
    field_order = ["scope", "decision", "wording", "on"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        is_answer = values.get("decision") in ("given", "refused")
        if is_answer and not values.get("wording") and "wording" not in self.errors:
            self.add_error("wording", _("Enter the version of the wording they were given"))
        return values


class WithheldContactForm(DatedForm):
    """The person wants nothing kept to reach them by, in answer to which words."""

    on = DateText(label=gettext_lazy("Day they said it"))
    wording = forms.SlugField(
        label=gettext_lazy("Version of the wording they were given"),
        max_length=40,
        help_text=gettext_lazy("As printed on the form, for example wfs-2017-04"),
        widget=forms.TextInput(attrs=A_CODE),
        error_messages={"invalid": A_VERSION},
    )
    sure = forms.BooleanField(
        label=gettext_lazy("The person wants no contact details kept, and no surveys")
    )


class AllowedContactForm(WithheldContactForm):
    """The person allows contact again, in answer to which words."""

    sure = forms.BooleanField(
        label=gettext_lazy("The person allows contact details to be kept, and to be asked again")
    )


class IntroductionForm(DatedForm):
    """Who sent the person here, what came with them, and on what basis."""

    introduced_by = forms.TypedChoiceField(label=gettext_lazy("Which organisation?"))
    on = DateText(label=gettext_lazy("Day it reached you"))
    items = forms.MultipleChoiceField(
        label=gettext_lazy("What did they tell you about the person?"),
        help_text=gettext_lazy("The record has to hold it before it stands here"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick what they told you")},
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("On which lawful basis do you hold it?"),
        choices=lambda: [(row.code, row.title) for row in bases().values()],
    )
    field_order = ["introduced_by", "on", "items", "basis"]


class NoticeGivenForm(DatedForm):
    """Which privacy notice the person was given, and when."""

    on = DateText(label=gettext_lazy("Day they were given it"))
    version = forms.SlugField(
        label=gettext_lazy("Version of the notice"),
        max_length=40,
        help_text=gettext_lazy("As printed on the notice, for example wfs-2017-04"),
        widget=forms.TextInput(attrs=A_CODE),
        error_messages={"invalid": A_VERSION},
    )
    field_order = ["version", "on"]


class AnswerForm(PageForm):
    answer = forms.ChoiceField(
        label=gettext_lazy("Are these one person or two?"),
        widget=forms.RadioSelect,
        choices=IdentityQuestion.Answer.choices,
    )


def consent_scopes() -> list[str]:
    """The items of the catalogue that a programme asks consent for; others ask theirs."""
    return [code for code in catalogue() if code.startswith("consent_")]
