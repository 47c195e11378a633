"""Rows that waited for a person are taken in again, once somebody has said who they are about."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.formats.table import Column, cells_by_row, header_of, write_table
from onward.intake.feeds import FEEDS
from onward.intake.findings import problems_of, rows_refused
from onward.intake.landing import land
from onward.intake.models import Landing
from onward.intake.refused import REASONS, refused_rows
from onward.parties.models import Staff
from onward.people.models import Match, MatchedRow


class NothingToTake(ValueError):
    """None of a file's rows waits any more, or they cannot be taken in again from here."""


def files_with_answers() -> list[tuple[Landing, int]]:
    """The files of which rows were given back and are answered since, each with how many.

    Newest first. A file that is not one table cannot be cut into rows, and is sent anew.
    """
    counts = Counter(_answered().values_list("landing_id", flat=True))
    landings = Landing.objects.filter(pk__in=counts).exclude(refused_rows=b"")
    return [
        (landing, counts[landing.pk])
        for landing in landings.defer("content").order_by("-received_at")
        if FEEDS[landing.feed].is_one_table
    ]


@transaction.atomic
def take_again(landing: Landing, *, by: Staff, at: datetime) -> Landing:
    """Land the answered rows of a file as a file of the same day, to be checked as any other.

    Raises NothingToTake, and what `land` raises.
    """
    feed = FEEDS[landing.feed]
    answered = _answered().filter(landing_id=landing.pk)
    rows = _rows(landing, set(answered.values_list("row", flat=True)))
    if not rows or not feed.is_one_table:
        raise NothingToTake(_("No row of this file can be taken in again. Have it sent anew."))
    reasons = {column.name for column in REASONS}
    names = [name for name in header_of(refused_rows(landing)) if name not in reasons]
    again = land(
        feed,
        # The day in a list's name says from when it holds; where there is none, it is this one.
        name=f"{landing.file_name} {localdate(landing.received_at)}",
        content=write_table(rows, columns=[Column(name) for name in names]),
        by=by,
        at=at,
    )
    answered.update(waits=False)
    return again


def _answered() -> QuerySet[MatchedRow]:
    by_people = {"match__answered_by__isnull": False, "match__answer": Match.Answer.SAME}
    return MatchedRow.objects.filter(waits=True, **by_people)


def _rows(landing: Landing, numbers: Collection[int]) -> list[dict[str, str]]:
    """The cells of these rows, which were given back in the order of their numbers."""
    name = FEEDS[landing.feed].table_name or landing.file_name
    given = sorted(rows_refused(problems_of(landing.problems), file=name))
    cells = cells_by_row(refused_rows(landing))
    return [cells[place] for place, number in enumerate(given, start=2) if number in numbers]
