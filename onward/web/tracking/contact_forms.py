"""What is filled in about a contact outside the call list, and which message is sent."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.disclosures.messages.templates import Template
from onward.tracking.contact.may_contact import MESSAGES
from onward.tracking.models import Contact
from onward.web.forms import PageForm

Kind, Purpose, Outcome = Contact.Kind, Contact.Purpose, Contact.Outcome
# What can come of talking to somebody, and of writing to them.
OF_TALKING = (
    Outcome.SPOKEN,
    Outcome.UNCHANGED,
    Outcome.NO_ANSWER,
    Outcome.WRONG,
    Outcome.NO_MORE_SURVEYS,
)
OF_WRITING = (Outcome.SENT, Outcome.WRONG, Outcome.NO_MORE_SURVEYS)


class ContactForm(PageForm):
    """One try to reach somebody, and what came of it. A new activity has a page of its own."""

    kind = forms.ChoiceField(
        label=_("How did you try to reach them?"), choices=Kind.choices, widget=forms.RadioSelect
    )
    purpose = forms.ChoiceField(
        label=_("What for?"), choices=Purpose.choices, widget=forms.RadioSelect
    )
    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(each.value, each.label) for each in (*OF_TALKING, Outcome.SENT)],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("What should colleagues know?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The day, if it was before today. No names of others."),
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if {"kind", "outcome"} <= said.keys():
            fitting = OF_WRITING if said["kind"] in MESSAGES else OF_TALKING
            if said["outcome"] not in fitting:
                labels = "; ".join(str(each.label) for each in fitting)
                words = _("That cannot come of it. Choose one of: %(labels)s") % {"labels": labels}
                self.add_error("outcome", words)
        return said


class MessageForm(PageForm):
    template = forms.ChoiceField(label=_("Which message?"))

    def __init__(self, *args: Any, templates: Iterable[Template], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = ((each.code, f"{each.title} ({each.kind.label})") for each in templates)
        self.offer("template", named)
        self.begin_unchosen("template")
