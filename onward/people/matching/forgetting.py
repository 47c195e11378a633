"""Matches go with the people they are about, and after a year."""

from datetime import datetime, timedelta

from onward.people.matching.restricting import matches_about
from onward.people.models import Match, MatchCandidate, MatchDecision, MatchedRow, Record

KEPT_FOR = timedelta(days=400)
"""A list that comes once a year asks nothing twice."""


def forget_matches(record: Record) -> None:
    """What rows said of this person goes, and with it that they were asked about."""
    _forget([match.pk for match in matches_about(record)])


def forget_old_matches(*, at: datetime) -> int:
    """Whoever was taken for nobody is nobody's record, so the row goes after a time."""
    over = Match.objects.filter(raised_at__lt=at - KEPT_FOR).exclude(answer=Match.Answer.SAME)
    old = list(over.values_list("pk", flat=True))
    _forget(old)
    return len(old)


def _forget(matches: list[int]) -> None:
    for model in (MatchCandidate, MatchedRow, MatchDecision):
        model._default_manager.filter(match__in=matches).delete()
    Match.objects.filter(pk__in=matches).delete()
