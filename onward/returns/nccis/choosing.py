"""Who is in the return for the end of a month, and what it says of each, as known at a moment."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from onward.disclosures.nccis_layout import GUARANTEES, ITEMS
from onward.people.facts import Telling, folded, tellings_of
from onward.people.lookups import one_of
from onward.people.models import Record
from onward.programmes.participation.characteristics import CHARACTERISTIC_OF, applied_on
from onward.programmes.participation.cohort import Plan, YoungPerson, cohort_rules
from onward.programmes.participation.currency import currency_rules
from onward.programmes.participation.guarantee import (
    GUARANTEE,
    block,
)
from onward.programmes.participation.leaving import CohortStatus, Returned
from onward.tracking.activities.telling import ITEMS as ACTIVITY_ITEMS
from onward.tracking.activities.telling import activities_on, values_of
from onward.tracking.models import ActivityStatement, InReturn, LeftCohort, MonthlyReturn
from onward.tracking.month.of_a_month import (
    GUARANTEE_OF,
    departure_of,
    followed_at,
    guarantees_told,
    left_by,
)

AT_ONCE = 1000
ONE_DAY = timedelta(days=1)
PLAN = "ehc_plan"
# Said of the month, not of what the record holds now.
OF_THE_MONTH = frozenset(
    {
        *("cohort_status", "transferred_to_authority", "activity_lapsed", *ACTIVITY_ITEMS),
        *GUARANTEES,
        *(f"{item}_authority" for item in GUARANTEES),
    }
)
HELD = ITEMS - OF_THE_MONTH - CHARACTERISTIC_OF.keys()


@dataclass(frozen=True, kw_only=True)
class Month:
    """Which return is asked for: of whom, for the end of which month, as known when."""

    authority: str  # its number in the department's list
    period_end: date
    known_at: datetime


@dataclass(frozen=True, kw_only=True)
class InMonth:
    """One person's part of a return: the values it holds, by item of the catalogue."""

    record: Record
    status: CohortStatus
    values: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Some of those who are followed: who is in the return, and of whom nobody can say."""

    looked_at: Sequence[UUID]
    people: Sequence[InMonth]
    without_birth_date: Sequence[Record]

    @property
    def last(self) -> UUID:
        """The record to go on after."""
        return self.looked_at[-1]


def people_in(month: Month) -> Iterator[InMonth]:
    """Everybody in the return of the organisation acted for, a thousand at a time."""
    after: UUID | None = None
    while batch := next_batch(month, after=after):
        yield from batch.people
        after = batch.last


def next_batch(month: Month, *, after: UUID | None) -> Batch | None:
    """The next thousand who are followed, in the order of their records; None after the last.

    Put away or not: a record in the cohort is owed to the department until it leaves it.
    """
    records = followed_at(month.known_at).order_by("pk")
    found = list(records.filter(pk__gt=after)[:AT_ONCE] if after else records[:AT_ONCE])
    if not found:
        return None
    known = _Known.of(found, month)
    return Batch(
        looked_at=[each.pk for each in found],
        people=[each for record in found if (each := known.in_month(record))],
        without_birth_date=[each for each in found if known.is_unplaced(each)],
    )


def people_among(records: Collection[UUID], month: Month) -> list[InMonth]:
    """Who of these is in the return of a month."""
    found = list(followed_at(month.known_at).filter(one_of("pk", records)).order_by("pk"))
    known = _Known.of(found, month)
    return [each for record in found if (each := known.in_month(record))]


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What was known of some records, read in a handful of statements."""

    month: Month
    held: Mapping[UUID, Mapping[str, object]]
    told: Mapping[UUID, Sequence[Telling]]
    doing: Mapping[UUID, ActivityStatement]
    left: Mapping[UUID, LeftCohort]
    returned: Mapping[UUID, Sequence[Returned]]

    @classmethod
    def of(cls, records: Sequence[Record], month: Month) -> "_Known":
        told = tellings_of([each.pk for each in records], known_at=month.known_at)
        return cls(
            month=month,
            told=told,
            held={record_id: folded(tellings) for record_id, tellings in told.items()},
            doing=activities_on(records, on=month.period_end, known_at=month.known_at),
            left=_left(records, month),
            returned=_returned(records, month),
        )

    def is_unplaced(self, record: Record) -> bool:
        """Nobody can say whether the return is about somebody whose birth date is not held."""
        has_left = record.pk in self.left
        return not has_left and "date_of_birth" not in self.held.get(record.pk, {})

    def in_month(self, record: Record) -> InMonth | None:
        held = self.held.get(record.pk, {})
        if not isinstance(born := held.get("date_of_birth"), str):
            return None
        person = self._person(record, date.fromisoformat(born), held)
        period_end = self.month.period_end
        standing = cohort_rules(period_end).standing(
            person,
            period_end=period_end,
            authorities=frozenset({self.month.authority}),
            returned=self.returned.get(record.pk, ()),
        )
        if standing is None:
            return None
        values = {item: held[item] for item in HELD if item in held}
        values |= _characteristics(held, on=period_end)
        values |= {"lead_authority": self.month.authority, "cohort_status": str(standing.status)}
        if standing.to_place:
            values["transferred_to_authority"] = standing.to_place
        values |= self._guarantee(record, person) | self._doing(record)
        return InMonth(record=record, status=standing.status, values=values)

    def _person(self, record: Record, born: date, held: Mapping[str, object]) -> YoungPerson:
        return YoungPerson(
            born=born,
            lives_in=str(held.get("lead_authority", self.month.authority)),
            year_eleven_in=str(held.get("authority_at_year_11", "")),
            plans=tuple(_plans(self.told.get(record.pk, ()))),
            departure=departure_of(
                record.deceased_on,
                self.left.get(record.pk),
                own=self.month.authority,
                on=self.month.period_end,
            ),
        )

    def _guarantee(self, record: Record, person: YoungPerson) -> dict[str, object]:
        asked = block(person.born, on=self.month.period_end)
        if asked is None:
            return {}
        item = GUARANTEE_OF[asked]
        recorded = guarantees_told(self.told.get(record.pk, ()), asked)
        code = GUARANTEE.status(recorded, block=asked, on=self.month.period_end)
        owing = person.year_eleven_in or self.month.authority
        return {item: code, f"{item}_authority": owing}

    def _doing(self, record: Record) -> dict[str, object]:
        """The activity of the last day of the month, and whether it is still believed then."""
        statement = self.doing.get(record.pk)
        if statement is None:
            return {}
        rules, on = currency_rules(self.month.period_end), self.month.period_end
        lapses_on = rules.lapses_on(statement.activity)
        values = values_of(statement) | {
            "activity_lapses_on": lapses_on.isoformat() if lapses_on else None,
            "activity_lapsed": rules.has_lapsed(statement.activity, on=on),
        }
        return {item: value for item, value in values.items() if value is not None}


