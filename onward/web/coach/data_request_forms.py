"""What a district's officer fills in about a request for data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.tracking.data_requests.models import Channel, DataRequest, RefusalReason, Release
from onward.web.forms import PageForm


class RequestFilter(PageForm):
    """Codes only, so it goes by GET."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=(
            ("to_decide", _("To decide")),
            ("late", _("Overdue")),
            ("", _("All requests")),
        ),
    )


class RefusalForm(PageForm):
    """Why nothing is released, of the list; it never says what kind of case a person's is."""

    reason = forms.ChoiceField(
        label=_("Why is the request refused?"),
        choices=RefusalReason.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "The authority reads this. Choose that nothing can be given where there is no such"
            " person, and where there is one about whom nothing may be said."
        ),
    )


class ReleaseForm(PageForm):
    """What is written before anything is released; a call needs its note, an e-mail its template.

    That they say something is asked with everything else that stands against the release.
    """

    justification = forms.CharField(
        label=_("Why does this help the authority with its duties?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("About this person, in your own words. It stays with your district."),
        required=False,
    )
    call_note = forms.CharField(
        label=_("Note of the call"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("Who telephoned, and how you made sure who they were."),
        required=False,
    )
    template_reference = forms.CharField(
        label=_("Data movement template: its number"),
        max_length=40,
        help_text=_("Capital letters, figures, hyphens and strokes, for example DMT-2014-003"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        required=False,
    )
    template_protection = forms.ChoiceField(
        label=_("How is the message protected?"),
        choices=Release.Protection.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    template_mailbox = forms.EmailField(
        label=_("The authority's mailbox it goes to"), max_length=254, required=False
    )

    def __init__(self, *args: object, asked: DataRequest) -> None:
        super().__init__(*args)
        by_email = asked.channel == Channel.EMAIL
        for name in list(self.fields):
            if name.startswith("template_") != by_email and name != "justification":
                del self.fields[name]
