"""People who have died, whose records only an administrator finds (source 002, step two)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from onward.agreements.catalogue import catalogue
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.facts import present_values
from onward.people.models import Look
from onward.people.records import look
from onward.people.search import search
from onward.web.access import StaffRequest, requires
from onward.web.forms import posted
from onward.web.item_values import value_in_words
from onward.web.names import people_named
from onward.web.records.forms import SearchForm
from onward.web.records.reach import own_records


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE_DECEASED)
def find(request: StaffRequest) -> HttpResponse:
    form, found = SearchForm(posted(request)), None
    if form.is_valid():
        found = search(form.cleaned_data["sought"], on=localdate(now()), deceased=True)
    return render(request, "accounts/deceased.html", {"form": form, "found": found})


@require_safe
@requires(Permission.SEE_DECEASED)
def one(request: StaffRequest, record_id: UUID) -> HttpResponse:
    records = own_records(request).filter(deceased_on__isnull=False)
    record = get_object_or_404(records, pk=record_id)
    look(record, by=request.user, what=Look.What.RECORD, at=now())
    held, known = present_values(record), catalogue()
    context = {
        "record": record,
        "name": people_named([record.pk])[record.pk],
        "rows": [
            (known[code].label, value_in_words(known[code], held[code]))
            for code in known
            if code in held
        ],
        "narrow": True,
    }
    return render(request, "accounts/deceased_record.html", context)
