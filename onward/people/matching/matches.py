"""Who each row was taken for is kept, asked where it is not sure, answered and undone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onward.ledger.actions import Act, enter
from onward.parties.models import Staff
from onward.people.lookups import one_of
from onward.people.matching.answers import digest_of
from onward.people.matching.declared import is_ready
from onward.people.matching.restricting import records_of, seen_by
from onward.people.matching.taking_back import take_back
from onward.people.matching.weighing import Near
from onward.people.models import Match, MatchCandidate, MatchDecision, MatchedRow, Record
from onward.people.sought import Found, Sought, Why
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import acting
from onward.tenancy.packages import each_packages

Answer = Match.Answer
OfMatch = TypeVar("OfMatch", MatchedRow, MatchDecision)
WAITS = (Why.ALIKE, Why.NUMBER_CONFLICT, Why.SEVERAL)


class AlreadyAnswered(RuntimeError):
    """Someone else has answered, or undone the answer."""


class NotAsked(ValueError):
    """Whoever was chosen is none of those the match is about."""


@dataclass(kw_only=True)
class Row:
    """One row of a landed file, and what came of looking for its person."""

    number: int
    sought: Sought
    found: Found

    @cached_property
    def digest(self) -> str:
        return digest_of(self.sought.said)


def note_found(rows: Sequence[Row], *, landing_id: UUID, at: datetime) -> None:
    """Keep who each row was taken for, or that a person has to say; nothing where nobody is near.

    What people answered stays. An answer of the model gives way to what it says now.
    """
    if not rows or not is_ready():
        return
    digests = [row.digest for row in rows]
    kept = {match.digest: match for match in Match.objects.filter(digest__in=digests)}
    new: list[tuple[Match, Found]] = []
    for row in rows:
        match = kept.get(row.digest)
        if match is None and _is_worth_keeping(row.found):
            match = kept[row.digest] = _match(row, at=at)
            new.append((match, row.found))
        elif match is not None and _says_another(match, row.found):
            _say(match, row.found, at=at)
            MatchCandidate.objects.filter(match=match).delete()
            insert_all(_candidates([(match, row.found)]))
            match.save()
    _store(new)
    insert_all([_matched_row(row, kept, landing_id) for row in rows if row.digest in kept])


def waiting_matches(kind: Match.Kind = Match.Kind.ROW) -> QuerySet[Match]:
    """What waits for a person in the organisation acted for, oldest first."""
    return Match.objects.filter(answer="", kind=kind).order_by("raised_at", "pk")


@transaction.atomic
def answer_match(
    match: Match,
    *,
    answer: Match.Answer,
    chosen: UUID | None = None,
    because: str = "",
    by: Staff,
    at: datetime,
) -> Match:
    """Say who it is. Raises AlreadyAnswered, and NotAsked for somebody whom it is not about."""
    if answer == Answer.SAME and not match.candidates.filter(record=chosen).exists():
        raise NotAsked(_("Choose one of the people shown, or say that it is none of them."))
    waiting = Match.objects.filter(pk=match.pk, answer="")
    said = {"answer": answer, "answered_by": by.handle, "answered_at": at}
    if not waiting.update(**said, chosen=chosen if answer == Answer.SAME else None):
        raise AlreadyAnswered(_("Someone else has just answered this."))
    match.refresh_from_db()
    _decided(match, because=because, by=by, at=at)
    _enter("match.answered", match, match.chosen, by=by, at=at)
    return match


@transaction.atomic
def reopen(match: Match, *, because: str, by: Staff, at: datetime) -> Match:
    """Take an answer back: it waits again, and what lists said under it is said no more.

    What was held before is held again; what was said stays in the history. Raises
    AlreadyAnswered where it waits already.
    """
    before = match.chosen
    answered = Match.objects.filter(pk=match.pk).exclude(answer="")
    if not answered.update(
        answer="", chosen=None, answered_by=None, answered_at=None, why=Match.Why.UNDONE
    ):
        raise AlreadyAnswered(_("Someone else has just undone this."))
    match.refresh_from_db()
    if before is not None:
        _take_back(match, before, by=by, at=at)
    if before is not None and not match.candidates.filter(record=before).exists():
        insert_all([candidate_of(match, Near(record_id=before.pk, bits=0.0), before.restricted_to)])
    _decided(match, because=because, by=by, at=at)
    _enter("match.undone", match, before, by=by, at=at)
    return match


def _take_back(match: Match, record: Record, *, by: Staff, at: datetime) -> None:
    files = set(match.rows.values_list("landing_id", flat=True))
    match.rows.update(waits=True)
    for take_back_told in each_packages("take_back_told", module="merging"):
        take_back_told(record, source_ids=files, by=by, at=at)
    take_back(record, source_ids=files, by=by, at=at)


def _is_worth_keeping(found: Found) -> bool:
    return found.record is not None or found.why in WAITS


def _says_another(match: Match, found: Found) -> bool:
    by_people = match.answered_by is not None or match.why == Match.Why.UNDONE
    if by_people or not _is_worth_keeping(found):
        return False
    return match.chosen_id != (found.record.pk if found.record else None)


def _matched_row(row: Row, kept: Mapping[str, Match], landing_id: UUID) -> MatchedRow:
    waits = row.found.record is None
    return _of(MatchedRow, kept[row.digest], landing_id=landing_id, row=row.number, waits=waits)


def _match(row: Row, *, at: datetime) -> Match:
    match = Match(
        organisation_id=acting().organisation_id,
        kind=Match.Kind.ROW,
        digest=row.digest,
        said=row.sought.said,
        raised_at=at,
    )
    _say(match, row.found, at=at)
    return match


def _say(match: Match, found: Found, *, at: datetime) -> None:
    match.chosen = found.record
    match.answer = Answer.SAME if found.record else ""
    match.answered_at = at if found.record else None
    match.why = Match.Why.ACCEPTED if found.record else Match.Why(found.why or Why.ALIKE)
    match.model_version = found.version


def _store(new: Sequence[tuple[Match, Found]]) -> None:
    records = _records(found for _match, found in new)
    for match, found in new:
        about = [records[pk] for pk in _about(found) if pk in records]
        match.restricted_to = seen_by(about)
    insert_all([match for match, _found in new])
    insert_all(_candidates(new))


def _about(found: Found) -> list[UUID]:
    return [*([found.record.pk] if found.record else []), *(near.record_id for near in found.near)]


def _candidates(new: Sequence[tuple[Match, Found]]) -> list[MatchCandidate]:
    records = _records(found for _match, found in new)
    return [
        candidate_of(match, near, records[near.record_id].restricted_to)
        for match, found in new
        for near in found.near
    ]


def candidate_of(match: Match, near: Near, restricted_to: list[int] | None) -> MatchCandidate:
    """Somebody the match may be about, as it is stored."""
    return MatchCandidate(
        organisation_id=match.organisation_id,
        restricted_to=restricted_to,
        record_id=near.record_id,
        match=match,
        bits=near.bits,
        steps=near.steps,
        shares=near.shares,
    )


def _records(found: Iterable[Found]) -> dict[UUID, Record]:
    wanted = {pk for each in found for pk in _about(each)}
    return {record.pk: record for record in Record.objects.filter(one_of("pk", wanted))}


def _of(model: type[OfMatch], match: Match, **said: Any) -> OfMatch:
    return model(
        organisation_id=match.organisation_id,
        restricted_to=match.restricted_to,
        match=match,
        **said,
    )


def _decided(match: Match, *, because: str, by: Staff, at: datetime) -> None:
    match.restricted_to = seen_by(records_of(match))
    match.save(update_fields=["restricted_to"])
    said = {"answer": match.answer, "chosen_id": match.chosen_id, "because": because.strip()}
    _of(MatchDecision, match, **said, by=by.handle, at=at).save()


def _enter(kind: str, match: Match, about: Record | None, *, by: Staff, at: datetime) -> None:
    enter(
        Act(
            kind=kind,
            by=acting().organisation_id,
            performer=by.handle,
            subject=about.handle if about else None,
            at=at,
            about={"match": str(match.pk), "answer": match.answer},
        )
    )
