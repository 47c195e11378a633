"""Sessions of the youth service: noted, listed and counted by month."""

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.parties.access import staff_who_may
from onward.parties.clock import now
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.tracking.models import YouthSession
from onward.tracking.sessions.attended import counted, months, regulars
from onward.tracking.sessions.noting import (
    came_to,
    count_unnamed,
    note_attendance,
    note_session,
    take_back,
)
from onward.web.access import StaffRequest, requires
from onward.web.first_rows import page_of
from onward.web.forms import PageForm, chosen_ids, posted
from onward.web.names import people_named, staff_named
from onward.web.records.forms import DatedForm
from onward.web.records.reach import own_records
from onward.web.tracking.return_forms import month_in_words

A_PAGE, MOST_AT_ONCE = 30, 500


class SessionForm(DatedForm):
    """Which session was held, where, when, and who held it."""

    kind = forms.ChoiceField(label=gettext_lazy("What was it?"), choices=YouthSession.Kind.choices)
    place = forms.CharField(
        label=gettext_lazy("Where?"),
        max_length=100,
        help_text=gettext_lazy("The same name each time: who came before is then offered"),
    )
    worker = forms.TypedChoiceField(label=gettext_lazy("Who held it?"))
    field_order = ["on", "kind", "place", "worker"]

    def offer_workers(self, workers: list[Staff]) -> None:
        known = {str(each.handle): each for each in workers}
        self.offer("worker", [(handle, each.name) for handle, each in known.items()])
        self.fields["worker"].coerce = known.__getitem__  # type: ignore[attr-defined]


class UnnamedForm(PageForm):
    count = forms.IntegerField(
        label=gettext_lazy("How many came besides, and gave no name?"),
        min_value=0,
        max_value=1000,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )


@require_safe
@requires(Permission.TRACK)
def listed(request: StaffRequest) -> HttpResponse:
    sessions = YouthSession.objects.order_by("-held_on", "-noted_at", "pk")
    page, shown = page_of(sessions, number=request.GET.get("page"), per_page=A_PAGE)
    context = {
        "page": page,
        "rows": shown,
        "came": counted(YouthSession.objects.filter(pk__in=[each.pk for each in shown])),
        "who": staff_named(each.worker for each in shown),
        "months": [(month_in_words(each.first), each) for each in months()],
        "wide": True,
    }
    return render(request, "tracking/sessions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.TRACK)
def new(request: StaffRequest) -> HttpResponse:
    at = now()
    first = {"on": localdate(at), "worker": str(request.user.handle)}
    form = SessionForm(posted(request), today=localdate(at), initial=first)
    form.offer_workers(list(staff_who_may(Permission.TRACK)))
    if form.is_valid():
        said = form.cleaned_data
        session = note_session(
            said["kind"],
            place=said["place"],
            held_on=said["on"],
            worker=said["worker"],
            by=request.user,
            at=at,
        )
        return redirect("tracking:session", session.pk)
    return render(request, "tracking/new_session.html", {"form": form, "narrow": True})


@require_safe
@requires(Permission.TRACK)
def one(request: StaffRequest, session_id: UUID) -> HttpResponse:
    session = own_session(request, session_id)
    return _page(request, session, UnnamedForm(initial={"count": session.unnamed}))


@require_POST
@requires(Permission.TRACK)
def attendance(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Those ticked came."""
    session = own_session(request, session_id)
    ids = chosen_ids(request.POST.getlist("chosen"), most=MOST_AT_ONCE)
    records = list(own_records(request).filter(pk__in=ids, deceased_on=None))
    if not records:
        messages.error(request, _("Tick who came first."))
    else:
        count = note_attendance(session, records, by=request.user, at=now())
        words = ngettext("%(num)s person is noted.", "%(num)s people are noted.", count)
        messages.success(request, words % {"num": count})
    return redirect("tracking:session", session.pk)


@require_POST
@requires(Permission.TRACK)
def removal(request: StaffRequest, session_id: UUID, record_id: UUID) -> HttpResponse:
    session = own_session(request, session_id)
    record = get_object_or_404(own_records(request), pk=record_id)
    if take_back(session, record, at=now()):
        messages.success(request, _("Taken back: they did not come."))
    return redirect("tracking:session", session.pk)


@require_POST
@requires(Permission.TRACK)
def unnamed(request: StaffRequest, session_id: UUID) -> HttpResponse:
    session = own_session(request, session_id)
    form = UnnamedForm(request.POST)
    if not form.is_valid():
        return _page(request, session, form)
    count_unnamed(session, form.cleaned_data["count"])
    messages.success(request, _("The count is kept."))
    return redirect("tracking:session", session.pk)


def own_session(request: StaffRequest, session_id: UUID) -> YouthSession:
    return get_object_or_404(YouthSession, organisation=request.acting_for, pk=session_id)


def _page(request: StaffRequest, session: YouthSession, form: UnnamedForm) -> HttpResponse:
    came = came_to(session).values_list("record_id", flat=True)
    context = {
        "session": session,
        "worker": staff_named([session.worker]).get(session.worker, ""),
        "came": _named(came),
        "regulars": _named(regulars(session).values_list("pk", flat=True)[:MOST_AT_ONCE]),
        "form": form,
    }
    return render(request, "tracking/session.html", context)


def _named(records: Iterable[UUID]) -> list[dict[str, object]]:
    names = people_named(records)
    rows = [{"id": pk, "name": name} for pk, name in names.items()]
    return sorted(rows, key=lambda row: (str(row["name"]).casefold(), str(row["id"])))
