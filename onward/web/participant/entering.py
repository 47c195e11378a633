"""Coming in with a link and a code, staying, and leaving."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.parties.clock import machine_now, now
from onward.rights.invitations import NotInvited, accept
from onward.web.forms import PageForm, posted
from onward.web.participant.visit import begin, for_participant

LINK = "link"


class Code(PageForm):
    """The code of an invitation, as it was told to the person."""

    code = forms.CharField(
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy("It has 8 numbers. It came to you by another way than the link."),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "class": "govuk-input--width-10",
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
            }
        ),
    )


def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Take the link's token out of the address at once, before anything can write it down.

    Whatever is asked of this address is answered alike, for a refusal would be logged with it.
    """
    request.session[LINK] = token
    return redirect("participant:code")


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    form = Code(posted(request))
    if form.is_valid():
        try:
            token = request.session.get(LINK, "")
            handle = accept(token, code=form.cleaned_data["code"], at=now())
        except NotInvited:
            form.add_error("code", _refusal())
        else:
            begin(request.session, handle, at=machine_now())
            rotate_token(request)
            return redirect("participant:statement")
    return render(request, "participant/code.html", {"form": form})


@require_POST
@for_participant
def stay(request: HttpRequest, handle: UUID) -> HttpResponse:
    """Asking is enough: every page starts the idle time anew."""
    return HttpResponse(status=204)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    request.session.flush()
    return redirect("participant:left")


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    return render(request, "participant/left.html")


def _refusal() -> str:
    """The same words whatever is wrong, so that they help nobody to guess."""
    return _(
        "This link and code do not open anything. Check the code. A link works once, for two"
        " weeks, and not after 5 wrong codes. You can ask for a new one."
    )
