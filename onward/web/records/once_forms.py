"""What is asked of somebody who gives once, outside every agreement."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.agreements.catalogue import catalogue
from onward.agreements.channels import Channel
from onward.agreements.one_off_grounds import bases_open_to, one_off_grounds
from onward.disclosures.giving_once import Asking
from onward.disclosures.one_off_models import Checked, DeclaredInterest
from onward.parties.models import Organisation
from onward.people.models import Record
from onward.web.forms import DateText, PageForm
from onward.web.item_values import item_label

ELSEWHERE = "elsewhere"
WAYS = (
    (Channel.TELEPHONE, gettext_lazy("By telephone")),
    (Channel.LETTER, gettext_lazy("By a letter that I post")),
    (Channel.EMAIL_BY_HAND, gettext_lazy("By an email that I write")),
    (Channel.INSIDE, gettext_lazy("Inside Onward, to an organisation that is on it")),
)


class OnceForm(PageForm):
    """Who asks for what, on which ground, and how it was checked."""

    who_asks = forms.CharField(
        label=gettext_lazy("Who asks?"),
        help_text=gettext_lazy("Name, office, and a number to call back"),
        max_length=300,
    )
    recipient = forms.ChoiceField(label=gettext_lazy("Are they on Onward?"))
    ground = forms.ChoiceField(
        label=gettext_lazy("On which ground?"),
        widget=forms.RadioSelect,
        choices=[(row.code, row.title) for row in one_off_grounds().values()],
        error_messages={"required": gettext_lazy("Select the ground")},
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Which law do you rely on?"), widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=gettext_lazy("What is it needed for?"), max_length=1000, widget=forms.Textarea
    )
    consented_on = DateText(
        label=gettext_lazy("If the person agreed: on which day?"), required=False
    )
    checked = forms.MultipleChoiceField(
        label=gettext_lazy("What did you check?"),
        help_text=gettext_lazy(
            "Always name, address and date of birth; in doubt the mobile number or email too."
        ),
        choices=Checked.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick what you checked about who is asking")},
    )
    was_in_doubt = forms.BooleanField(
        label=gettext_lazy("I was in doubt who is asking"), required=False
    )
    items = forms.MultipleChoiceField(
        label=gettext_lazy("What is given?"),
        help_text=gettext_lazy("Only what they need."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick what is given")},
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How?"), widget=forms.RadioSelect, choices=list(WAYS)
    )
    told_on = DateText(
        label=gettext_lazy("If you told them already by telephone: on which day?"), required=False
    )
    told_time = forms.TimeField(
        label=gettext_lazy("And at what time?"),
        help_text=gettext_lazy("For example, 14:30"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
        error_messages={"invalid": gettext_lazy("Enter the time like 14:30")},
    )

    def __init__(
        self,
        *args: Any,
        held: Iterable[str],
        others: Iterable[Organisation],
        kind: str,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(each.pk): each for each in others}
        names = [(pk, each.name) for pk, each in self.others.items()]
        self.offer("recipient", [(ELSEWHERE, _("No")), *names])
        self.offer("items", [(code, item_label(code)) for code in catalogue() if code in set(held)])
        self.offer("basis", _laws(kind, today=today).items())

    def clean(self) -> dict[str, Any] | None:
        said = super().clean()
        if bool(self.cleaned_data.get("told_on")) != bool(self.cleaned_data.get("told_time")):
            self.add_error("told_on", _("Enter both the day and the time of the call, or neither"))
        return said

    def asking(self, record: Record) -> Asking:
        """What was filled in, as the gate takes it."""
        said = self.cleaned_data
        return Asking(
            record=record,
            items=frozenset(said["items"]),
            recipient=self.others.get(said["recipient"]),
            who_asks=said["who_asks"],
            why=said["why"],
            ground=said["ground"],
            basis=said["basis"],
            channel=said["channel"],
            checked=said["checked"],
            was_in_doubt=said["was_in_doubt"],
            consented_on=said["consented_on"],
            told_at=_moment(said["told_on"], said["told_time"]),
        )


class InterestForm(PageForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        widget=forms.RadioSelect,
        choices=DeclaredInterest.Kind.choices,
        error_messages={"required": gettext_lazy("Select what it is")},
    )


def _laws(kind: str, *, today: date) -> Mapping[str, str]:
    """Every basis that an organisation of this kind could rely on for some ground."""
    return {
        ground.code: ground.title
        for code in one_off_grounds()
        for ground in bases_open_to(kind, ground=code, on=today)
    }


def _moment(day: date | None, at: time | None) -> datetime | None:
    return make_aware(datetime.combine(day, at)) if day and at else None
