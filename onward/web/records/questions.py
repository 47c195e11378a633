"""Two records with one number, side by side, for a person to say who is who (REQ-001-007)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onward.agreements.catalogue import catalogue
from onward.parties.clock import now
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.people.facts import present_values_of
from onward.people.identity import AlreadyAnswered, answer_question, open_questions
from onward.people.models import IdentityQuestion, Record
from onward.web.access import StaffRequest, address, requires
from onward.web.audience import audience_of, page_here
from onward.web.forms import posted
from onward.web.item_values import value_in_words
from onward.web.names import people_named
from onward.web.records.forms import AnswerForm
from onward.web.records.reach import record_opened
from onward.web.records.tasks import Task
from onward.web.words import TaskStatus

A_PAGE = 50
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
class Question:
    """Two records with one number, as a list shows them."""

    id: int
    names: tuple[str, str]
    kind: str
    raised_at: datetime


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One item on both records, in words."""

    label: str
    first: str
    second: str

    @property
    def is_alike(self) -> bool:
        return self.first == self.second


@require_safe
@requires(Permission.RECORD_PEOPLE)
def questions(request: StaffRequest) -> HttpResponse:
    page = Paginator(open_questions(), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "questions": listed(page), "here": audience_of(request)}
    return render(request, "records/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD_PEOPLE)
def question(request: StaffRequest, question_id: int) -> HttpResponse:
    asked = get_object_or_404(IdentityQuestion, pk=question_id, organisation=request.acting_for)
    at = now()
    records = [record_opened(request, pk, at=at) for pk in (asked.first_id, asked.second_id)]
    form = AnswerForm(posted(request))
    if form.is_valid():
        _answer(request, asked, form, at=at)
        return redirect(page_here(request, "home"))
    names = people_named(record.pk for record in records)
    context = {
        "form": form,
        "question": asked,
        "people": [(record, names[record.pk]) for record in records],
        "pairs": _pairs(*records),
        "here": audience_of(request),
    }
    return render(request, "records/question.html", context)


def listed(asked: Iterable[IdentityQuestion]) -> list[Question]:
    """The rows of a list, with the people's names in one query."""
    asked = list(asked)
    names = people_named(pk for each in asked for pk in (each.first_id, each.second_id))
    return [
        Question(
            id=each.pk,
            names=(names[each.first_id], names[each.second_id]),
            kind=str(each.get_kind_display()),
            raised_at=each.raised_at,
        )
        for each in asked
    ]


def questions_about(record: Record, *, staff: Staff, audience: str) -> Iterator[Task]:
    """What is to be answered about one person, as tasks of theirs."""
    for asked in open_questions().filter(Q(first=record) | Q(second=record)):
        yield Task(
            title=_("Answer who this is: two records have one number"),
            status=TaskStatus.PROBLEM,
            url=address(f"{audience}:question", staff=staff, question_id=asked.pk),
        )


def _answer(
    request: StaffRequest, asked: IdentityQuestion, form: AnswerForm, *, at: datetime
) -> None:
    answer = IdentityQuestion.Answer(form.cleaned_data["answer"])
    try:
        answer_question(asked, answer=answer, by=request.user, at=at)
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
