"""What a tracking adviser fills in."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.parties.models import Organisation
from onward.tracking.data_requests.asking import MOST_MONTHS
from onward.tracking.data_requests.models import Channel, Reason
from onward.web.forms import PageForm


class AskForm(PageForm):
    """One question about everybody chosen: to whom, why, what, how, and for how long."""

    district = forms.TypedChoiceField(label=_("Jobcentre district"))
    reason = forms.ChoiceField(
        label=_("Why do you ask?"), choices=Reason.choices, widget=forms.RadioSelect
    )
    items = forms.MultipleChoiceField(
        label=_("What do you ask for?"), widget=forms.CheckboxSelectMultiple
    )
    channel = forms.ChoiceField(
        label=_("How do you ask?"), choices=Channel.choices, widget=forms.RadioSelect
    )
    keep_months = forms.IntegerField(
        label=_("For how many months will you keep the answer?"),
        min_value=1,
        max_value=MOST_MONTHS,
        help_text=_("No longer than is necessary. The last day is set when it is received."),
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )
    no_contact = forms.BooleanField(
        label=_("We assure the jobcentre that nobody will be contacted with the answer"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        districts: Iterable[Organisation],
        items: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_organisations("district", districts, asks_of_one=False)
        self.offer("items", items)


REQUEST_LABELS: Mapping[str, Promise] = {
    "": _("All requests"),
    "waiting": _("Waiting for the jobcentre"),
    "received": _("Received: bring the record up to date"),
    "refused": _("Refused"),
    "late": _("Overdue"),
    "kept": _("Kept past their last day"),
}


class RequestFilter(PageForm):
    """Codes only, so it goes by GET."""

    show = forms.ChoiceField(label=_("Show"), required=False, choices=list(REQUEST_LABELS.items()))
