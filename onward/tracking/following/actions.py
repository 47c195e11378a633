"""Following young people: who is followed, on whose caseload, how they leave, and back again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.agreements.populations import Asked, Verdict
from onward.parties.access import require
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.people.entering import enter_of
from onward.people.facts import NewFact, add_facts, present_values, present_values_of
from onward.people.models import Fact, Record
from onward.programmes.participation.leaving import BadDeparture, CohortStatus, Departure
from onward.programmes.participation.populations import IN_THE_ASSESSMENT
from onward.tenancy.bulk import insert_all
from onward.tenancy.context import acting
from onward.tracking.activities.telling import Source
from onward.tracking.following.models import Following, LeftCohort, Service
from onward.values.ages import age_on

DIGITS = 10
DATABASE_DIGITS = 3
LEARNING_DIFFICULTY = ("ehc_plan", "sen_support")


class NotServed(ValueError):
    """The service is not for this person, or nobody can say whether it is."""


class NoService(LookupError):
    """The authority has no number in the return, so nobody can be given one."""


def own_service() -> Service:
    """Of the authority acted for. Raises NoService."""
    service = Service.objects.filter(organisation_id=acting().organisation_id).first()
    if service is None:
        raise NoService(_("Your authority's number in the return is not set. Ask the operator."))
    return service


@transaction.atomic
def set_up_service(*, authority_number: str, database_number: str) -> Service:
    """Say how the authority acted for stands in the return."""
    service, _is_new = Service.objects.update_or_create(
        organisation_id=acting().organisation_id,
        defaults={"authority_number": authority_number, "database_number": database_number},
    )
    return service


@transaction.atomic
def take_on(record: Record, *, by: Staff, at: datetime) -> Following:
    """Follow one person whom the service is for. Raises NotServed, NoService.

    Source 002, privacy assessment, step one: 13 to 19, to 24 with a learning difficulty.
    """
    require(by, Permission.TRACK)
    _refuse_unserved(present_values(record), on=localdate(at))
    follow([record], source=Source(kind=Fact.Source.STAFF, by=by), at=at)
    return Following.objects.get(record=record)


@transaction.atomic
def follow(records: Sequence[Record], *, source: Source, at: datetime) -> int:
    """Follow these people; whoever has no number of the return yet is given the next one.

    Who is followed already stays as they are; gives how many were not. Raises NoService.
    """
    ids = {record.pk for record in records}
    known = set(Following.objects.filter(record__in=ids).values_list("record_id", flat=True))
    new = [record for record in records if record.pk not in known]
    rows = [
        Following(
            organisation_id=record.organisation_id,
            restricted_to=record.restricted_to,
            record=record,
            since=at,
        )
        for record in new
    ]
    insert_all(rows)
    _give_numbers(new, source=source, at=at)
    return len(new)


def allocate(followed: Sequence[Following], *, to: Staff | None) -> int:
    """Put these people on a caseload, or on nobody's; gives how many changed."""
    worker = to.handle if to else None
    rows = Following.objects.filter(pk__in=[each.pk for each in followed])
    return rows.exclude(worker=worker).update(worker=worker)


def put_away(followed: Sequence[Following], *, at: datetime) -> int:
    """Take these people out of every list and count; nothing is erased (REQ-002-027)."""
    rows = Following.objects.filter(pk__in=[each.pk for each in followed], archived_at=None)
    return rows.update(archived_at=at)


def take_out_again(followed: Sequence[Following]) -> int:
    rows = Following.objects.filter(pk__in=[each.pk for each in followed])
    return rows.exclude(archived_at=None).update(archived_at=None)


@transaction.atomic
def leave(
    record: Record, *, how: CohortStatus, on: date, to_place: str = "", by: Staff, at: datetime
) -> LeftCohort:
    """Record that somebody left the cohort.

    Raises NoService, and BadDeparture for what no return could carry.
    """
    own = own_service().authority_number
    Departure(status=how, on=on, from_place=own, to_place=to_place)
    if LeftCohort.objects.filter(record=record, undone_at=None).exists():
        raise BadDeparture(_("This young person has left already. Take that back first."))
    left = LeftCohort.objects.create(
        organisation_id=record.organisation_id,
        restricted_to=record.restricted_to,
        record=record,
        how=str(how),
        on=on,
        to_place=to_place,
        by=by.handle,
        known_at=at,
    )
    enter_of(record, "young_person.left", by=by, at=at, how=str(how))
    return left


@transaction.atomic
def come_back(record: Record, *, by: Staff, at: datetime) -> None:
    """Take back that somebody left: wrongly told, or moved back."""
    if LeftCohort.objects.filter(record=record, undone_at=None).update(undone_at=at):
        enter_of(record, "young_person.came_back", by=by, at=at)


def _refuse_unserved(held: Mapping[str, object], *, on: date) -> None:
    if not isinstance(born := held.get("date_of_birth"), str):
        raise NotServed(_("The date of birth is not recorded. Record it first."))
    said = [held[item] for item in LEARNING_DIFFICULTY if item in held]
    asked = Asked(
        age=age_on(on, born=date.fromisoformat(born)),
        has_learning_difficulty=any(said) if said else None,
    )
    verdict = IN_THE_ASSESSMENT.verdict(asked)
    if verdict is Verdict.OUT:
        raise NotServed(_("The service is for ages 13 to 19, or to 24 with a learning difficulty."))
    if verdict is Verdict.UNDETERMINED:
        words = _("Over 19: record first whether they have a plan or support at school.")
        raise NotServed(words)


def leave_numbers_free(given: Iterable[str]) -> None:
    """Begin the authority's own numbers behind these, which another system gave."""
    service = own_service()
    own = (each for each in given if each.startswith(service.database_number))
    counted = [int(each[DATABASE_DIGITS:]) for each in own if each[DATABASE_DIGITS:].isdecimal()]
    if counted:
        behind = Service.objects.filter(pk=service.pk, next_number__lte=max(counted))
        behind.update(next_number=max(counted) + 1)


def _give_numbers(records: Sequence[Record], *, source: Source, at: datetime) -> None:
    held = present_values_of(records)
    without = [record for record in records if "young_person_id" not in held.get(record.pk, {})]
    if not without:
        return
    service = _take_numbers(len(without))
    first = service.next_number - len(without)
    add_facts(
        [
            NewFact(
                record=record,
                values={"young_person_id": f"{service.database_number}{number:0{DIGITS}d}"},
                source=Fact.Source.STAFF,
                by=source.by,
                valid_from=localdate(at),
                at=at,
            )
            for number, record in enumerate(without, start=first)
        ]
    )


def _take_numbers(count: int) -> Service:
    service = own_service()
    Service.objects.filter(pk=service.pk).update(next_number=F("next_number") + count)
    service.refresh_from_db()
    return service
