"""Files sent in: choose one, see what it would do, and accept it. The same for every audience."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from onward.agreements.catalogue import catalogue
from onward.intake.access import may_upload
from onward.intake.checking import Checked, check
from onward.intake.feed import Feed
from onward.intake.feeds import FEEDS
from onward.intake.landing import InUse, TooLarge, discard, land
from onward.intake.models import Landing
from onward.intake.old_systems.reporting import fields_of
from onward.intake.refused import refused_rows
from onward.intake.taking_in import NotChecked, accept, say_yes
from onward.parties.clock import now
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.web.access import StaffRequest, requires
from onward.web.audience import audience_of, page_here
from onward.web.downloads import CSV, download
from onward.web.forms import PageForm
from onward.web.mark_words import MARKS, if_left
from onward.web.tracking.old_system import lines_of

A_PAGE = 50
# What is dealt with while its sender waits, some two seconds; the worker does what is longer.
BYTES_AT_ONCE, ROWS_AT_ONCE = 200_000, 500
Status = Landing.Status


class Upload(PageForm):
    """One file of one of the feeds that this member of staff may send."""

    feed = forms.ChoiceField(
        label=gettext_lazy("What is in the file?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what is in the file")},
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file")},
    )

    def __init__(self, *args: Any, feeds: Sequence[Feed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("feed", [(feed.code, feed.label) for feed in feeds])
        if len(feeds) == 1:
            field = self.fields["feed"]
            field.widget, field.initial = forms.HiddenInput(), feeds[0].code


@require_safe
@requires(Permission.UPLOAD)
def uploads(request: StaffRequest) -> HttpResponse:
    return _uploads(request, Upload(feeds=_feeds(request.user)))


@require_POST
@requires(Permission.UPLOAD)
def upload(request: StaffRequest) -> HttpResponse:
    """The second of three clicks: the file lands, and a short one is checked at once."""
    form = Upload(request.POST, request.FILES, feeds=_feeds(request.user))
    if not form.is_valid():
        return _uploads(request, form)
    file = form.cleaned_data["file"]
    feed = FEEDS[form.cleaned_data["feed"]]
    try:
        landing = land(feed, name=file.name, content=file.read(), by=request.user, at=now())
    except TooLarge as refusal:
        form.add_error("file", str(refusal))
        return _uploads(request, form)
    if landing.status != Status.LANDED:
        messages.info(request, _("This file was sent before. Here is what became of it."))
    elif landing.size <= BYTES_AT_ONCE:
        check(landing, by=request.user, at=now())
    return redirect(page_here(request, "landing"), landing.pk)


@require_safe
@requires(Permission.UPLOAD)
def landing(request: StaffRequest, landing_id: UUID) -> HttpResponse:
    row = _own(request, landing_id)
    checked = Checked.of(row)
    items = catalogue()
    context = {
        "landing": row,
        "feed": FEEDS[row.feed],
        "checked": checked,
        "Status": Status,
        "problems": checked.problems[:A_PAGE],
        "warnings": checked.warnings[:A_PAGE],
        "texts": [
            (
                text.row,
                items[text.item].label,
                text.text,
                ", ".join(str(MARKS[kind]) for kind in text.kinds),
            )
            for text in checked.texts
        ],
        "fields": lines_of(fields_of(row)),
        "if_left": _if_left(kind for text in checked.texts for kind in text.kinds),
        "here": audience_of(request),
        "wide": True,
    }
    return render(request, "uploads/landing.html", context)


@require_POST
@requires(Permission.UPLOAD)
def acceptance(request: StaffRequest, landing_id: UUID) -> HttpResponse:
    """The third click. The worker takes in what is long, and the page says how far it is."""
    row = _own(request, landing_id)
    take = accept if row.row_count <= ROWS_AT_ONCE else say_yes
    try:
        take(
            row,
            by=request.user,
            at=now(),
            texts_read="texts_read" in request.POST,
            volume_right="volume_right" in request.POST,
        )
    except NotChecked as refusal:
        messages.error(request, str(refusal))
    return redirect(page_here(request, "landing"), row.pk)


@require_POST
@requires(Permission.UPLOAD)
def discarding(request: StaffRequest, landing_id: UUID) -> HttpResponse:
    row = _own(request, landing_id)
    try:
        discard(row, by=request.user, at=now())
    except InUse as refusal:
        messages.error(request, str(refusal))
        return redirect(page_here(request, "landing"), row.pk)
    messages.success(request, _("The file was thrown away. Nothing was taken in."))
    return redirect(page_here(request, "uploads"))


@require_safe
@requires(Permission.UPLOAD)
def refused(request: StaffRequest, landing_id: UUID) -> HttpResponse:
    """The refused rows, back to the organisation that sent them."""
    row = _own(request, landing_id)
    return download(refused_rows(row), name=f"refused-{row.feed}.csv", content_type=CSV)


# Every audience includes these, under its own name.
urlpatterns: list[URLPattern] = [
    path("uploads/", uploads, name="uploads"),
    path("uploads/new", upload, name="upload"),
    path("uploads/<uuid:landing_id>/", landing, name="landing"),
    path("uploads/<uuid:landing_id>/acceptance", acceptance, name="acceptance"),
    path("uploads/<uuid:landing_id>/discarding", discarding, name="discarding"),
    path("uploads/<uuid:landing_id>/refused-rows", refused, name="refused-rows"),
]


def _uploads(request: StaffRequest, form: Upload) -> HttpResponse:
    feeds = _feeds(request.user)
    earlier = Landing.objects.filter(feed__in=[feed.code for feed in feeds])
    shown = earlier.defer("content", "refused_rows", "problems", "warnings", "texts")
    context = {
        "form": form,
        "hints": {feed.code: feed.hint for feed in feeds},
        "feeds": feeds,
        "labels": {feed.code: feed.label for feed in feeds},
        "settable": [feed for feed in feeds if feed.is_set],
        "earlier": shown.order_by("-received_at")[:A_PAGE],
        "here": audience_of(request),
    }
    return render(request, "uploads/uploads.html", context)


def _if_left(kinds: Iterable[str]) -> list[tuple[Promise, Promise]]:
    """Each kind of mark once, and what comes of leaving it."""
    return [(MARKS[kind], if_left(kind)) for kind in dict.fromkeys(kinds)]


def _feeds(staff: Staff) -> list[Feed]:
    return [feed for feed in FEEDS.values() if may_upload(staff, feed)]


def _own(request: StaffRequest, landing_id: UUID) -> Landing:
    """A file of the organisation that this member of staff might have sent; else 404."""
    theirs = Landing.objects.filter(feed__in=[feed.code for feed in _feeds(request.user)])
    return get_object_or_404(theirs.defer("content"), pk=landing_id)
