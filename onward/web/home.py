"""The address without a path: everyone's own first page."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from onward.web.access import StaffRequest, requires
from onward.web.navigation import first_page


@require_safe
@requires()
def home(request: StaffRequest) -> HttpResponse:
    first = first_page(request.user)
    return redirect(first) if first else render(request, "home.html")
