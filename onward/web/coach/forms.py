"""What a work coach fills in about a referral."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.agreements.catalogue import catalogue
from onward.agreements.plain_types import as_line
from onward.casework.models import Status
from onward.parties.models import Organisation
from onward.programmes.rules import Programme
from onward.web.forms import DateText, PageForm, ValueField
from onward.web.records.forms import A_CODE, DatedForm


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


class WithdrawalForm(PageForm):
    """Why, of the programme's own list."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why was the referral incorrect?"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, rules: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = catalogue()["withdrawal_reason"].codes
        reasons = (each for each in rules.rejection_reasons if each.code in codes)
        self.offer("reason", ((each.code, _(each.label)) for each in reasons))


class RepliesFilter(PageForm):
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
        self.offer("provider", [("", _("All")), *((each.code, each.name) for each in providers)])
