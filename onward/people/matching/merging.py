"""Two records of one person become one to work with, and two again if that was wrong.

Nothing is moved and nothing is lost: the record that stays is told what it lacks, as facts that say
where they come from, and the other is put out of every search until the merge is undone.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from onward.parties.access import require
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.people.entering import enter_of
from onward.people.facts import NewFact, add_facts, present_values, provenance
from onward.people.matching.taking_back import items_of_one_record, take_back
from onward.people.models import Fact, IdentityQuestion, Merge, Record
from onward.tenancy.packages import each_packages

# Each record has its own in the return; a second one there is a second person.
OF_ONE_RECORD = frozenset({"young_person_id"})


class CannotMerge(ValueError):
    """These two records cannot become one, in words that say why and what to do."""


def merge(kept: Record, other: Record, *, because: str, by: Staff, at: datetime) -> Merge:
    """Let `kept` stand for both. Raises NotAllowed and CannotMerge."""
    require(by, Permission.MERGE_RECORDS)
    with transaction.atomic():
        list(Record.objects.filter(pk__in=[kept.pk, other.pk]).order_by("pk").select_for_update())
        _refuse(kept, other, because=because.strip())
        merged = Merge.objects.create(
            organisation_id=kept.organisation_id,
            restricted_to=kept.restricted_to,
            kept=kept,
            other=other,
            because=because.strip(),
            by=by.handle,
            at=at,
        )
        add_facts(list(_lacking(merged, at=at)))
        _answer_questions(kept, other, by=by, at=at)
        for follow in each_packages("follow_merge", module="merging"):
            follow(merged, by=by, at=at)
        enter_of(other, "record.merged", by=by, at=at, into=str(kept.handle))
    return merged


@transaction.atomic
def undo_merge(merged: Merge, *, because: str, by: Staff, at: datetime) -> None:
    """Let both records stand again, and take back what the one was told of the other.

    Raises NotAllowed, and CannotMerge where it is undone already or no reason is given.
    """
    require(by, Permission.MERGE_RECORDS)
    if not because.strip():
        raise CannotMerge(_("Say why the records are two again."))
    standing = Merge.objects.filter(pk=merged.pk, undone_at=None)
    if not standing.update(undone_at=at, undone_by=by.handle, undone_because=because.strip()):
        raise CannotMerge(_("Someone else has just undone this."))
    merged.refresh_from_db()
    take_back(merged.kept, source_ids={merged.pk}, by=by, at=at)
    for follow in each_packages("follow_unmerge", module="merging"):
        follow(merged, by=by, at=at)
    enter_of(merged.other, "record.unmerged", by=by, at=at, into=str(merged.kept.handle))


def merged_away() -> QuerySet[Merge, Any]:
    """The records that another one stands for, as keys for a query."""
    return Merge.objects.filter(undone_at=None).values("other")


def merges_of(record: Record) -> QuerySet[Merge]:
    """Every merge that the record had a part in, the latest first."""
    about = Merge.objects.filter(Q(kept=record) | Q(other=record))
    return about.select_related("kept", "other").order_by("-at")


def _refuse(kept: Record, other: Record, *, because: str) -> None:
    if kept.pk == other.pk:
        raise CannotMerge(_("This is one record. Choose two."))
    if not because:
        raise CannotMerge(_("Say why the two records are one person."))
    if kept.erased_at or other.erased_at:
        raise CannotMerge(_("One of the records was erased. It stays as it is."))
    if kept.restricted_to != other.restricted_to:
        raise CannotMerge(
            _("The two are restricted to different people. Restrict both alike first.")
        )
    if kept.case_kind != other.case_kind:
        raise CannotMerge(
            _("One of the two is a special case. Record the kind of case on both first.")
        )
    taken = Q(other__in=[kept.pk, other.pk]) | Q(kept=other)
    if Merge.objects.filter(taken, undone_at=None).exists():
        raise CannotMerge(_("One of the two is merged already. Undo that merge first."))


def _lacking(merged: Merge, *, at: datetime) -> Iterator[NewFact]:
    """What only the other record holds, each item as whoever said it there said it."""
    held = present_values(merged.kept)
    own = OF_ONE_RECORD | items_of_one_record()
    said: dict[UUID, tuple[Fact, dict[str, object]]] = {}
    told = provenance(merged.other)
    sections = _sections_of(list(told.values()))
    for item, fact in told.items():
        if item not in held and item not in own:
            said.setdefault(fact.pk, (fact, {}))[1][item] = fact.values[item]
    for fact, values in sorted(said.values(), key=lambda each: each[0].number):
        yield NewFact(
            record=merged.kept,
            values=values,
            source=Fact.Source(fact.source),
            source_id=merged.pk,
            valid_from=fact.valid_from,
            at=at,
            use=fact.use,
            came_under=fact.came_under or sections.get(fact.pk, ""),
        )


def _sections_of(facts: Collection[Fact]) -> dict[UUID, str]:
    """A law that locks a value locks it in the record that stays as well."""
    found: dict[UUID, str] = {}
    for sections_of in each_packages("sections_of", module="merging"):
        found |= sections_of(facts)
    return found


def _answer_questions(kept: Record, other: Record, *, by: Staff, at: datetime) -> None:
    """A number on both is no question any more."""
    first, second = sorted([kept.pk, other.pk])
    IdentityQuestion.objects.filter(first=first, second=second, answer="").update(
        answer=IdentityQuestion.Answer.SAME_PERSON, answered_by=by.handle, answered_at=at
    )
