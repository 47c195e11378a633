"""Signing in, staying signed in and signing out."""

from collections.abc import Iterable
from contextlib import nullcontext

from django import forms
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from onward.parties.clock import machine_now
from onward.parties.models import Organisation, Staff
from onward.parties.sign_in import LOCKED_FOR, TRIES, SeveralAccounts, open_account
from onward.tenancy.context import REGISTER, acting_for
from onward.web.access import StaffRequest, requires
from onward.web.forms import PageForm, posted
from onward.web.sign_in.session import Ended, begin


class SignIn(PageForm):
    """An address and a password; both may be pasted or filled in by a password manager."""

    email = forms.EmailField(
        label=gettext_lazy("Email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={"invalid": gettext_lazy("Enter an email address like name@example.org")},
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def ask_which(self, organisations: Iterable[Organisation]) -> None:
        """Only whoever knows the password is told where there are accounts."""
        self.fields["organisation"] = forms.ChoiceField(
            label=_("Which organisation are you working for now?"),
            widget=forms.RadioSelect,
            choices=[(str(each.pk), each.name) for each in organisations],
        )
        words = _("Select the organisation you are working for, and enter your password again")
        self.add_error("organisation", words)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignIn(posted(request))
    if form.is_valid():
        staff = _opened(request, form)
        if staff is not None:
            begin(request.session, staff, at=machine_now())
            rotate_token(request)
            return redirect(_wanted(request))
    why = None if form.errors else dict(Ended.choices).get(request.GET.get("why", ""))
    return render(request, "sign_in/sign_in.html", {"form": form, "why": why})


@require_POST
@requires()
def sign_out(request: StaffRequest) -> HttpResponse:
    request.session.flush()
    return redirect(f"{reverse('sign-in')}?why={Ended.OUT}")


@require_POST
@requires()
def keep_signed_in(request: StaffRequest) -> HttpResponse:
    """Do nothing: any request starts the idle time anew, and this one leaves the page as it is."""
    return HttpResponse(status=204)


def _opened(request: HttpRequest, form: SignIn) -> Staff | None:
    """The account; why none was opened stands in the form."""
    which = request.POST.get("organisation", "")
    try:
        staff = open_account(**form.cleaned_data, organisation=which)
    except SeveralAccounts as several:
        with nullcontext() if request.user else acting_for(REGISTER):
            form.ask_which(Organisation.objects.filter(pk__in=several.organisations))
        return None
    if staff is None:
        form.add_error("email", _refusal())
    return staff


def _refusal() -> str:
    """The same words whatever is wrong: they do not tell whether there is such an account."""
    return _(
        "The email address or the password is not right, or the account is locked."
        " %(tries)s wrong tries lock it for %(minutes)s minutes"
    ) % {"tries": TRIES, "minutes": LOCKED_FOR.seconds // 60}


def _wanted(request: HttpRequest) -> str:
    """Return the page wanted before signing in, if it is one of ours; else the first page."""
    wanted = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else reverse("home")
