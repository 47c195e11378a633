"""People who may be kept twice: shown before one is added, and looked for in the background."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import QuerySet
from numpy.typing import NDArray

from onward.matching.compare import worth_comparing
from onward.matching.explanation import explain_pair
from onward.matching.links import Pairs, scored
from onward.parties.models import Staff
from onward.people.lookups import one_of
from onward.people.matching.answers import digest_of
from onward.people.matching.candidates import Candidates, candidates_of, written_table
from onward.people.matching.declared import is_ready, note_searched, require_declared
from onward.people.matching.kept_models import model_in_use
from onward.people.matching.matches import answer_match, candidate_of
from onward.people.matching.merging import merged_away
from onward.people.matching.restricting import seen_by
from onward.people.matching.weighing import Near, Person, near_of, weigh
from onward.people.models import Match, Record, Writing
from onward.tenancy.bulk import insert_all, insert_new
from onward.tenancy.context import AUTOMATIC, acting_for

Index = NDArray[np.int64]
AT_ONCE = 1_000
MOST_SHOWN = 5
LIKELY = 0.0
"""In bits: two records that are likelier one person than not are shown to a person."""


def likely_doubles(person: Person) -> list[Near]:
    """Whom somebody new may already be, the likeliest first; nobody where nothing is compared."""
    if not is_ready():
        return []
    return list(weigh([person], among=_living(), most=MOST_SHOWN)[0].near)


@transaction.atomic
def note_another(
    record: Record, near: Sequence[Near], *, because: str, by: Staff, at: datetime
) -> None:
    """Keep that somebody said, before adding them, that they are none of these people."""
    others = _records({each.record_id for each in near})
    pairs = [(record, others[each.record_id], each) for each in near if each.record_id in others]
    for match in _raised(pairs, version=model_in_use().version, at=at):
        answer_match(match, answer=Match.Answer.NOBODY, because=because, by=by, at=at)


def search_where_asked(organisation_id: int, *, at: datetime) -> int:
    """Look through everybody kept, where nobody has since it was asked; how many pairs are new.

    Two records are never made one by it. Each batch is a transaction of its own.
    """
    with acting_for(organisation_id, user=AUTOMATIC):
        if not is_ready() or require_declared().searched_at is not None:
            return 0
    found = sum(_searched(organisation_id, at=at))
    with acting_for(organisation_id, user=AUTOMATIC):
        note_searched(at=at)
    return found


def _searched(organisation_id: int, *, at: datetime) -> Iterator[int]:
    after = UUID(int=0)
    while True:
        with acting_for(organisation_id, user=AUTOMATIC):
            batch = list(_living().filter(pk__gt=after).order_by("pk")[:AT_ONCE])
            if not batch:
                return
            yield len(_raise_of(batch, at=at))
        after = batch[-1].pk


def _raise_of(batch: Sequence[Record], *, at: datetime) -> list[Match]:
    of_batch = Writing.objects.filter(one_of("record_id", [record.pk for record in batch]))
    asking, own = written_table(list(of_batch.values_list("pk", flat=True)))
    if not len(asking):
        return []
    found = candidates_of(asking, among=_living())
    used = model_in_use()
    theirs = [own[handle] for handle in asking.handle.tolist()]
    asks, rows = _others(found, theirs)
    worth = worth_comparing(asking, asks, found.kept, rows)
    pairs = scored(asking, found.kept, asks[worth], rows[worth], used.model)
    likely = dict(_likely(pairs, found, theirs))
    known = _records({pk for pair in likely for pk in pair})
    told = [(known[one], known[other], near) for (one, other), near in likely.items()]
    return _raised(told, version=used.version, at=at)


def _others(found: Candidates, own: Sequence[UUID]) -> tuple[Index, Index]:
    """The pairs of two people, each once: the one asked about stands after the other."""
    after = np.array(
        [
            found.records[handle] < own[ask]
            for handle, ask in zip(
                found.kept.handle[found.rows].tolist(), found.asks.tolist(), strict=True
            )
        ],
        dtype=bool,
    )
    return found.asks[after], found.rows[after]


def _likely(
    pairs: Pairs, found: Candidates, own: Sequence[UUID]
) -> Iterator[tuple[tuple[UUID, UUID], Near]]:
    """Of each two records the likeliest pair of writings."""
    best = np.flatnonzero(pairs.bits >= LIKELY)
    for pair in best[np.argsort(pairs.bits[best])].tolist():
        other = found.records[int(found.kept.handle[pairs.rows[pair]])]
        near = near_of(other, explain_pair(pairs, pair, taken=0.0))
        yield (own[int(pairs.asks[pair])], other), near


def _raised(
    pairs: Sequence[tuple[Record, Record, Near]], *, version: str, at: datetime
) -> list[Match]:
    """A question for each two records that nobody was asked about; those that are new."""
    asked = {
        digest_of(sorted([str(one.pk), str(other.pk)])): (one, other, near)
        for one, other, near in pairs
    }
    new = insert_new(
        [
            Match(
                organisation_id=one.organisation_id,
                restricted_to=seen_by([one, other]),
                kind=Match.Kind.RECORDS,
                why=Match.Why.ALIKE,
                digest=digest,
                record=one,
                model_version=version,
                raised_at=at,
            )
            for digest, (one, other, _near) in asked.items()
        ]
    )
    insert_all(
        [
            candidate_of(match, near, other.restricted_to)
            for match in new
            for _one, other, near in [asked[match.digest]]
        ]
    )
    return new


def _living() -> QuerySet[Record]:
    people = Record.objects.filter(kind=Record.Kind.PERSON, erased_at=None, deceased_on=None)
    return people.exclude(pk__in=merged_away())


def _records(ids: Collection[UUID]) -> dict[UUID, Record]:
    return {record.pk: record for record in Record.objects.filter(one_of("pk", ids))}
