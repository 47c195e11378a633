"""Adding what staff were told to a record, and noticing what was added meanwhile."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Max
from django.http import HttpRequest
from django.utils.timezone import localdate

from onward.parties.models import Staff
from onward.people.facts import NewFact, add_fact
from onward.people.models import Fact, Record


def keep(
    record: Record,
    values: Mapping[str, object],
    *,
    by: Staff,
    at: datetime,
    volunteered: bool = False,
    holds_from: date | None = None,
) -> Fact:
    """Add one fact that staff typed; None takes a value out. It holds from today unless said."""
    return add_fact(
        NewFact(
            record=record,
            values=values,
            source=Fact.Source.PERSON if volunteered else Fact.Source.STAFF,
            valid_from=holds_from or localdate(at),
            at=at,
            by=by,
        )
    )


def last_number(record: Record) -> int:
    """The number of the record's newest fact, which a form carries as `seen`."""
    newest: int | None = Fact.objects.filter(record=record).aggregate(n=Max("number"))["n"]
    return newest or 0


def has_changed_since(request: HttpRequest, record: Record) -> bool:
    """Whether the record holds a fact that the page with this form did not show."""
    return request.POST.get("seen") != str(last_number(record))
