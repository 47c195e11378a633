"""What a data protection officer fills in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.agreements.catalogue import catalogue
from onward.disclosures.models import Disclosure, OneOffReview
from onward.parties.models import Organisation, Staff
from onward.rights.exemptions import EXEMPTIONS
from onward.web.forms import DateText, PageForm


class DisclosureFilter(PageForm):
    """Which disclosures to list; what is left empty does not narrow the list."""

    recipient = forms.ChoiceField(label=_("To"), required=False)
    item = forms.ChoiceField(label=_("Item"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    first = DateText(label=_("From day"), required=False)
    last = DateText(label=_("To day"), required=False)

    def __init__(self, *args: Any, recipients: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = sorted(((item.code, item.label) for item in catalogue().values()), key=_label)
        choices: dict[str, list[tuple[str, Any]]] = {
            "recipient": [(str(each.pk), each.name) for each in recipients],
            "item": items,
            "status": Disclosure.Status.choices,
        }
        for name, values in choices.items():
            self.offer(name, [("", _("Any")), *values])


class SettlementForm(PageForm):
    """What somebody found out about a send that nobody confirmed."""

    outcome = forms.ChoiceField(
        label=_("What did you find out?"),
        widget=forms.RadioSelect,
        choices=[("arrived", _("It arrived")), ("lost", _("It did not arrive"))],
        error_messages={"required": _("Select whether it arrived")},
    )
    sure = forms.BooleanField(label=_("I have asked the recipient, and this is what they said"))


class NoticeForm(PageForm):
    """A new version of a notice: its text, and what somebody says that the text names."""

    version = forms.SlugField(
        label=_("Version"),
        max_length=40,
        help_text=_("As printed on the notice, for example wfs-2017-04"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    text = forms.CharField(
        label=_("What people are told"), widget=forms.Textarea(attrs={"rows": 20})
    )
    items = forms.MultipleChoiceField(
        label=_("What does this text name?"),
        help_text=_(
            "Tick an item only if somebody who reads the text would know that it is shared."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class WithholdingForm(PageForm):
    """On which ground a line is kept out of a person's statement, and for how long."""

    exemption = forms.ChoiceField(
        label=_("Which exemption do you rely on?"),
        widget=forms.RadioSelect,
        choices=[(row.code, row.title) for row in EXEMPTIONS.values()],
        error_messages={"required": _("Select the exemption that you rely on")},
    )
    review_on = DateText(label=_("When will you look at this again?"))


class ReviewForm(PageForm):
    """What somebody else thinks of something that was given once."""

    verdict = forms.ChoiceField(
        label=_("Was it justified?"),
        widget=forms.RadioSelect,
        choices=OneOffReview.Verdict.choices,
        error_messages={"required": _("Select whether it was justified")},
    )
    note = forms.CharField(label=_("Why?"), max_length=2000, widget=forms.Textarea)


class TrainingForm(PageForm):
    """Who is trained to give once, since when, and until when."""

    staff = forms.ChoiceField(label=_("Who?"))
    trained_on = DateText(label=_("Trained on"))
    expires_on = DateText(label=_("May give until"))

    def __init__(self, *args: Any, colleagues: Iterable[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(each.pk): each for each in colleagues}
        self.offer("staff", [(pk, each.name) for pk, each in self.colleagues.items()])

    def clean_staff(self) -> Staff:
        return self.colleagues[self.cleaned_data["staff"]]


class SignatureForm(PageForm):
    name = forms.CharField(label=_("Your name"), max_length=120)
    post = forms.CharField(label=_("Your post"), max_length=120)
    on = DateText(label=_("Date of the signature"))
    read = forms.BooleanField(label=_("I have read this agreement and sign it for my organisation"))


class HeadForm(PageForm):
    """A head that somebody was given, to be compared with the ledger as it stands."""

    head = forms.CharField(
        label=_("The head file"),
        help_text=_("Paste the whole text of the file: it begins with {"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
    )


def _label(choice: tuple[str, str]) -> str:
    return choice[1].casefold()
