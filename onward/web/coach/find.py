"""Finding a person: one box, and why each of those found fits."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.search import MOST_FOUND, search
from onward.web.access import StaffRequest, requires
from onward.web.forms import PageForm


class Search(PageForm):
    """The one box. What is typed in it is never part of an address."""

    sought = forms.CharField(
        label=_("Name, National Insurance number, postcode or date of birth"),
        max_length=200,
        help_text=_("Any part will do. For example, grant a, QQ 12 34, FK1 or 29/2/1988"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter what you know about the person")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REFER)
def find(request: StaffRequest) -> HttpResponse:
    form = Search(request.POST if request.method == "POST" else None)
    found = None
    if form.is_valid():
        found = search(form.cleaned_data["sought"], on=localdate(now()))
    context = {
        "form": form,
        "found": found,
        "most": MOST_FOUND,
        "may_add": request.user.may(Permission.RECORD_PEOPLE),
    }
    return render(request, "coach/find.html", context)
