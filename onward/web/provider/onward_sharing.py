"""Passing on to a subcontractor, by name, what came with one act: all of it or a part."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from onward.acts.passing_on import MayGoTo, may_go_to, pass_on, received_parts
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.why_not import in_words
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.models import Record
from onward.web.access import StaffRequest, requires
from onward.web.act_words import act_in_words, sentences
from onward.web.forms import PageForm, posted
from onward.web.item_values import item_label
from onward.web.records.act_page import FORM_METHODS, act_page
from onward.web.records.reach import record_opened
from onward.web.words import date_words


class OnwardForm(PageForm):
    """What came with which act, to whom, and which of it."""

    inbound = forms.ChoiceField(label=gettext_lazy("Which act gave it to you?"))
    to = forms.ChoiceField(label=gettext_lazy("To which subcontractor?"))
    items = forms.MultipleChoiceField(
        label=gettext_lazy("What do they need?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick what they need")},
    )

    def __init__(self, *args: Any, parts: list[Parcel], ways: list[MayGoTo], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = {str(part.pk): part for part in parts}
        self.ways = {f"{way.agreement.pk}/{way.organisation.pk}": way for way in ways}
        codes = sorted({item for part in parts for item in part.items}, key=item_label)
        self.offer("inbound", [(pk, _of(part)) for pk, part in self.parts.items()])
        self.offer("to", [(key, _named(way)) for key, way in self.ways.items()])
        self.offer("items", [(code, item_label(code)) for code in codes])


@require_http_methods(FORM_METHODS)
@requires(Permission.KEEP_CASE)
def passing_on(request: StaffRequest, record_id: UUID) -> HttpResponse:
    at = now()
    record = record_opened(request, record_id, at=at, alive=True)
    parts = received_parts(record)
    ways = may_go_to(parts[0], at=at) if parts else []
    form = OnwardForm(posted(request), parts=parts, ways=ways)
    if form.is_valid():
        made = _passed_on(request, record, form, at=at)
        if made.status != Disclosure.Status.REFUSED:
            messages.success(request, _("It is on its way to %(name)s.") % {"name": made.given_to})
            return redirect("provider:sharing", record.pk)
        for sentence in sentences(in_words(made.refusals)):
            form.add_error(None, sentence)
    return act_page(
        request,
        record,
        form if ways else None,
        title=_("Pass on to a subcontractor"),
        button=_("Pass it on"),
        notes=_notes(parts, ways),
    )


def _passed_on(
    request: StaffRequest, record: Record, form: OnwardForm, *, at: datetime
) -> Disclosure:
    said = form.cleaned_data
    return pass_on(
        record,
        inbound=form.parts[said["inbound"]],
        items=said["items"],
        to=form.ways[said["to"]],
        by=request.user,
        at=at,
    )


def _notes(parts: list[Parcel], ways: list[MayGoTo]) -> list[str]:
    if not parts:
        return [_("Nothing about this person was given to you, so there is nothing to pass on.")]
    if not ways:
        return [
            _(
                "You have no agreement with a subcontractor. Whoever signs agreements draws one up:"
                " Agreements, Draw up an agreement."
            )
        ]
    return [
        _(
            "It goes as a disclosure of its own, which names the act that gave it to you. The"
            " person reads of it in their statement."
        )
    ]


def _of(part: Parcel) -> str:
    act = part.disclosure
    words = {"what": act_in_words(act.kind), "who": act.sender, "day": date_words(act.at)}
    return _("%(what)s, %(who)s, %(day)s") % words


def _named(way: MayGoTo) -> str:
    if way.is_approved:
        return way.organisation.name
    return _("%(name)s (not approved by the controller)") % {"name": way.organisation.name}
