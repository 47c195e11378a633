"""What becomes of following somebody whose second record is merged into the first.

What anybody does is never changed by a merge: activities stay where they were told.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from onward.parties.models import Staff
from onward.people.models import Fact, Merge, Record
from onward.programmes.participation.leaving import CohortStatus
from onward.tracking.activities.models import ActivityStatement
from onward.tracking.activities.telling import ITEMS, Source, undo
from onward.tracking.following.actions import come_back, leave
from onward.tracking.following.models import Following, LeftCohort


def items_of_one_record() -> Collection[str]:
    """An activity is told as a whole, with its history, or not at all."""
    return ITEMS


def follow_merge(merged: Merge, *, by: Staff, at: datetime) -> None:
    """The second record leaves the cohort as what it was: a second record of the same person."""
    followed = Following.objects.filter(record=merged.other).exists()
    has_left = LeftCohort.objects.filter(record=merged.other, undone_at=None).exists()
    if followed and not has_left:
        leave(merged.other, how=CohortStatus.MERGED, on=localdate(at), by=by, at=at)


def follow_unmerge(merged: Merge, *, by: Staff, at: datetime) -> None:
    """It is back, where it left by being merged."""
    left = LeftCohort.objects.filter(record=merged.other, undone_at=None, how=CohortStatus.MERGED)
    if left.exists():
        come_back(merged.other, by=by, at=at)


def take_back_told(
    record: Record, *, source_ids: Collection[UUID], by: Staff, at: datetime
) -> None:
    """What these files told of somebody else's activities is taken back, the latest first.

    Where something was told since, that stands.
    """
    told = ActivityStatement.objects.filter(record=record, source_id__in=source_ids)
    source = Source(kind=Fact.Source.STAFF, by=by)
    acts = told.filter(replaced_at=None).order_by("-known_at").values_list("act", flat=True)
    for act in dict.fromkeys(acts):
        undo(act, source=source, at=at, of=record)
