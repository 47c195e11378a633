"""Addresses of young people that the gazetteer does not have: misspelt, out of date, or new."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.tracking.following.strays import strays
from onward.tracking.models import PlaceVersion
from onward.tracking.places.versions import version_on
from onward.web.access import StaffRequest, requires
from onward.web.first_rows import page_of
from onward.web.names import people_named

A_PAGE = 50


@require_safe
@requires(Permission.TRACK)
def addresses(request: StaffRequest) -> HttpResponse:
    on = localdate(now())
    found = strays(on=on).order_by("postcode_key", "pk")
    page, shown = page_of(found, number=request.GET.get("page"), per_page=A_PAGE)
    named = people_named(address.record_id for address in shown)
    context = {
        "page": page,
        "rows": [(address, named[address.record_id]) for address in shown],
        "has_gazetteer": version_on(on, kind=PlaceVersion.Kind.ADDRESSES) is not None,
    }
    return render(request, "tracking/addresses.html", context)
