"""What is filled in about accounts and passwords."""

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.parties.permissions import Role
from onward.web.forms import PageForm


class Roles(PageForm):
    """What somebody does for the organisation; each role carries its permissions."""

    roles = forms.MultipleChoiceField(
        label=_("What do they do here?"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Select at least one role, or close the account")},
    )


class NewAccount(Roles):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("Email address"),
        help_text=_("What they sign in with"),
        error_messages={"invalid": _("Enter an email address like name@example.org")},
    )

    field_order = ["name", "email", "roles"]


class NewPassword(PageForm):
    """Typed once and shown on request by the browser, not twice and blind."""

    password = forms.CharField(
        label=_("New password"),
        max_length=256,
        strip=False,
        help_text=_("At least 12 characters. Three words that do not belong together work well."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
