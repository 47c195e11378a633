"""The call list: whom to telephone next, what lapses first, and never the same person for two."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate, make_aware

from onward.parties.models import Staff
from onward.people.models import Record
from onward.programmes.participation.activities import Group, meanings
from onward.tracking.activities.models import ActivityStatement
from onward.tracking.contact.may_contact import ways_to
from onward.tracking.contact.models import Contact
from onward.tracking.following.models import Following, LeftCohort
from onward.values.batches import in_batches

HORIZON = timedelta(days=30)
LEASE = timedelta(minutes=10)
PASSED_OVER = timedelta(hours=1)
AT_ONCE = 20


def waiting(*, at: datetime) -> QuerySet[Following]:
    """Whose activity lapses within thirty days, has lapsed, or is not known, by what lapses first.

    Nobody who was telephoned today, has left the cohort, has died, or is put away.
    """
    today = localdate(at)
    present = ActivityStatement.objects.filter(
        record=OuterRef("record"), replaced_at=None, ended_on=None, is_primary=True
    )
    called = Contact.objects.filter(
        record=OuterRef("record"),
        kind=Contact.Kind.TELEPHONE,
        undone_at=None,
        at__gte=make_aware(datetime.combine(today, time())),
    )
    not_known = [each.code for each in meanings(today).values() if each.group is Group.NOT_KNOWN]
    followed = Following.objects.filter(
        archived_at=None,
        record__deceased_on=None,
        record__erased_at=None,
        record__kind=Record.Kind.PERSON,
    ).annotate(lapses_on=present.values("lapses_on")[:1], code=present.values("code")[:1])
    due = Q(lapses_on__lte=today + HORIZON) | Q(code=None) | Q(code__in=not_known)
    left = LeftCohort.objects.filter(record=OuterRef("record"), undone_at=None)
    return (
        followed.filter(due)
        .exclude(Exists(called))
        .exclude(Exists(left))
        .order_by(F("lapses_on").asc(nulls_last=True), "pk")
    )


@transaction.atomic
def take_next(*, by: Staff, at: datetime) -> Following | None:
    """The next person to telephone, kept for this caller for ten minutes, or None.

    Who may not be telephoned to find out what they do is passed over, and asked again in an hour.
    """
    mine = Q(called_by=by.handle, called_until__gt=at)
    free = Q(called_until=None) | Q(called_until__lte=at)
    candidates = waiting(at=at).filter(free | mine).select_related("record")
    for each in _allowed(candidates, at=at):
        # The WHERE clause decides between two callers who ask together.
        untaken = Following.objects.filter(free | mine, pk=each.pk)
        if untaken.update(called_by=by.handle, called_until=at + LEASE):
            return each
    return None


def is_with_somebody_else(followed: Following, *, by: Staff, at: datetime) -> bool:
    return (
        followed.called_by not in (None, by.handle)
        and followed.called_until is not None
        and followed.called_until > at
    )


def pass_over(followed: Following, *, by: Staff, at: datetime) -> None:
    """Not now: the person comes again in an hour, to anybody."""
    own = Following.objects.filter(pk=followed.pk, called_by=by.handle)
    own.update(called_by=None, called_until=at + PASSED_OVER)


def _allowed(candidates: QuerySet[Following], *, at: datetime) -> Iterator[Following]:
    for batch in in_batches(candidates.iterator(chunk_size=AT_ONCE), AT_ONCE):
        ways = ways_to(
            [each.record for each in batch],
            kind=Contact.Kind.TELEPHONE,
            purpose=Contact.Purpose.SURVEY,
            on=localdate(at),
        )
        refused = [each.pk for each in batch if ways[each.record_id].against]
        Following.objects.filter(pk__in=refused).update(
            called_by=None, called_until=at + PASSED_OVER
        )
        yield from (each for each in batch if each.pk not in refused)
