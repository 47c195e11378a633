"""Who a row of a list is: the queue, and one match, decided in two clicks or by one key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onward.agreements.catalogue import catalogue
from onward.intake.answered_rows import NothingToTake, files_with_answers, take_again
from onward.intake.models import Landing
from onward.parties.clock import now
from onward.parties.permissions import Permission
from onward.people.facts import present_values, present_values_of
from onward.people.matching.declared import is_ready, note_searched
from onward.people.matching.matches import (
    AlreadyAnswered,
    NotAsked,
    answer_match,
    reopen,
    waiting_matches,
)
from onward.people.models import Identifier, Look, Match, Record
from onward.people.records import look
from onward.web.access import StaffRequest, requires
from onward.web.first_rows import page_of
from onward.web.forms import chosen_ids
from onward.web.item_values import value_in_words
from onward.web.matching.words import Step, odds_in_words, shares_in_words, steps_in_words
from onward.web.names import people_named

A_PAGE = 50
LONGEST = 300
Answer = Match.Answer
# What a row says, by the item that a record holds it under.
COMPARED = {
    "forename": "forename",
    "surname": "surname",
    "date_of_birth": "born",
    "address": "address",
    "postcode": "postcode",
    "gender": "sex",
    "unique_pupil_number": Identifier.Kind.PUPIL,
    "unique_learner_number": Identifier.Kind.LEARNER,
    "nino": Identifier.Kind.NINO,
}


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody it may be, beside what speaks for it."""

    record: Record
    key: int
    name: str
    odds: str
    steps: list[Step]
    shares: list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One item on every side; each candidate's with whether it is alike."""

    label: str
    said: str
    held: list[tuple[str, bool]]


@require_safe
@requires(Permission.TRACK)
def matches(request: StaffRequest) -> HttpResponse:
    """What waits for a person, and the files of which rows can be taken in again."""
    page, waiting = page_of(waiting_matches(), number=request.GET.get("page"), per_page=A_PAGE)
    twice = list(waiting_matches(Match.Kind.RECORDS)[:A_PAGE])
    names = people_named(each.record_id for each in twice if each.record_id)
    context = {
        "page": page,
        "waiting": waiting,
        "twice": [(each, names[each.record_id]) for each in twice if each.record_id],
        "may_search": is_ready(),
        "may_declare": request.user.may(Permission.DECLARE_MATCHING),
        "may_merge": request.user.may(Permission.MERGE_RECORDS),
        "files": files_with_answers() if request.user.may(Permission.UPLOAD) else [],
    }
    return render(request, "matching/matches.html", context)


@require_safe
@requires(Permission.TRACK)
def match(request: StaffRequest, match_id: int) -> HttpResponse:
    """Both sides of one match; that each person's record was looked at is noted."""
    asked = get_object_or_404(Match, pk=match_id, organisation=request.acting_for)
    if asked.record is not None:
        _note_looks(request, asked, [asked.record], at=now())
    shown = list(asked.candidates.select_related("record").order_by("-bits", "pk"))
    records = [each.record for each in shown]
    _note_looks(request, asked, records, at=now())
    held = present_values_of(records)
    lines = list(_lines(asked, records, held))
    candidates = [
        Candidate(
            record=each.record,
            key=key,
            name=_name(held.get(each.record_id, {})),
            odds=odds_in_words(each.bits) if each.steps else "",
            steps=list(steps_in_words(each.steps)),
            shares=shares_in_words(each.shares),
        )
        for key, each in enumerate(shown, start=1)
    ]
    context = {
        "match": asked,
        "candidates": candidates,
        "lines": lines,
        "decisions": asked.decisions.order_by("-at"),
        "none_key": len(candidates) + 1,
        "unsure_key": len(candidates) + 2,
        "Answer": Answer,
        "wide": True,
    }
    return render(request, "matching/match.html", context)


@require_POST
@requires(Permission.TRACK)
def answer(request: StaffRequest, match_id: int) -> HttpResponse:
    """One press answers, and the next match opens by itself."""
    asked = get_object_or_404(Match, pk=match_id, organisation=request.acting_for)
    said = request.POST.get("answer", "")
    chosen = next(iter(chosen_ids([said], most=1)), None)
    if chosen is None and said not in (Answer.NOBODY, Answer.UNSURE):
        messages.error(request, _("Choose who it is, none of them, or that you cannot tell."))
        return redirect("tracking:match", asked.pk)
    try:
        answer_match(
            asked,
            answer=Answer.SAME if chosen else Answer(said),
            chosen=chosen,
            because=request.POST.get("because", "")[:LONGEST],
            by=request.user,
            at=now(),
        )
    except NotAsked as refusal:
        messages.error(request, str(refusal))
        return redirect("tracking:match", asked.pk)
    except AlreadyAnswered as refusal:
        messages.error(request, str(refusal))
    return _next(request, asked.kind)


@require_POST
@requires(Permission.TRACK)
def reopening(request: StaffRequest, match_id: int) -> HttpResponse:
    asked = get_object_or_404(Match, pk=match_id, organisation=request.acting_for)
    because = request.POST.get("because", "").strip()[:LONGEST]
    if not because:
        messages.error(request, _("Say why the answer is taken back."))
        return redirect("tracking:match", asked.pk)
    try:
        reopen(asked, because=because, by=request.user, at=now())
    except AlreadyAnswered as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The answer is taken back. It waits for a person again."))
    return redirect("tracking:match", asked.pk)


@require_POST
@requires(Permission.TRACK)
def search(request: StaffRequest) -> HttpResponse:
    """Ask the worker to look for people kept twice."""
    note_searched(at=None)
    messages.success(request, _("People kept twice are being looked for. Come back in a while."))
    return redirect("tracking:matches")


@require_POST
@requires(Permission.UPLOAD)
def taking_again(request: StaffRequest, landing_id: UUID) -> HttpResponse:
    """The answered rows of a file land once more, to be checked and accepted as any file."""
    landing = get_object_or_404(Landing, pk=landing_id)
    try:
        again = take_again(landing, by=request.user, at=now())
    except NothingToTake as refusal:
        messages.error(request, str(refusal))
        return redirect("tracking:matches")
    return redirect("tracking:landing", again.pk)


def _next(request: StaffRequest, kind: str) -> HttpResponse:
    if following := waiting_matches(Match.Kind(kind)).first():
        return redirect("tracking:match", following.pk)
    messages.success(request, _("Nobody waits any more."))
    return redirect("tracking:matches")


def _note_looks(
    request: StaffRequest, asked: Match, records: list[Record], *, at: datetime
) -> None:
    for record in records:
        reason = f"match {asked.pk}"
        look(record, by=request.user, what=Look.What.RECORD, at=at, reason=reason)


def _lines(
    asked: Match, records: list[Record], held: Mapping[UUID, Mapping[str, object]]
) -> Iterator[Line]:
    items = catalogue()
    of_record = present_values(asked.record) if asked.record else {}
    for code, name in COMPARED.items():
        values = [held.get(record.pk, {}).get(code) for record in records]
        said = of_record.get(code) if asked.record else asked.said.get(str(name))
        if said is None and not any(values):
            continue
        item = items[code]
        told = value_in_words(item, said) if said else _("Not said")
        shown = [value_in_words(item, value) if value else _("Not recorded") for value in values]
        yield Line(
            label=item.label,
            said=told,
            held=[(words, not said or words.casefold() == told.casefold()) for words in shown],
        )


def _name(values: Mapping[str, object]) -> str:
    names = (values.get(item) for item in ("forename", "surname"))
    return " ".join(str(name) for name in names if name) or _("No name recorded")
