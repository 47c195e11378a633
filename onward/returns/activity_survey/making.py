"""The activity survey: what last year's year 11 did on 1 November, as known when it is returned.

domain/ccis.md 5.1 and 9b rule 15. It goes as the monthly return does: under the same agreement, by
the portal alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.agreements.channels import Channel
from onward.disclosures.gate import Draft, disclose
from onward.disclosures.models import Disclosure
from onward.disclosures.parcels import Giving
from onward.disclosures.survey_layout import LAYOUT
from onward.parties.access import require
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.people.facts import present_values_of
from onward.people.lookups import one_of
from onward.people.models import Record
from onward.programmes.participation.survey import Recorded, answer, is_surveyed, reference_day
from onward.returns.nccis.choosing import AT_ONCE, Month
from onward.returns.nccis.giving import PURPOSE, agreement_with, department
from onward.returns.nccis.months import NoReturn, own_service
from onward.tracking.models import ActivityStatement
from onward.tracking.month.of_a_month import followed_at
from onward.values.batches import in_batches

KIND = "activity-survey"
WHERE = "establishment_number"


@transaction.atomic
def send_survey(*, year: int, by: Staff, at: datetime) -> Disclosure:
    """Hand the survey of a year's 1 November to the gate. Raises NoReturn, NoAgreement."""
    require(by, Permission.MAKE_RETURNS)
    on = reference_day(year)
    if localdate(at) < on:
        raise NoReturn(_("The survey asks about 1 November. Make it after that day."))
    to = department()
    if to is None:
        raise NoReturn(_("There is no agreement on the return with the department."))
    authority = own_service().authority_number
    month = Month(authority=authority, period_end=on, known_at=at)
    draft = Draft(
        kind=KIND,
        recipient=to,
        agreement=agreement_with(to, at=at),
        purpose=PURPOSE,
        channel=Channel.PORTAL,
        people=list(_people(month, year=year)),
        layout=LAYOUT,
        cover={"authority": authority, "year": year},
    )
    return disclose(draft, by=by, at=at)


def _people(month: Month, *, year: int) -> Iterator[Giving]:
    records = followed_at(month.known_at).order_by("pk")
    for batch in in_batches(records.iterator(chunk_size=AT_ONCE), AT_ONCE):
        held = present_values_of(batch, known_at=month.known_at)
        asked = [each for each in batch if _is_asked(held.get(each.pk, {}), month, year=year)]
        recorded = _recorded(asked, known_at=month.known_at)
        for record in asked:
            values = {"young_person_id": held[record.pk].get("young_person_id")}
            values |= _answered(recorded.get(record.pk, ()), year=year, at=month.known_at)
            given = {item: value for item, value in values.items() if value}
            yield Giving(record=record, items=frozenset(given), rows=given)


def _is_asked(held: Mapping[str, object], month: Month, *, year: int) -> bool:
    """The authority of the school answers for its leavers; its own where no school is known."""
    born = held.get("date_of_birth")
    school_in = held.get("authority_at_year_11") or month.authority
    return (
        isinstance(born, str)
        and is_surveyed(date.fromisoformat(born), survey_year=year)
        and school_in == month.authority
    )


def _recorded(
    records: Sequence[Record], *, known_at: datetime
) -> dict[UUID, list[tuple[Recorded, str]]]:
    """Everything told of these people that stood at a moment, with where it was done."""
    told = ActivityStatement.objects.filter(
        one_of("record_id", [record.pk for record in records]),
        Q(replaced_at=None) | Q(replaced_at__gt=known_at),
        known_at__lte=known_at,
    )
    found: dict[UUID, list[tuple[Recorded, str]]] = {}
    for row in told.order_by("record_id", "started_on"):
        recorded = Recorded(
            activity=row.activity, known_since=row.known_at, is_confirmed=row.is_confirmed
        )
        found.setdefault(row.record_id, []).append((recorded, row.establishment_number))
    return found


def _answered(
    told: Sequence[tuple[Recorded, str]], *, year: int, at: datetime
) -> dict[str, object]:
    activity = answer([each for each, _where in told], survey_year=year, returned_at=at)
    if activity is None:
        return {}
    where = next(place for each, place in told if each.activity is activity)
    return {
        "activity": activity.code,
        "activity_started_on": activity.started_on.isoformat(),
        WHERE: where,
    }
