"""What changed since the return of the month before, person by person; who is missing is listed."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from onward.disclosures.nccis_layout import record_of
from onward.formats.nccis.difference import Change, Kind, difference
from onward.formats.nccis.elements import element_of
from onward.formats.nccis.rule import Priority
from onward.parties.access import require
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.returns.nccis.choosing import Batch, InMonth, Month, next_batch, people_among
from onward.returns.nccis.months import last_of_month_before, month_of
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import acting_for
from onward.tracking.models import MonthlyReturn, ReturnFinding

By, Status = ReturnFinding.By, MonthlyReturn.Status
TO_LOOK_AT = (Kind.MISSING, Kind.AGAIN)
MOST_MOVES = 20


@dataclass
class _Found:
    """What is counted as the comparison goes on."""

    kinds: Counter[str] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)
    moves: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, change: Change) -> None:
        self.kinds[change.kind] += 1
        self.items.update(change.items)
        if change.before and change.after and "activity_code" in change.items:
            self.moves[change.before.activity_code, change.after.activity_code] += 1

    def as_row(self, before: Month) -> dict[str, object]:
        """Counts and codes alone, as they are kept with the return."""
        return {
            "period_end": before.period_end.isoformat(),
            "kinds": dict(self.kinds),
            "items": [[element_of(item), count] for item, count in self.items.most_common()],
            "moves": [[*move, count] for move, count in self.moves.most_common(MOST_MOVES)],
        }


@transaction.atomic
def ask_comparison(made: MonthlyReturn, *, by: Staff) -> None:
    """Ask for a return to be compared with the month before; `compare` is what does it."""
    require(by, Permission.MAKE_RETURNS)
    made.is_to_compare, made.comparison = True, None
    made.save(update_fields=["is_to_compare", "comparison"])


def compare(made: MonthlyReturn, *, by: Staff) -> None:
    """Compare as it was known with the return that stands for the month before.

    Called outside `acting_for`, each thousand is its own transaction; cut off, it begins anew.
    """
    with acting_for(by.organisation_id, user=by.pk), transaction.atomic():
        month = month_of(made.period_end, known_at=made.known_at)
        before = _before(made)
        ReturnFinding.objects.filter(monthly_return=made, found_by=By.COMPARISON).delete()
    found = _Found()
    after: UUID | None = None
    is_more = True
    while is_more:
        with acting_for(by.organisation_id, user=by.pk), transaction.atomic():
            batch = next_batch(month, after=after)
            if is_more := batch is not None:
                after = batch.last
                _compare_batch(made, batch, before, found)
            else:
                made.comparison, made.is_to_compare = found.as_row(before), False
                made.save(update_fields=["comparison", "is_to_compare"])


def _before(made: MonthlyReturn) -> Month:
    """The month before as its return had it, or else as it is known with this one."""
    period_end: date = last_of_month_before(made.period_end)
    stands = MonthlyReturn.objects.filter(
        period_end=period_end, status__in=[Status.ACCEPTED, Status.SENT]
    )
    one = stands.order_by("status", "-asked_at").first()  # an accepted one before any other
    return month_of(period_end, known_at=one.known_at if one else made.known_at)


def _compare_batch(made: MonthlyReturn, batch: Batch, before: Month, found: _Found) -> None:
    was, now = people_among(batch.looked_at, before), batch.people
    people = {_number(person): person for person in [*was, *now]}
    rows = []
    for change in difference(
        (record_of(person.values) for person in was), (record_of(person.values) for person in now)
    ):
        found.add(change)
        if change.kind in TO_LOOK_AT:
            rows.append(_finding(made, people[change.young_persons_id], change.kind))
    insert_all(rows)


def _number(person: InMonth) -> str:
    return str(person.values.get("young_person_id", ""))


def _finding(made: MonthlyReturn, person: InMonth, kind: Kind) -> ReturnFinding:
    return ReturnFinding(
        organisation_id=made.organisation_id,
        restricted_to=person.record.restricted_to,
        record=person.record,
        monthly_return=made,
        rule=str(kind),
        priority=Priority.NORMAL,
        found_by=By.COMPARISON,
    )
