"""What a work coach fills in about a person or a referral, besides the record itself."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.agreements.catalogue import ValueType, catalogue
from onward.agreements.plain_types import as_line
from onward.casework.models import Status
from onward.parties.models import Organisation
from onward.people.models import IdentityQuestion
from onward.programmes.rules import Programme
from onward.web.forms import DateText, PageForm, ValueField

A_CODE = {"class": "govuk-input--width-20", "autocomplete": "off"}


class DatedForm(PageForm):
    """A form with a day that has come."""

    on = DateText(label=gettext_lazy("On which day?"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            label = self.fields["on"].label
            raise forms.ValidationError(_("%(label)s: give a day that has come") % {"label": label})
        return on


class RevealForm(PageForm):
    reason = forms.CharField(
        label=gettext_lazy("Why do you need to see the whole number?"),
        max_length=200,
        help_text=gettext_lazy("Your name, the time and this reason are kept."),
    )


class DiscussionForm(DatedForm):
    """That the choice of providers, and what each would get, was talked about (REQ-000-003)."""

    on = DateText(label=gettext_lazy("Day it was discussed"))
    notice_version = ValueField(
        read=as_line,
        label=gettext_lazy("Version of the privacy notice the person was given"),
        max_length=40,
        help_text=gettext_lazy("As printed on the notice, for example wfs-2017-04"),
        widget=forms.TextInput(attrs=A_CODE),
    )
    field_order = ["on", "notice_version"]


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
        label=gettext_lazy("Version of the wording they answered"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("As printed on the form, for example wfs-2017-04"),
        widget=forms.TextInput(attrs=A_CODE),
        error_messages={
            "invalid": gettext_lazy(
                "Version of the wording has only letters, digits and hyphens, like wfs-2017-04"
            )
        },
    )
    field_order = ["scope", "decision", "wording", "on"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        is_answer = values.get("decision") in ("given", "refused")
        if is_answer and not values.get("wording") and "wording" not in self.errors:
            self.add_error("wording", _("Enter the version of the wording they answered"))
        return values


class WithdrawalForm(PageForm):
    """Why, of the programme's own list."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why was the referral incorrect?"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, rules: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = catalogue()["withdrawal_reason"].codes
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            (each.code, _(each.label)) for each in rules.rejection_reasons if each.code in codes
        ]


class AnswerForm(PageForm):
    answer = forms.ChoiceField(
        label=gettext_lazy("Are these one person or two?"),
        widget=forms.RadioSelect,
        choices=IdentityQuestion.Answer.choices,
    )


class RepliesFilter(forms.Form):
    """Codes only, so it goes by GET."""

    status = forms.MultipleChoiceField(
        label=gettext_lazy("Where the referral stands"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=Status.choices,
    )
    provider = forms.ChoiceField(label=gettext_lazy("Provider"), required=False)
    waiting = forms.ChoiceField(
        label=gettext_lazy("Show"),
        required=False,
        choices=(
            ("", gettext_lazy("All referrals")),
            ("overdue", gettext_lazy("Reply overdue")),
            ("under_way", gettext_lazy("On the way, or not sent")),
            ("mine", gettext_lazy("Those I made")),
        ),
    )

    def __init__(self, *args: Any, providers: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("All")), *((each.code, each.name) for each in providers)]
        self.fields["provider"].choices = choices  # type: ignore[attr-defined]


def consent_scopes() -> list[str]:
    """The items of the catalogue that are consents."""
    known = catalogue().values()
    return [item.code for item in known if item.value_type is ValueType.CONSENT]
