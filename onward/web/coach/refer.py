"""Referring, second half: every value as it will be sent, the texts read, then on its way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from onward.acts.referring import Asked, objection_to, reasons_against, refer, what_would_go
from onward.agreements.catalogue import Item, catalogue
from onward.disclosures.parcels import Contents
from onward.disclosures.reading import names_held
from onward.disclosures.screening import Mark, marks
from onward.disclosures.warned import stale
from onward.disclosures.why_not import Reason, in_words
from onward.parties.clock import now
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.web.access import StaffRequest, address, requires
from onward.web.coach.offers import MENDED_LATER, Offer, Refused, asked_of, mends, offers_to
from onward.web.coach.replies import replies_of
from onward.web.coach.scope import own_referral
from onward.web.forms import PageForm, posted
from onward.web.item_values import value_in_words
from onward.web.marked import Marked, Piece, marked_in
from onward.web.names import people_named
from onward.web.records.keeping import has_changed_since, last_number
from onward.web.records.reach import record_opened
from onward.web.records.sections import SECTIONS, SECTIONS_OF
from onward.web.words import date_words


class CheckForm(PageForm):
    """`texts_read` is asked only where the screen has marked something."""

    texts_read = forms.BooleanField(
        label=_("I have read these texts, and everything in them is to be shared"),
        required=False,
        error_messages={"required": _("Read the marked texts and tick the box, or leave them out")},
    )


@dataclass(frozen=True, kw_only=True)
class Line:
    """One item as it will be sent; `pieces` cut its text where the screen has marked it."""

    id: str
    label: str
    pieces: Sequence[Piece]
    is_special: bool
    said_on: str  # where that is so long ago that it may no longer be true
    is_volunteered: bool  # so not sent unless it is ticked


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What would go to one provider, what would not, and what stands against it."""

    lines: Sequence[Line]
    not_held: Sequence[str]
    withheld: Sequence[str]
    marked: Sequence[Marked]
    refusals: Sequence[Refused]
    objection: str

    @property
    def reasons(self) -> list[Reason]:
        return in_words(self.refusals)

    @property
    def may_go(self) -> bool:
        return not self.refusals and not self.objection


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REFER)
def check(request: StaffRequest, record_id: UUID, opportunity_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    offer, asked = _asked(request, record, opportunity_id, at=at)
    form = CheckForm(posted(request))
    changed = form.is_bound and has_changed_since(request, record)
    if form.is_valid() and not changed:
        asked = _narrowed(request, asked, texts_read=form.cleaned_data["texts_read"])
        [answer] = refer([asked], by=request.user, at=at)
        if answer.referral:
            return redirect("coach:sent", answer.referral.pk)
        form = _with_unread(form, answer.refusals)
    checked = _checked(request, asked, at=at)
    context = {
        "record": record,
        "name": people_named([record.pk])[record.pk],
        "offer": offer,
        "form": form,
        "checked": checked,
        "chosen": _chosen(request, checked),
        "mends": mends(checked.refusals, record, staff=request.user),
        "changed": changed,
        "seen": last_number(record),
        "edits": _edits(checked, record, staff=request.user),
        "problem": changed or (form.is_bound and not checked.may_go),
    }
    return render(request, "coach/check.html", context)


@require_safe
@requires(Permission.REFER)
def sent(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    referral = own_referral(request, referral_id)
    [reply] = replies_of([referral])
    context = {
        "referral": referral,
        "reply": reply,
        "withdraws": reply.may_be_withdrawn and request.user.may(Permission.WITHDRAW_REFERRAL),
        "narrow": True,
    }
    return render(request, "coach/sent.html", context)


def _asked(
    request: StaffRequest, record: Record, opportunity_id: UUID, *, at: datetime
) -> tuple[Offer, Asked]:
    for offer in offers_to(request.acting_for, at=at, opportunity_id=opportunity_id):
        asked = asked_of(record, offer, at=at)
        if asked is not None:
            return offer, asked
    raise Http404


def _narrowed(request: StaffRequest, asked: Asked, *, texts_read: bool) -> Asked:
    """The referral without what was unticked; what is not held is still told to be not held."""
    [whole] = what_would_go([asked], on=localdate(now()))
    ticked = frozenset(request.POST.getlist("items"))
    held = {*whole.values, *whole.volunteered}
    items = frozenset({*whole.not_held, *whole.withheld, *(held & ticked)})
    return replace(asked, items=items, texts_read=texts_read, volunteered=ticked)


def _with_unread(form: CheckForm, refusals: Sequence[Mapping[str, str]]) -> CheckForm:
    if any(row["code"] == MENDED_LATER for row in refusals):
        form.add_error("texts_read", form.fields["texts_read"].error_messages["required"])
    return form


def _checked(request: StaffRequest, asked: Asked, *, at: datetime) -> Checked:
    """What the page shows: the whole offer, whatever has been unticked meanwhile."""
    offered = replace(asked, items=None, volunteered=frozenset())
    [usual] = what_would_go([offered], on=localdate(at))
    [whole] = what_would_go(
        [replace(offered, volunteered=frozenset(usual.volunteered))], on=localdate(at)
    )
    [against] = reasons_against([asked], at=at)
    found = marks(whole.values, held=names_held([asked.record]).get(asked.record.pk))
    known, old = catalogue(), frozenset(stale(whole, at=at))
    return Checked(
        lines=[
            _line(known[code], whole, found, stale=old, volunteered=usual.volunteered)
            for code in known
            if code in whole.values
        ],
        not_held=[item.label for code, item in known.items() if code in whole.not_held],
        withheld=[item.label for code, item in known.items() if code in whole.withheld],
        marked=marked_in(whole.values, found),
        refusals=[row for row in against if row["code"] != MENDED_LATER],
        objection=objection_to(asked, by=request.user, at=at),
    )


def _line(
    item: Item,
    whole: Contents,
    found: Sequence[Mark],
    *,
    stale: frozenset[str],
    volunteered: Sequence[str],
) -> Line:
    value = whole.values[item.code]
    own = [mark for mark in found if mark.item == item.code]
    marked = next(iter(marked_in({item.code: value}, own)), None)
    return Line(
        id=item.code,
        label=item.label,
        pieces=marked.pieces if marked else [(value_in_words(item, value), None)],
        is_special=item.is_special,
        said_on=date_words(localdate(whole.said_at[item.code])) if item.code in stale else "",
        is_volunteered=item.code in volunteered,
    )


def _edits(checked: Checked, record: Record, *, staff: Staff) -> list[tuple[str, str]]:
    """Where each marked text can be changed: its label and the page, for whoever may."""
    section_of = {item: name for name, section in SECTIONS.items() for item in section.items}
    found = [
        (
            text.label,
            address(
                "coach:change", staff=staff, record_id=record.pk, section=section_of[text.item]
            ),
        )
        for text in checked.marked
        if section_of.get(text.item) in SECTIONS_OF["coach"]
    ]
    return [(label, url) for label, url in found if url]


def _chosen(request: StaffRequest, checked: Checked) -> list[str]:
    if request.method == "POST":
        return request.POST.getlist("items")
    return [line.id for line in checked.lines if not line.is_volunteered]
