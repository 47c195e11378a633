"""What is chosen about a monthly return."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from onward.web.forms import DateText, PageForm


def month_in_words(period_end: date) -> str:
    return date_format(period_end, "F Y")


class MonthForm(PageForm):
    """Which month to check, and as known when."""

    month = forms.TypedChoiceField(label=_("Month"), coerce=date.fromisoformat)
    known_on = DateText(
        label=_("As known on"),
        required=False,
        help_text=_("Leave this empty for what is known now. For example, 27 3 2026"),
    )

    def __init__(self, *args: Any, months: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("month", [(each.isoformat(), month_in_words(each)) for each in months])


class AnswerForm(PageForm):
    """What the department said of a return."""

    answer = forms.ChoiceField(
        label=_("What did the department say?"),
        choices=[("accepted", _("It has taken the return in")), ("rejected", _("It rejected it"))],
        widget=forms.RadioSelect,
    )
