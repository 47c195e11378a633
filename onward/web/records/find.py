"""Finding a person: one box, and why each of those found fits."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from onward.parties.clock import now
from onward.people.search import MOST_FOUND, search
from onward.people.signposts import pointed_to, whom_to_ask
from onward.web.access import StaffRequest, address
from onward.web.audience import audience_of
from onward.web.forms import posted
from onward.web.records.forms import SearchForm

# Others are given the people they know, by a referral.
ADDING = {"coach": "coach:add", "tracking": "tracking:add"}


def find(request: StaffRequest) -> HttpResponse:
    """Searched by POST, so that what was typed stands in no address and no log.

    Each audience lets in its own (`records.urls.find_page`).
    """
    form = SearchForm(posted(request))
    found, hidden = None, []
    if form.is_valid():
        found = search(form.cleaned_data["sought"], on=localdate(now()))
        hidden = whom_to_ask(pointed_to(form.cleaned_data["sought"], by=request.user))
    here = audience_of(request)
    context = {
        "form": form,
        "found": found,
        "to_ask": hidden,
        "most": MOST_FOUND,
        "here": here,
        "add_url": address(ADDING[here], staff=request.user) if here in ADDING else "",
    }
    return render(request, "records/find.html", context)