def _characteristics(held: Mapping[str, Any], *, on: date) -> dict[str, object]:
    """Those that applied on the last day of the month, whenever they were told."""
    told = {item: held[item] for item in CHARACTERISTIC_OF if item in held}
    return {item: {"state": "notified"} for item, each in told.items() if applied_on(each, on)}


def _plans(told: Sequence[Telling]) -> Iterator[Plan]:
    """The times in which a plan was current, from what was said of it in order."""
    since: date | None = None
    for each in told:
        if PLAN not in each.values:
            continue
        if each.values[PLAN] is True:
            since = since or each.valid_from
        elif since is not None:
            yield Plan(since, max(since, each.valid_from - ONE_DAY))
            since = None
    if since is not None:
        yield Plan(since)


def _left(records: Sequence[Record], month: Month) -> dict[UUID, LeftCohort]:
    left = left_by(month.period_end, known_at=month.known_at)
    found = left.filter(one_of("record_id", [each.pk for each in records]))
    return {each.record_id: each for each in found}


def _returned(records: Sequence[Record], month: Month) -> dict[UUID, list[Returned]]:
    accepted = InReturn.objects.filter(
        one_of("record_id", [each.pk for each in records]),
        monthly_return__status=MonthlyReturn.Status.ACCEPTED,
        monthly_return__settled_at__lte=month.known_at,
        monthly_return__period_end__lt=month.period_end,
    )
    found: dict[UUID, list[Returned]] = {}
    for pk, status, period_end in accepted.values_list(
        "record_id", "cohort_status", "monthly_return__period_end"
    ):
        returned = Returned(period_end=period_end, status=CohortStatus(status), is_accepted=True)
        found.setdefault(pk, []).append(returned)
    return found
