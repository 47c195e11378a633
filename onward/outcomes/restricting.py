"""The evidence and outcomes of a record are seen by whoever may see the record."""

from collections.abc import Sequence

from onward.outcomes.models import EarlierEvidence, Job, Outcome, WeekWorked
from onward.people.models import Record


def follow_restriction(record: Record, *, named: Sequence[int] | None) -> None:
    """Only these staff see them; None: all do."""
    for model in (Job, WeekWorked, EarlierEvidence, Outcome):
        model._default_manager.filter(record=record).update(restricted_to=named)
