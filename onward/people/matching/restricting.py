"""What is kept to tell who is who is seen by whoever may see all the records it is about."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from onward.people.models import (
    Match,
    MatchCandidate,
    MatchDecision,
    MatchedRow,
    MatchingKey,
    Merge,
    Record,
    Writing,
)

OF_SEVERAL_RECORDS = (Match, MatchedRow, MatchDecision, MatchingKey, Merge)


def follow_restriction(record: Record, *, named: Sequence[int] | None) -> None:
    """Only these staff see the keys of the record and the matches about it; None: all do."""
    writings = Writing.objects.filter(record=record).values("pk")
    MatchingKey.objects.filter(writing_id__in=writings).update(restricted_to=named)
    for merged in Merge.objects.filter(Q(kept=record) | Q(other=record)):
        merged.restricted_to = seen_by([merged.kept, merged.other])
        merged.save(update_fields=["restricted_to"])
    for match in matches_about(record):
        seen = seen_by(records_of(match))
        Match.objects.filter(pk=match.pk).update(restricted_to=seen)
        for model in (MatchedRow, MatchDecision):
            model._default_manager.filter(match=match).update(restricted_to=seen)


def matches_about(record: Record) -> list[Match]:
    """Each match in which the record stands on either side."""
    candidate = MatchCandidate.objects.filter(record=record).values("match")
    return list(Match.objects.filter(Q(record=record) | Q(chosen=record) | Q(pk__in=candidate)))


def records_of(match: Match) -> list[Record]:
    own = {match.record_id, match.chosen_id} - {None}
    either = Q(pk__in=own) | Q(pk__in=match.candidates.values("record"))
    return list(Record.objects.filter(either))


def seen_by(records: Iterable[Record]) -> list[int] | None:
    """Who is named on every restricted one of these records; None where none is restricted."""
    named = [set(record.restricted_to) for record in records if record.restricted_to is not None]
    return sorted(set.intersection(*named)) if named else None
