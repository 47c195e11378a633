"""What is filled in about money."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.parties.models import Organisation
from onward.payments.differences import Source
from onward.payments.models import Claim, Run
from onward.values.pence import pounds
from onward.web.finance.scope import outcomes
from onward.web.forms import DateText, PageForm, ValueField

NARROW = {"class": "govuk-input--width-10"}


class RunFilter(PageForm):
    status = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any")), *Run.Status.choices]
    )


class ClaimFilter(PageForm):
    status = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("To deal with")), *Claim.Status.choices]
    )


class OfCommissioner(PageForm):
    """A form about one commissioner's money; asked only where there is more than one."""

    commissioner = forms.TypedChoiceField(label=_("Commissioner"))

    def __init__(self, *args: Any, commissioners: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_organisations("commissioner", commissioners, asks_of_one=False)


class NewRun(OfCommissioner):
    execution_on = DateText(label=_("Day of payment"))


class CallOff(PageForm):
    reason = forms.ChoiceField(
        label=_("Why is it called off?"),
        widget=forms.RadioSelect,
        choices=Run.CallOffReason.choices,
        error_messages={"required": _("Select why it is called off")},
    )


class MonthOfReport(OfCommissioner):
    month = forms.ChoiceField(label=_("Month"))

    def __init__(self, *args: Any, months: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("month", months)


class SetAside(PageForm):
    source = forms.ChoiceField(
        widget=forms.HiddenInput, choices=[(str(source), str(source)) for source in Source]
    )
    reference = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why is this line no matter?"), max_length=140)


class ClericalEntry(PageForm):
    """One outcome of a special customer record. Nothing here may say whose it is."""

    provider = forms.TypedChoiceField(label=_("Provider"))
    outcome = forms.ChoiceField(label=_("Outcome"), choices=outcomes)
    achieved_on = DateText(label=_("Date of the outcome"))
    pence = ValueField(
        label=_("Amount in pounds"),
        read=pounds,
        help_text=_("For example, 385.00"),
        widget=forms.TextInput(attrs=NARROW),
        error_messages={"required": _("Enter the amount")},
    )

    def __init__(self, *args: Any, providers: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_organisations("provider", providers)


class PaidOn(PageForm):
    on = DateText(label=_("Day it was paid"))
