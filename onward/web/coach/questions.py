"""Two records with one number, side by side, for a person to say who is who (REQ-001-007)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.agreements.catalogue import catalogue
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.facts import present_values_of
from onward.people.identity import AlreadyAnswered, answer_question
from onward.people.models import IdentityQuestion, Record
from onward.web.access import StaffRequest, requires
from onward.web.coach.forms import AnswerForm
from onward.web.coach.scope import people_named, record_opened
from onward.web.item_values import value_in_words

COMPARED = (
    "title",
    "forename",
    "surname",
    "date_of_birth",
    "nino",
    "claimant_reference_number",
    "address",
    "postcode",
    "telephone",
    "telephone_alternate",
)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One item on both records, in words."""

    label: str
    first: str
    second: str

    @property
    def is_alike(self) -> bool:
        return self.first == self.second


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD_PEOPLE)
def question(request: StaffRequest, question_id: int) -> HttpResponse:
    asked = get_object_or_404(IdentityQuestion, pk=question_id, organisation=request.acting_for)
    records = [record_opened(request, pk) for pk in (asked.first_id, asked.second_id)]
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _answer(request, asked, form)
        return redirect("coach:home")
    names = people_named([record.pk for record in records])
    context = {
        "form": form,
        "question": asked,
        "people": [(record, names[record.pk]) for record in records],
        "pairs": _pairs(*records),
    }
    return render(request, "coach/question.html", context)


def _answer(request: StaffRequest, asked: IdentityQuestion, form: AnswerForm) -> None:
    answer = IdentityQuestion.Answer(form.cleaned_data["answer"])
    try:
        answer_question(asked, answer=answer, by=request.user, at=now())
    except AlreadyAnswered as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The answer is kept. Both records stay as they are."))


def _pairs(first: Record, second: Record) -> list[Pair]:
    held = present_values_of([first, second])
    one, other = held.get(first.pk, {}), held.get(second.pk, {})
    return [
        Pair(label=catalogue()[item].label, first=_words(item, one), second=_words(item, other))
        for item in COMPARED
        if item in one or item in other
    ]


def _words(item: str, held: Mapping[str, object]) -> str:
    return value_in_words(catalogue()[item], held[item]) if item in held else _("Not recorded")
