"""What is filled in about agreements: drawn up, decided on, filed, disputed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.agreements.gateways import DIGITAL_ECONOMY
from onward.agreements.kinds import PRIVATE_KINDS
from onward.agreements.models import Contact, Paper
from onward.agreements.terms import PartyRole, StandardAgreement
from onward.parties.models import Organisation
from onward.web.forms import DateText, PageForm


class NewAgreement(PageForm):
    """The parties by role, and the days, of an agreement from one standard text."""

    code = forms.SlugField(
        label=gettext_lazy("Reference"),
        help_text=gettext_lazy("Your own, for example leicester. A later version keeps it."),
        max_length=40,
        error_messages={
            "invalid": gettext_lazy("Only letters, digits, hyphens and underscores, like leicester")
        },
    )

    def __init__(
        self, *args: Any, text: StandardAgreement, own: Organisation, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.text = text
        for role in text.roles:
            self._ask_for_party(role, own)
        if any(permit.gateway == DIGITAL_ECONOMY for permit in text.permits):
            label = _("Number of the entry in the public register")
            self.fields["register_id"] = forms.CharField(label=label, max_length=80)
        self.fields["effective_from"] = DateText(label=_("First day"))
        self.fields["effective_to"] = DateText(label=_("Last day"), required=False)
        self.speak_plainly()

    def by_role(self, what: str) -> dict[str, Any]:
        """What was filled in for each role, where anything was."""
        names = {role.code: f"{what}_{role.code}" for role in self.text.roles}
        found = {role: self.cleaned_data.get(name) for role, name in names.items()}
        return {role: value for role, value in found.items() if value}

    def _ask_for_party(self, role: PartyRole, own: Organisation) -> None:
        label = _role_in_words(role)
        everyone = Organisation.objects.order_by("name")
        may = everyone if role.or_commissioned else everyone.filter(kind__in=role.kinds)
        start = str(own.pk) if own.kind in role.kinds else None
        name = f"party_{role.code}"
        self.fields[name] = forms.TypedChoiceField(label=label, help_text=role.does, initial=start)
        self.offer_organisations(name, may)
        if role.or_commissioned:
            asked = _("If the %(role)s is a service that an authority commissioned: by which")
            name = f"commissioned_{role.code}"
            self.fields[name] = forms.TypedChoiceField(
                label=asked % {"role": role.code}, required=False, empty_value=None
            )
            self.offer_organisations(name, everyone.filter(kind__in=role.kinds))
            field: Any = self.fields[name]
            field.choices = [("", _("None")), *field.choices]
        if role.kinds & PRIVATE_KINDS:
            self._ask_where(role)
        if not role.signatory:
            asked = _("Post that must sign as %(role)s")
            self.fields[f"signatory_{role.code}"] = forms.CharField(
                label=asked % {"role": label}, max_length=120, required=False
            )

    def _ask_where(self, role: PartyRole) -> None:
        """A provider may keep what it gets abroad; a public body here is taken not to."""
        asked = _("Country where the %(role)s keeps what it gets, if abroad")
        self.fields[f"country_{role.code}"] = forms.CharField(
            label=asked % {"role": role.code.replace("_", " ")},
            help_text=_("Two letters, for example IE"),
            validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, like IE"))],
            required=False,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-2"}),
        )
        asked = _("What protects it there, where the country's law does not")
        self.fields[f"safeguard_{role.code}"] = forms.CharField(
            label=asked, max_length=200, required=False
        )


class Named(PageForm):
    """Who says so, by name and post."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=120)
    post = forms.CharField(label=gettext_lazy("Your post"), max_length=120)


class DecisionForm(Named):
    choice = forms.ChoiceField(
        label=gettext_lazy("Which place of the text counts?"), widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    field_order = ("choice", "note", "name", "post")

    def __init__(self, *args: Any, choices: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if places := list(choices):
            self.offer("choice", [(place, place) for place in places])
        else:
            del self.fields["choice"]


class ContactForm(PageForm):
    task = forms.ChoiceField(
        label=gettext_lazy("What for?"), choices=Contact.For, widget=forms.RadioSelect
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    post = forms.CharField(label=gettext_lazy("Post"), max_length=120)
    reached_at = forms.CharField(
        label=gettext_lazy("Telephone or email of the office"), max_length=200
    )
    from_on = DateText(label=gettext_lazy("From day"))


class PaperForm(Named):
    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=Paper.Kind)
    reference = forms.CharField(label=gettext_lazy("Title, and where it is kept"), max_length=200)
    dated_on = DateText(label=gettext_lazy("Its date"))
    review_on = DateText(label=gettext_lazy("To be reviewed by"), required=False)
    field_order = ("kind", "reference", "dated_on", "review_on", "name", "post")


class DayForm(PageForm):
    """A day, and nothing else."""

    on = DateText(label=gettext_lazy("Date"))


class ApprovalForm(Named):
    approved = forms.TypedChoiceField(label=gettext_lazy("Organisation"))
    from_on = DateText(label=gettext_lazy("From day"))
    field_order = ("approved", "from_on", "name", "post")

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_organisations("approved", organisations)


def _role_in_words(role: PartyRole) -> str:
    return role.code.replace("_", " ").capitalize()
