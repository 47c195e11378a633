"""One number on two records: a question that a person answers. Nothing is ever merged."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from onward.parties.models import Staff
from onward.people.entering import enter_of
from onward.people.models import Identifier, IdentityQuestion, Record
from onward.tenancy.context import acting

# Statistics on numbers are off (they are samples of personal values), so the planner does not
# know that they hardly ever repeat: the lateral join makes it ask the index for each.
_SHARED = """
select given.record_id, held.record_id, given.kind
from unnest(%s::uuid[], %s::text[], %s::text[]) as given (record_id, kind, value)
cross join lateral (
    select i.record_id from people_identifier i
    where i.value = given.value and i.kind = given.kind and i.record_id <> given.record_id
    offset 0
) as held
"""

Pair = tuple[UUID, UUID, str]


class AlreadyAnswered(RuntimeError):
    """Someone else has answered the question."""


def raise_questions(identifiers: Sequence[Identifier], *, at: datetime) -> int:
    """Ask, for each other record of the organisation that has one of these numbers, who it is.

    One question for each pair of records and kind of number, however often it is found; gives
    how many are new. Two that are entered at the same moment do not see each other: the
    nightly check asks then (REQ-001-007).
    """
    if not identifiers:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            _SHARED,
            [
                [identifier.record_id for identifier in identifiers],
                [identifier.kind for identifier in identifiers],
                [identifier.value for identifier in identifiers],
            ],
        )
        pairs = {_pair(*row) for row in cursor.fetchall()}
    return _ask(pairs, at=at) if pairs else 0


@transaction.atomic
def answer_question(
    question: IdentityQuestion, *, answer: IdentityQuestion.Answer, by: Staff, at: datetime
) -> IdentityQuestion:
    """Say whether two records with one number are one person; raises AlreadyAnswered.

    Both records stay as they are: a wrong number is put right by a new fact.
    """
    unanswered = IdentityQuestion.objects.filter(pk=question.pk, answer="")
    if not unanswered.update(answer=answer, answered_by=by.handle, answered_at=at):
        raise AlreadyAnswered(_("Someone else has just answered this."))
    question.refresh_from_db()
    enter_of(
        question.first,
        "identity.answered",
        by=by,
        at=at,
        answer=str(answer),
        other=str(question.second.handle),
    )
    return question


def open_questions() -> QuerySet[IdentityQuestion]:
    """What waits for an answer in the organisation acted for, oldest first."""
    waiting = IdentityQuestion.objects.filter(answer="")
    return waiting.select_related("first", "second").order_by("raised_at", "pk")


def follow_restrictions(record: Record) -> None:
    """Show each question about this record only to who may see both of its records."""
    about = IdentityQuestion.objects.filter(Q(first=record) | Q(second=record))
    for question in about.select_related("first", "second"):
        question.restricted_to = _both(question.first, question.second)
        question.save(update_fields=["restricted_to"])


def _pair(one: UUID, other: UUID, kind: str) -> Pair:
    return (min(one, other), max(one, other), kind)


def _ask(pairs: set[Pair], *, at: datetime) -> int:
    records = Record.objects.in_bulk({pk for pair in pairs for pk in pair[:2]})
    asked = IdentityQuestion.objects.filter(first__in={first for first, _, _ in pairs})
    known = set(asked.values_list("first_id", "second_id", "kind"))
    new = sorted(pairs - known)
    IdentityQuestion.objects.bulk_create(
        [
            IdentityQuestion(
                organisation_id=acting().organisation_id,
                kind=kind,
                first=records[first],
                second=records[second],
                raised_at=at,
                restricted_to=_both(records[first], records[second]),
            )
            for first, second, kind in new
        ],
        ignore_conflicts=True,
    )
    return len(new)


def _both(one: Record, other: Record) -> list[int] | None:
    """Who is named on both records; None where neither is restricted."""
    if one.restricted_to is None or other.restricted_to is None:
        return one.restricted_to if other.restricted_to is None else other.restricted_to
    return sorted(set(one.restricted_to) & set(other.restricted_to))
