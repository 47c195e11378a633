"""What is filled in about contracts, providers and figures."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.parties.models import Organisation, SecurityPlan
from onward.values.pence import pounds
from onward.web.commissioner.scope import DEPARTMENTS, PROVIDERS, organisations, programmes
from onward.web.forms import DateText, PageForm, ValueField

SHORT = {"class": "govuk-input--width-10", "autocomplete": "off"}
LETTERS = _("Only letters, digits, hyphens and underscores, like WFS-CPA-1")


def _code(label: Any, hint: Any) -> forms.SlugField:
    words = {"invalid": LETTERS}
    return forms.SlugField(label=label, help_text=hint, max_length=40, error_messages=words)


class _Choosing(PageForm):
    """A form that chooses organisations; `kinds` says of which kinds each field takes them."""

    kinds: dict[str, tuple[Organisation.Kind, ...]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kinds in self.kinds.items():
            self.offer_organisations(name, organisations(*kinds))


class NewContract(_Choosing):
    kinds = {"commissioner": (Organisation.Kind.COMMISSIONER,), "provider": PROVIDERS}
    reference = _code(_("Reference"), _("As on the contract, for example WFS-CPA-1"))
    commissioner = forms.TypedChoiceField(label=_("Commissioner"))
    provider = forms.TypedChoiceField(label=_("Provider"))
    programme = forms.ChoiceField(label=_("Programme"), choices=programmes)
    area = forms.CharField(label=_("Area"), max_length=120)
    starts_on = DateText(label=_("First day"))
    ends_on = DateText(label=_("Last day"))


class NewPrice(PageForm):
    outcome = forms.ChoiceField(label=_("Outcome"))
    pence = ValueField(
        label=_("Price in pounds"),
        read=pounds,
        help_text=_("For example, 385.00"),
        widget=forms.TextInput(attrs=SHORT),
        error_messages={"required": _("Enter the price")},
    )
    from_on = DateText(label=_("First day of this price"))
    demonstration = forms.BooleanField(
        label=_("This is a demonstration value, not a price of a real contract"), required=False
    )

    def __init__(self, *args: Any, outcomes: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("outcome", outcomes)


class NewBankDetails(PageForm):
    account_name = forms.CharField(label=_("Name on the account"), max_length=70)
    sort_code = forms.CharField(
        label=_("Sort code"), max_length=12, widget=forms.TextInput(attrs=SHORT)
    )
    account_number = forms.CharField(
        label=_("Account number"), max_length=12, widget=forms.TextInput(attrs=SHORT)
    )
    from_on = DateText(label=_("First day to pay there"))


class NewOpportunity(_Choosing):
    kinds = {"referrer": DEPARTMENTS}
    code = _code(_("Code"), _("The opportunity type, for example WFS-1"))
    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("What work coaches choose it by")
    )
    referrer = forms.TypedChoiceField(label=_("Who can refer to it"))


class NewAccreditation(_Choosing):
    """How long a provider's security is vouched for, and which operations team must know."""

    kinds = {"operations": DEPARTMENTS}
    operations = forms.TypedChoiceField(label=_("Operations team to be told"))
    granted_on = DateText(label=_("Granted on"))
    expires_on = DateText(label=_("Expires on"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        first, last = values.get("granted_on"), values.get("expires_on")
        if first and last and last <= first:
            self.add_error("expires_on", _("Expires on must be after the day it is granted"))
        return values


class PlanReview(PageForm):
    """What a review of a provider's security plan came to, and until when it counts."""

    outcome = forms.ChoiceField(
        label=_("Did the plan pass?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("Yes, it is assured")),
            ("no", _("No: nothing goes to the provider until another review passes")),
        ],
    )
    statement = forms.CharField(
        label=_("Where is the ISO/IEC 27001 statement kept?"),
        help_text=_("For example, commercial file 7, section 3"),
        max_length=200,
    )
    offshore = forms.ChoiceField(
        label=_("Is anything held or seen abroad?"),
        widget=forms.RadioSelect,
        choices=SecurityPlan.Offshore.choices,
    )
    assured_on = DateText(label=_("Date of the review"))
    expires_on = DateText(label=_("Last day that it counts"))

    @property
    def review(self) -> dict[str, Any]:
        """As `assure` takes it."""
        said = self.cleaned_data
        days = {name: said[name] for name in ("assured_on", "expires_on")}
        return days | {
            "statement": said["statement"],
            "offshore": SecurityPlan.Offshore(said["offshore"]),
            "is_assured": said["outcome"] == "yes",
        }


class Figures(PageForm):
    """The period and the programme that the table is about."""

    commissioner = forms.TypedChoiceField(label=_("Commissioner"))
    programme = forms.ChoiceField(label=_("Programme"), choices=programmes)
    first = DateText(label=_("From day"))
    last = DateText(label=_("To day"))

    def __init__(self, *args: Any, commissioners: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_organisations("commissioner", commissioners, asks_of_one=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        first, last = values.get("first"), values.get("last")
        if first and last and last < first:
            self.add_error("last", _("To day must be the same as or after the first day"))
        return values
