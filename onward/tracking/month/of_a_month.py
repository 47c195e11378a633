"""Whom the end of a month is about, as known at a moment: for the return and for the figures."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from onward.people.facts import Telling
from onward.people.models import Record
from onward.programmes.participation.guarantee import Block, GuaranteeStatus
from onward.programmes.participation.leaving import CohortStatus, Departure
from onward.tracking.following.models import Following, LeftCohort

GUARANTEE_OF = {Block.YEAR_11: "guarantee_year_11", Block.YEAR_12: "guarantee_year_12"}


def followed_at(known_at: datetime) -> QuerySet[Record]:
    """Whoever may be in the return, as far as following goes."""
    since = Following.objects.filter(since__lte=known_at)
    records = Record.objects.filter(pk__in=since.values("record_id"), erased_at=None)
    return records.exclude(case_kind=Record.CaseKind.SCR)


def left_by(on: date, *, known_at: datetime) -> QuerySet[LeftCohort]:
    """How people had left by a day: what was recorded by then and not taken back."""
    stands = Q(undone_at=None) | Q(undone_at__gt=known_at)
    return LeftCohort.objects.filter(stands, known_at__lte=known_at, on__lte=on)


def departure_of(
    died_on: date | None, left: LeftCohort | None, *, own: str, on: date
) -> Departure | None:
    """How somebody left, as it was recorded; a death that is on record is one way."""
    if left is not None:
        how = CohortStatus(left.how)
        return Departure(status=how, on=left.on, from_place=own, to_place=left.to_place)
    if died_on is not None and died_on <= on:
        return Departure(status=CohortStatus.DIED, on=died_on, from_place=own)
    return None


def guarantees_told(told: Iterable[Telling], year: Block) -> list[GuaranteeStatus]:
    """What was recorded of the offers of one year group."""
    item = GUARANTEE_OF[year]
    return [
        GuaranteeStatus(on=each.valid_from, block=year, code=str(each.values[item]))
        for each in told
        if each.values.get(item) is not None
    ]
