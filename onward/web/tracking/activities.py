"""What a young person does: told anew, put right, confirmed, taken back; and leaving for good."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.models import Fact, Record
from onward.programmes.participation.leaving import BadDeparture, CohortStatus
from onward.tracking.activities import telling
from onward.tracking.activities.history import Told
from onward.tracking.activities.telling import Source
from onward.tracking.following import actions as following
from onward.tracking.following.one_person import followed_person
from onward.web.access import StaffRequest, requires
from onward.web.forms import posted
from onward.web.records.identity import identity_of
from onward.web.records.reach import record_opened
from onward.web.tracking.activity_forms import LeavingForm, WholeActivityForm

PUT_RIGHT = "put-right"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.TRACK)
def tell(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    is_put_right = PUT_RIGHT in request.GET
    present = followed_person(record).present if is_put_right else None
    form = WholeActivityForm(posted(request), record=record, present=present, on=localdate(at))
    if form.is_valid():
        _tell(request, form.told, at=at)
        return redirect("tracking:person", record.pk)
    context = {
        "form": form,
        "record": record,
        "identity": identity_of(record),
        "is_put_right": is_put_right,
        "narrow": True,
    }
    return render(request, "tracking/activity.html", context)


@require_POST
@requires(Permission.TRACK)
def confirmation(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    present = telling.present_activities([record]).values()
    answered = telling.confirm(
        list(present), on=localdate(at), source=_by(request, Fact.Source.STAFF), at=at
    )
    _say(request, answered, _("Confirmed as of today."))
    return redirect("tracking:person", record.pk)


@require_POST
@requires(Permission.TRACK)
def undoing(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    last_act = followed_person(record).last_act
    if last_act is None or request.POST.get("act") != str(last_act):
        messages.error(request, _("Something else was told since. Look at what is there now."))
        return redirect("tracking:person", record.pk)
    answered = telling.undo(last_act, source=_by(request, Fact.Source.STAFF), at=at)
    _say(request, answered, _("What was told last is taken back."))
    return redirect("tracking:person", record.pk)


@require_POST
@requires(Permission.TRACK)
def follow(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    try:
        following.take_on(record, by=request.user, at=at)
    except (following.NotServed, following.NoService) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("This young person is followed from now on."))
    return redirect("tracking:person", record.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.TRACK)
def leaving(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at)
    form = LeavingForm(posted(request), today=localdate(at))
    if form.is_valid() and _left(request, record, form, at=at):
        messages.success(request, _("They have left. The next return tells the department once."))
        return redirect("tracking:person", record.pk)
    context = {"form": form, "record": record, "identity": identity_of(record), "narrow": True}
    return render(request, "tracking/leaving.html", context)


@require_POST
@requires(Permission.TRACK)
def coming_back(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at)
    following.come_back(record, by=request.user, at=at)
    messages.success(request, _("They are in the group again."))
    return redirect("tracking:person", record.pk)


def _tell(request: StaffRequest, told: Told, *, at: datetime) -> None:
    source = _by(request, Fact.Source(request.POST["source"]))
    answered = telling.tell([told], source=source, at=at)
    _say(request, answered, _("The activity is recorded."))


def _left(request: StaffRequest, record: Record, form: LeavingForm, *, at: datetime) -> bool:
    said = form.cleaned_data
    try:
        following.leave(
            record,
            how=CohortStatus(said["how"]),
            on=said["on"],
            to_place=said["to_place"],
            by=request.user,
            at=at,
        )
    except (BadDeparture, following.NoService) as refusal:
        form.add_error("to_place" if said["to_place"] else "how", str(refusal))
        return False
    return True


def _by(request: StaffRequest, kind: Fact.Source) -> Source:
    return Source(kind=kind, by=request.user)


def _say(request: StaffRequest, answered: telling.Answered, done: str) -> None:
    if answered.done:
        messages.success(request, done)
    for _told, refusal in answered.refused:
        messages.error(request, str(refusal))
    if answered.unchanged or not (answered.done or answered.refused):
        messages.info(request, _("Nothing new: it was recorded already."))
