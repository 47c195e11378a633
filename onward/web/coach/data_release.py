"""Deciding a request item by item: what is held, why something may not go, and letting it go."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.acts.answering import Letting, Template, reasons_against, release, stale_items
from onward.agreements.catalogue import catalogue
from onward.disclosures.why_not import Reason, in_words
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.facts import present_values
from onward.people.models import Record
from onward.tracking.data_requests.models import DataRequest, Status
from onward.tracking.data_requests.moves import InvalidMove
from onward.web.access import StaffRequest, requires
from onward.web.coach.data_request_forms import ReleaseForm
from onward.web.coach.data_requests import request_to_us
from onward.web.forms import posted
from onward.web.item_values import item_label, value_in_words
from onward.web.records.identity import identity_of
from onward.web.records.reach import record_opened
from onward.web.request_words import terms_of
from onward.web.words import date_words

# Of what is written, not of any item or person: said when the form is sent, beside its fields.
OF_THE_FORM = {
    "JUSTIFICATION": "justification",
    "CALL_NOTE": "call_note",
    "DATA_MOVEMENT_TEMPLATE": "template_reference",
}
LATER = frozenset({*OF_THE_FORM, "STALE_ITEM", "NOTHING_CHOSEN"})
SAID_BETTER = "NOT_PERMITTED"  # of the memorandum: NOT_IN_ANNEX_B says how it is varied


@dataclass(frozen=True, kw_only=True)
class Line:
    """One item that is asked for: its value as it would go, and what stands against it."""

    id: str
    label: str
    value: str
    stale_since: str
    why_not: str


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ANSWER_DATA_REQUESTS)
def decision(request: StaffRequest, request_id: UUID, record_id: UUID) -> HttpResponse:
    at = now()
    asked = request_to_us(request, request_id)
    record = record_opened(request, record_id, at=at, alive=True)
    if asked.status != Status.ASKED:
        messages.error(request, _("This request has been decided."))
        return redirect("coach:data-request", asked.pk)
    form = ReleaseForm(posted(request), asked=asked)
    letting = _letting(request, asked, record, form)
    against = _merged(reasons_against(letting, at=at))
    if form.is_valid():
        try:
            if not release(letting, by=request.user, at=at).refusals:
                messages.success(request, _("Released. It is on its way to the authority."))
                return redirect("coach:data-request", asked.pk)
        except InvalidMove as refusal:
            messages.error(request, str(refusal))
            return redirect("coach:data-request", asked.pk)
        _beside_their_fields(form, against)
    context = {
        "asked": asked,
        "record": record,
        "identity": identity_of(record),
        "form": form,
        "lines": _lines(asked, record, at=at),
        "chosen": sorted(letting.items),
        "confirmed": sorted(letting.confirmed),
        "terms": terms_of(asked),
        "reasons": _of_the_act(against, sent=form.is_bound),
        "problem": form.is_bound,
        "wide": True,
    }
    return render(request, "coach/data_release.html", context)


def _letting(
    request: StaffRequest, asked: DataRequest, record: Record, form: ReleaseForm
) -> Letting:
    """As it is posted; before that, everything that is asked for."""
    letting = Letting(request=asked, record=record, items=frozenset(asked.items), justification="")
    if not form.is_bound:
        return letting
    said = form.cleaned_data if form.is_valid() else {}
    return replace(
        letting,
        items=frozenset(request.POST.getlist("items")) & frozenset(asked.items),
        confirmed=frozenset(request.POST.getlist("confirmed")),
        justification=said.get("justification", ""),
        call_note=said.get("call_note", ""),
        template=Template(
            reference=said.get("template_reference", ""),
            protection=said.get("template_protection", ""),
            mailbox=said.get("template_mailbox", ""),
        ),
    )


def _merged(against: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    better = {row["item"] for row in against if row["code"] == "NOT_IN_ANNEX_B"}
    return [row for row in against if row["code"] != SAID_BETTER or row["item"] not in better]


def _beside_their_fields(form: ReleaseForm, against: Sequence[Mapping[str, str]]) -> None:
    for row in against:
        if field := OF_THE_FORM.get(row["code"]):
            [reason] = in_words([row])
            form.add_error(field, f"{reason.what} {reason.remedy}")


def _of_the_act(against: Sequence[Mapping[str, str]], *, sent: bool) -> list[Reason]:
    """What stands against the release as a whole; of what is written, only once it was sent."""
    shown = [row for row in against if row["code"] not in OF_THE_FORM]
    return in_words(row for row in shown if sent or row["code"] not in LATER)


def _lines(asked: DataRequest, record: Record, *, at: datetime) -> list[Line]:
    return list(_each_line(asked, record, at=at))


def _each_line(asked: DataRequest, record: Record, *, at: datetime) -> Iterator[Line]:
    held, known, stale = present_values(record), catalogue(), stale_items(record, at=at)
    for code in asked.items:
        alone = Letting(request=asked, record=record, items=frozenset({code}), justification="")
        reasons = _merged(reasons_against(alone, at=at))
        own = [row for row in reasons if row["item"] == code and row["code"] not in LATER]
        yield Line(
            id=code,
            label=item_label(code),
            value=value_in_words(known[code], held[code]) if code in held else "",
            stale_since=date_words(stale[code]) if code in stale else "",
            why_not=" ".join(f"{each.what} {each.remedy}" for each in in_words(own)),
        )
