"""The activity of many changed at once: chosen in the list, looked at, changed, and taken back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.tracking.activities.bulk_update import Updated, preview, undo_all, update_all
from onward.tracking.activities.history import Told
from onward.tracking.activities.telling import TooLateToUndo
from onward.tracking.models import ActivityStatement
from onward.web.access import StaffRequest, requires
from onward.web.names import people_named
from onward.web.tracking.activity_forms import ShortActivityForm, told_in
from onward.web.tracking.activity_words import activity_label
from onward.web.tracking.chosen import MOST, chosen_records, nobody_chosen
from onward.web.words import date_words

SAME = "SAME"


class BulkForm(ShortActivityForm):
    """A new activity for everybody chosen, or that nothing has changed."""

    def begin_unchosen(self, name: str) -> None:
        super().begin_unchosen(name)
        first, *others = self.fields[name].choices  # type: ignore[attr-defined]
        same = (SAME, _("The same still, confirmed as of today"))
        self.offer(name, [first, same, *others])


@require_POST
@requires(Permission.TRACK)
def bulk(request: StaffRequest) -> HttpResponse:
    """Those chosen in the list: the form, what it would change, or the change itself."""
    records = chosen_records(request)
    if not records or len(records) > MOST:
        return nobody_chosen(request)
    at = now()
    form = _form(request, at=at)
    updated = None
    if form.is_valid():
        act = update_all if "change" in request.POST else preview
        updated = act(records, _told(records, form, at=at), by=request.user, at=at)
    if updated and "change" in request.POST:
        messages.success(request, _changed(updated.changed))
        return redirect("tracking:bulk-done", updated.act)
    context = {
        "form": form,
        "records": records,
        "rows": _rows(updated) if updated else [],
        "changed": updated.changed if updated else 0,
        "wide": True,
    }
    return render(request, "tracking/bulk.html", context)


@require_safe
@requires(Permission.TRACK)
def done(request: StaffRequest, act: UUID) -> HttpResponse:
    said = ActivityStatement.objects.filter(act=act, by=request.user.handle, ended_on=None)
    context = {"act": act, "said": said.count()}
    return render(request, "tracking/bulk_done.html", context)


@require_POST
@requires(Permission.TRACK)
def undo(request: StaffRequest, act: UUID) -> HttpResponse:
    try:
        undone = undo_all(act, by=request.user, at=now())
    except TooLateToUndo as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _taken_back(len(undone.done)))
    return redirect("tracking:cohort")


def _form(request: StaffRequest, *, at: datetime) -> BulkForm:
    """Empty as it comes from the list; filled in once somebody looks or changes."""
    is_begun = {"look", "change"} & request.POST.keys()
    today = localdate(at)
    return BulkForm(request.POST if is_begun else None, on=today, initial={"started_on": today})


def _told(records: Sequence[Record], form: BulkForm, *, at: datetime) -> list[Told] | None:
    given = form.cleaned_data
    if given["code"] == SAME:
        return None
    return [told_in(record, given, on=localdate(at)) for record in records]


def _rows(updated: Updated) -> list[tuple[str, str, str, str]]:
    """Name, what they do, what they would do, and what is against it."""
    names = people_named(each.record.pk for each in updated.outcomes)
    return [
        (
            names[each.record.pk],
            _label(each.before),
            _label(each.after) if each.is_changed else _("As it is"),
            each.problem,
        )
        for each in updated.outcomes
    ]


def _label(present: ActivityStatement | None) -> str:
    if present is None:
        return _("Not recorded")
    label = activity_label(present.code, on=present.started_on)
    if present.lapses_on is None:
        return label
    until = {"activity": label, "day": date_words(present.lapses_on)}
    return _("%(activity)s, believed until %(day)s") % until


def _changed(count: int) -> str:
    return ngettext(
        "The activity of %(num)d young person is changed.",
        "The activity of %(num)d young people is changed.",
        count,
    ) % {"num": count}


def _taken_back(count: int) -> str:
    return ngettext(
        "Taken back for %(num)d young person.", "Taken back for %(num)d young people.", count
    ) % {"num": count}
