"""The young people ticked in a list, for an act upon all of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from onward.people.models import Record
from onward.tracking.activities.bulk_update import MOST
from onward.tracking.models import Following
from onward.web.access import StaffRequest
from onward.web.forms import chosen_ids

__all__ = ["MOST", "chosen_records", "nobody_chosen"]


def chosen_records(request: StaffRequest) -> list[Record]:
    """Those who are followed and alive; one more than the most where too many were ticked."""
    ids = chosen_ids(request.POST.getlist("chosen"), most=MOST + 1)
    followed = Following.objects.filter(record__in=ids, archived_at=None)
    living = followed.filter(record__deceased_on=None, record__erased_at=None)
    return [each.record for each in living.select_related("record").order_by("pk")]


def nobody_chosen(request: StaffRequest) -> HttpResponse:
    words = _("Choose the young people first, %(most)d at most.") % {"most": MOST}
    messages.error(request, words)
    return redirect("tracking:cohort")
