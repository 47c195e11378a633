"""Changing what a record holds: what is typed anew is one more fact; nothing is overwritten."""

from datetime import date, datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.parties.clock import is_demonstration, now
from onward.parties.permissions import Permission
from onward.people.facts import present_values
from onward.people.kept_out import kept_out
from onward.people.models import Record
from onward.web.access import StaffRequest, requires
from onward.web.audience import audience_of, page_here
from onward.web.forms import posted
from onward.web.item_values import item_label
from onward.web.records.forms import HoldsFromForm, VolunteeredForm
from onward.web.records.history import said_before
from onward.web.records.identity import identity_in
from onward.web.records.keeping import has_changed_since, keep, last_number
from onward.web.records.reach import record_opened
from onward.web.records.record_form import RecordForm
from onward.web.records.sections import SECTIONS, SECTIONS_OF

# What is said of these counts from a day, so what was said before is shown beside them.
DATED = frozenset({"return", "characteristics"})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD_PEOPLE)
def change(request: StaffRequest, record_id: UUID, section: str) -> HttpResponse:
    if section not in SECTIONS_OF[audience_of(request)]:
        raise Http404
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    form = _form(request, record, section, at=at)
    dated = _dated(request, section, at=at)
    is_right = form.is_valid() and not _is_withheld(record, form)
    if is_right and (dated is None or dated.is_valid()):
        _keep(request, record, form, at=at, holds_from=dated.cleaned_data["on"] if dated else None)
        return redirect(page_here(request, "person"), record.pk)
    context = {
        "form": form,
        "dated": dated,
        "forms": [each for each in (form, dated) if each is not None],
        "before": said_before(record, form.items, known_at=at) if section in DATED else [],
        "volunteered": VolunteeredForm(posted(request))["volunteered"],
        "record": record,
        "identity": identity_in(form.held),
        "section": SECTIONS[section],
        "seen": last_number(record),
        "here": audience_of(request),
        "narrow": True,
    }
    return render(request, "records/change.html", context)


def _form(request: StaffRequest, record: Record, section: str, *, at: datetime) -> RecordForm:
    form = RecordForm(
        posted(request),
        sections=[section],
        held=present_values(record),
        on=localdate(at),
        fictitious=is_demonstration(),
    )
    # What was written meanwhile is shown before it is written over.
    if form.is_bound and has_changed_since(request, record):
        words = _(
            "This record has changed since you opened it. Look at it in another window; saving"
            " again keeps what stands here."
        )
        form.add_error(None, words)
    return form


def _is_withheld(record: Record, form: RecordForm) -> bool:
    """What the person wants nobody to keep is not typed in; the form says so."""
    withheld = kept_out(record, form.changes)
    if withheld:
        labels = ", ".join(item_label(item) for item in sorted(withheld))
        words = _(
            "They want nothing kept to reach them by, and no surveys: %(items)s. Should they allow"
            " it again, record that first under “Contact is withheld”."
        )
        form.add_error(None, words % {"items": labels})
    return bool(withheld)


def _dated(request: StaffRequest, section: str, *, at: datetime) -> HoldsFromForm | None:
    """Characteristics have days of their own."""
    if section != "return":
        return None
    today = localdate(at)
    return HoldsFromForm(posted(request), today=today, initial={"on": today}, prefix="holds")


def _keep(
    request: StaffRequest,
    record: Record,
    form: RecordForm,
    *,
    at: datetime,
    holds_from: date | None,
) -> None:
    if not form.changes:
        messages.info(request, _("Nothing was changed."))
        return
    volunteered = VolunteeredForm(request.POST)
    is_volunteered = volunteered.is_valid() and volunteered.cleaned_data["volunteered"]
    keep(
        record,
        form.changes,
        by=request.user,
        at=at,
        volunteered=is_volunteered,
        holds_from=holds_from,
    )
    messages.success(request, _("The record has been changed."))
    for doubt in form.doubts:
        messages.warning(request, doubt)
