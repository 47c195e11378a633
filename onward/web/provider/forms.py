"""What a provider's staff fill in about a referral."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.programmes.rules import Reason
from onward.web.forms import DateText, PageForm


class ReasonForm(PageForm):
    """Why: one of a closed list."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select the reason")},
    )

    def __init__(self, *args: Any, reasons: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("reason", reasons)


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
    # What was read: a tick counts for these texts, and not for ones changed since they were shown.
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def texts(self) -> dict[str, str]:
        return {
            "leavers_plan_summary": self.cleaned_data["summary"],
            "leavers_plan_next_steps": self.cleaned_data["next_steps"],
        }

    @property
    def fingerprint(self) -> str:
        """What these texts are known by when the form comes back."""
        return salted_hmac("leavers-plan", "\0".join(self.texts.values())).hexdigest()

    @property
    def are_read(self) -> bool:
        shown = self.cleaned_data["shown"]
        return self.cleaned_data["texts_read"] and constant_time_compare(shown, self.fingerprint)


def of_programme(reasons: Iterable[Reason]) -> list[tuple[str, str]]:
    """A programme's list of reasons as choices."""
    return [(reason.code, _(reason.label)) for reason in reasons]
