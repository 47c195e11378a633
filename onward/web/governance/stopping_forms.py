"""What an officer fills in about an objection, a restriction, and who may see a record."""

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.agreements.purposes import purposes
from onward.people.models import Objection, Restriction
from onward.web.forms import DateText, PageForm
from onward.web.records.forms import DatedForm


class ObjectionForm(DatedForm):
    purpose = forms.ChoiceField(
        label=_("What does the person object to?"),
        widget=forms.RadioSelect,
        required=False,
        choices=lambda: [
            ("", _("Everything done on a public task")),
            *((row.code, row.title) for row in purposes().values()),
        ],
    )
    on = DateText(label=_("Day they objected"))
    field_order = ["purpose", "on"]


class ObjectionDecisionForm(DatedForm):
    outcome = forms.ChoiceField(
        label=_("What is decided?"),
        widget=forms.RadioSelect,
        choices=Objection.Outcome.choices,
        error_messages={"required": _("Select what is decided")},
    )
    grounds = forms.CharField(
        label=_("Compelling grounds"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Needed only where they go before what the person wants."),
    )
    on = DateText(label=_("Day of the decision"))
    field_order = ["outcome", "grounds", "on"]


class RestrictionForm(DatedForm):
    ground = forms.ChoiceField(
        label=_("Why is it restricted?"),
        widget=forms.RadioSelect,
        choices=Restriction.Ground.choices,
        error_messages={"required": _("Select why it is restricted")},
    )
    on = DateText(label=_("Day on which it begins"))
    field_order = ["ground", "on"]


class WarningForm(DatedForm):
    on = DateText(label=_("Day on which they were told"))


class WhoMaySeeForm(PageForm):
    named = forms.MultipleChoiceField(
        label=_("Who may see this record?"),
        help_text=_("Name yourself too. Everybody else is shown that there is no such record."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Select who may see it")},
    )
    is_shown = forms.BooleanField(
        label=_("Show colleagues that there is a record, and whom to ask"),
        required=False,
        help_text=_(
            "They are told at its address, and where they search for its whole number: nothing"
            " else of it."
        ),
    )
