"""The young people an authority follows: found by what they do, allocated, put away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from onward.parties.access import staff_who_may
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.models import BirthDate
from onward.programmes.participation.risk import ADVICE
from onward.programmes.participation.years import year_group
from onward.tracking.activities.telling import present_activities
from onward.tracking.caseload import followed, schools
from onward.tracking.following.actions import allocate, put_away, take_out_again
from onward.tracking.following.risk import indications
from onward.tracking.models import ActivityStatement, Following
from onward.web.access import StaffRequest, requires
from onward.web.first_rows import page_of
from onward.web.forms import chosen_ids
from onward.web.names import people_named, staff_named
from onward.web.tracking.activity_words import activity_label, has_lapsed
from onward.web.tracking.cohort_forms import AllocateForm, CohortFilter
from onward.web.tracking.risk import reasons_in_words

A_PAGE = 50
MOST_LISTED = 250_000
MOST_AT_ONCE = 5000


@dataclass(frozen=True, kw_only=True)
class Row:
    """One young person as the list shows them."""

    id: UUID  # of the record
    name: str
    year_group: int | None
    doing: ActivityStatement | None
    activity: str
    has_lapsed: bool
    worker: str
    is_restricted: bool


@require_safe
@requires(Permission.TRACK)
def cohort(request: StaffRequest) -> HttpResponse:
    today = localdate(now())
    form = _filter(request, on=today)
    page, shown = page_of(
        followed(form.wanted, on=today),
        number=request.GET.get("page"),
        per_page=A_PAGE,
        most=MOST_LISTED,
        related=("record",),
    )
    at_risk = form.wanted.may_be_at_risk
    context = {
        "filter": form,
        "advice": _(ADVICE) if at_risk else "",
        "why": _why_listed(shown, on=today) if at_risk else {},
        "page": page,
        "rows": rows_of(shown, on=today),
        "allocating": AllocateForm(workers=staff_who_may(Permission.TRACK)),
        "archived": form.wanted.archived,
        "may_allocate": request.user.may(Permission.ALLOCATE),
        "most": MOST_AT_ONCE,
        "wide": True,
    }
    return render(request, "tracking/cohort.html", context)


@require_POST
@requires(Permission.ALLOCATE)
def allocation(request: StaffRequest) -> HttpResponse:
    form = AllocateForm(request.POST, workers=staff_who_may(Permission.TRACK))
    if not form.is_valid():
        messages.error(request, _("Choose one of the workers listed."))
        return _back_to_list(request)
    worker = form.cleaned_data["worker"]
    return _done(request, lambda chosen: allocate(chosen, to=worker), _allocated)


@require_POST
@requires(Permission.ALLOCATE)
def archive(request: StaffRequest) -> HttpResponse:
    return _done(request, lambda chosen: put_away(chosen, at=now()), _put_away)


@require_POST
@requires(Permission.ALLOCATE)
def restoration(request: StaffRequest) -> HttpResponse:
    return _done(request, take_out_again, _taken_out)


def rows_of(shown: Sequence[Following], *, on: date) -> list[Row]:
    """The rows of a page, whatever its length in four queries."""
    records = [each.record for each in shown]
    names = people_named(record.pk for record in records)
    born = dict(BirthDate.objects.filter(record__in=records).values_list("record_id", "on"))
    doing = present_activities(records)
    workers = staff_named(each.worker for each in shown)
    return [
        Row(
            id=each.record_id,
            name=names[each.record_id],
            year_group=_year_group(born.get(each.record_id), on=on),
            doing=(present := doing.get(each.record_id)),
            activity=activity_label(present.code, on=on) if present else _("Nothing told yet"),
            has_lapsed=present is not None and has_lapsed(present, on=on),
            worker=workers.get(each.worker, "") if each.worker else "",
            is_restricted=each.record.restricted_to is not None,
        )
        for each in shown
    ]


def _why_listed(shown: Sequence[Following], *, on: date) -> dict[UUID, str]:
    found = indications([each.record for each in shown], on=on)
    return {pk: "; ".join(reasons_in_words(each)) for pk, each in found.items()}


def _filter(request: StaffRequest, *, on: date) -> CohortFilter:
    workers = staff_who_may(Permission.TRACK)
    return CohortFilter(request.GET, workers=workers, schools=schools())


def _chosen(request: StaffRequest) -> QuerySet[Following]:
    """Those ticked, or all that the list with its filters holds."""
    if "every" in request.POST:
        today = localdate(now())
        return followed(_filter(request, on=today).wanted, on=today)[:MOST_AT_ONCE]
    ids = chosen_ids(request.POST.getlist("chosen"), most=MOST_AT_ONCE)
    return Following.objects.filter(record__in=ids)


def _done(
    request: StaffRequest,
    act: Callable[[Sequence[Following]], int],
    said: Callable[[int], str],
) -> HttpResponse:
    if chosen := list(_chosen(request)):
        messages.success(request, said(act(chosen)))
    else:
        messages.error(request, _("Select the young people first."))
    return _back_to_list(request)


def _back_to_list(request: StaffRequest) -> HttpResponse:
    """With the filters that the list had."""
    return redirect(f"{reverse('tracking:cohort')}?{request.GET.urlencode()}")


def _year_group(born: date | None, *, on: date) -> int | None:
    return year_group(born, on=on) if born else None


def _allocated(count: int) -> str:
    words = ngettext("%(num)s caseload changed.", "%(num)s caseloads changed.", count)
    return words % {"num": count}


def _put_away(count: int) -> str:
    words = ngettext("%(num)s record is put away.", "%(num)s records are put away.", count)
    return words % {"num": count}


def _taken_out(count: int) -> str:
    words = ngettext("%(num)s record is in use again.", "%(num)s records are in use again.", count)
    return words % {"num": count}
