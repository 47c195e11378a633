"""What is filled in about the e-mail route."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from onward.email_route.models import BreachAssessment, ListedUse
from onward.email_route.needs import Need
from onward.email_route.processes import Process
from onward.parties.models import Organisation
from onward.web.forms import DateText, PageForm

SHORT = {"class": "govuk-input--width-10"}


class AskForm(PageForm):
    """Which process e-mail is asked for, and of which department."""

    process = forms.ChoiceField(label=_("Process"), choices=Process.choices)
    department = forms.TypedChoiceField(label=_("Department"))

    def __init__(self, *args: Any, departments: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_organisations("department", departments)


class PermitForm(PageForm):
    """The written permission, and the day on which its conditions were met."""

    conditions_met_on = DateText(label=_("Implementation and assurance conditions met on"))
    document = forms.FileField(label=_("The written permission"), help_text=_("At most 5 MB"))


class ExemptionForm(PageForm):
    """More records in a message than one: by which reference, for what, how many, until when."""

    provider = forms.TypedChoiceField(label=_("Provider"))
    process = forms.ChoiceField(label=_("Process"), choices=Process.choices)
    reference = forms.CharField(label=_("Reference of the exemption"), max_length=60)
    most_records = forms.IntegerField(
        label=_("Most records in one message"),
        min_value=2,
        max_value=500,
        widget=forms.TextInput(attrs=SHORT),
    )
    expires_on = DateText(label=_("Last day"))

    def __init__(self, *args: Any, providers: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_organisations("provider", providers)


class InboxForm(PageForm):
    """A pair of inboxes, and whether ours passes mail on by itself."""

    other = forms.TypedChoiceField(label=_("With"))
    direction = forms.ChoiceField(
        label=_("Direction"),
        widget=forms.RadioSelect,
        choices=[("out", _("From us to them")), ("in", _("From them to us"))],
        error_messages={"required": _("Select which way mail goes")},
    )
    ours = forms.EmailField(label=_("Our inbox"))
    theirs = forms.EmailField(label=_("Their inbox"))
    forwards_to = forms.CharField(
        label=_("Where our inbox forwards mail by itself"),
        help_text=_("Leave this empty if no rule forwards it. With such a rule it is refused"),
        required=False,
    )

    def __init__(self, *args: Any, others: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_organisations("other", others)


class LineForm(PageForm):
    """A line of the list of subcontractors."""

    subcontractor = forms.TypedChoiceField(label=_("Subcontractor"))
    process = forms.ChoiceField(label=_("Process"), choices=Process.choices)
    department = forms.TypedChoiceField(label=_("Department"))
    due_diligence_on = DateText(label=_("Due diligence done on"), required=False)
    offshore = forms.ChoiceField(
        label=_("Offshore elements or links in what it uses"),
        widget=forms.RadioSelect,
        choices=ListedUse.Offshore.choices,
        initial=ListedUse.Offshore.UNKNOWN,
    )

    def __init__(
        self,
        *args: Any,
        subcontractors: Iterable[Organisation],
        departments: Iterable[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_organisations("subcontractor", subcontractors)
        self.offer_organisations("department", departments)


class StartForm(PageForm):
    formally_approved_on = DateText(label=_("Formally approved on"))
    starts_on = DateText(label=_("First day of email"))


class EndForm(PageForm):
    ends_on = DateText(label=_("First day without email"))


class OutageForm(PageForm):
    """With whom e-mail does not work, and until when that is expected."""

    other = forms.TypedChoiceField(label=_("With"))
    on = DateText(label=_("Expected to work again on"))
    hour = forms.TimeField(
        label=_("At"), help_text=_("For example, 16:30"), widget=forms.TextInput(attrs=SHORT)
    )

    def __init__(self, *args: Any, others: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_organisations("other", others)

    @property
    def expected_until(self) -> datetime:
        hour: time = self.cleaned_data["hour"]
        return make_aware(datetime.combine(self.cleaned_data["on"], hour))


class AstrayForm(PageForm):
    """Where a form went instead, and since when anybody here knows."""

    went_to = forms.TypedChoiceField(label=_("It went to"))
    on = DateText(label=_("We first knew on"))
    hour = forms.TimeField(
        label=_("At"), help_text=_("For example, 16:30"), widget=forms.TextInput(attrs=SHORT)
    )

    def __init__(self, *args: Any, others: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_organisations("went_to", others)

    @property
    def aware_at(self) -> datetime:
        hour: time = self.cleaned_data["hour"]
        return make_aware(datetime.combine(self.cleaned_data["on"], hour))


class DecisionForm(PageForm):
    """Whether the regulator is told, and why."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=BreachAssessment.Decision.choices,
        error_messages={"required": _("Select whether it is reported")},
    )
    reasons = forms.CharField(
        label=_("Reasons"), help_text=_("Name nobody"), widget=forms.Textarea, max_length=4000
    )


class WayForm(PageForm):
    """From which inbox to which, and why."""

    pair = forms.ChoiceField(label=_("From and to"))
    need = forms.ChoiceField(label=_("Why it is sent"), choices=Need.choices)
    texts_read = forms.BooleanField(
        label=_("I have read the form, and everything in it is to be shared"), required=False
    )

    def __init__(self, *args: Any, pairs: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("pair", pairs)
