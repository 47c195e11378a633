"""What people are told against what is shared, and the words that a notice lacks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.agreements.catalogue import catalogue
from onward.contracts.models import Notice
from onward.contracts.notice_check import Gap, is_about_people, words_to_add
from onward.contracts.notices import (
    BadNotice,
    NoticeRefused,
    gaps_now,
    gaps_of,
    programmes_with_offers,
    publish_notice,
    unnamed_in,
    unnamed_now,
    write_notice,
)
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.programmes.catalogue import NoSuchProgramme
from onward.programmes.catalogue import programme as programme_on
from onward.web.access import StaffRequest, requires
from onward.web.forms import posted
from onward.web.governance.forms import NoticeForm
from onward.web.participant.in_words import classes_in_words


@dataclass(frozen=True, kw_only=True)
class Told:
    """A programme: the versions of its notice, newest first, and what they leave out."""

    programme: str
    title: str
    versions: list[Notice]
    gaps: list[Gap]
    unnamed: list[str]  # who gets it


@require_safe
@requires(Permission.KEEP_NOTICES)
def listed(request: HttpRequest) -> HttpResponse:
    at = now()
    told = [_told(programme, at=at) for programme in programmes_with_offers()]
    context = {"told": told, "lines_of": _lines, "wide": True}
    return render(request, "governance/notices.html", context)


@require_safe
@requires(Permission.KEEP_NOTICES)
def one(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    notice = get_object_or_404(Notice, pk=notice_id)
    context = {
        "notice": notice,
        "labels": sorted(_(catalogue()[code].label) for code in notice.items),
        "left_out": {
            "gaps": gaps_of(notice, at=now()),
            "unnamed": unnamed_in(notice, at=now()),
        },
        "lines_of": _lines,
    }
    return render(request, "governance/notice.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_NOTICES)
def new(request: StaffRequest, programme: str) -> HttpResponse:
    at = now()
    try:
        told = _told(programme, at=at)
    except NoSuchProgramme as refusal:
        raise Http404 from refusal
    form = NoticeForm(posted(request), initial=_begun(told))
    known = (item for item in catalogue().values() if is_about_people(item))
    form.offer("items", sorted((item.code, _(item.label)) for item in known))
    if form.is_valid():
        try:
            notice = write_notice(programme, **form.cleaned_data, by=request.user, at=at)
        except BadNotice as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("governance:notice", notice.pk)
    context = {"form": form, "told": told, "narrow": True}
    return render(request, "governance/new_notice.html", context)


@require_POST
@requires(Permission.KEEP_NOTICES)
def publication(request: StaffRequest, notice_id: UUID) -> HttpResponse:
    notice = get_object_or_404(Notice, pk=notice_id, organisation=request.acting_for)
    try:
        publish_notice(notice, by=request.user, at=now())
    except NoticeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Published: people are given this version from now on."))
    return redirect("governance:notice", notice.pk)


def _told(programme: str, *, at: datetime) -> Told:
    versions = Notice.objects.filter(programme=programme).order_by("-made_at")
    return Told(
        programme=programme,
        title=programme_on(programme, on=at.date()).name,
        versions=list(versions),
        gaps=gaps_now(programme, at=at),
        unnamed=unnamed_now(programme, at=at),
    )


def _begun(told: Told) -> dict[str, object]:
    """The newest text with the words that it lacks: to be read, and put better, by a person."""
    newest = told.versions[0] if told.versions else None
    to = [_("It goes to: %s.") % ", ".join(told.unnamed)] if told.unnamed else []
    added = "\n".join([*_lines(told.gaps), *to])
    return {
        "text": "\n\n".join(part for part in (newest.text if newest else "", added) if part),
        "items": [*(newest.items if newest else ()), *(gap.item.code for gap in told.gaps)],
    }


def _lines(gaps: list[Gap]) -> list[str]:
    """A sentence for each class of information, ready to stand in a notice."""
    return [
        _("We share this about %(what)s: %(items)s.")
        % {"what": classes_in_words([key_class]), "items": ", ".join(labels)}
        for key_class, labels in words_to_add(gaps).items()
    ]
