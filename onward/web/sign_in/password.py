"""Setting a password with a link that was handed over."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.parties.accounts import LinkSpent, owner_of_link, set_password
from onward.web.accounts.forms import NewPassword
from onward.web.forms import posted

LINK = "password-link"


def enter(request: HttpRequest, staff_id: int, token: str) -> HttpResponse:
    """Take the secret out of the address at once, before anything can write it down."""
    request.session[LINK] = [staff_id, token]
    return redirect("new-password")


@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    staff_id, token = request.session.get(LINK, [0, ""])
    form = NewPassword(posted(request))
    try:
        staff = owner_of_link(staff_id, token)
        if form.is_valid():
            set_password(staff_id, token=token, password=form.cleaned_data["password"])
            del request.session[LINK]
            messages.success(request, _("Your password is set. Sign in with it."))
            return redirect("sign-in")
    except LinkSpent:
        return render(request, "sign_in/link_spent.html", {"narrow": True}, status=410)
    except ValidationError as refusal:
        form.add_error("password", refusal)
    return render(request, "sign_in/new_password.html", {"form": form, "staff": staff})
