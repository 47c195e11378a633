"""Objections and restrictions of use: what the person may stop, and how either comes to an end.

Source: UK GDPR Articles 18 and 21. While an objection is open, or a restriction stands, the gate
refuses; what it let through before stays as it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onward.agreements.purposes import purposes
from onward.parties.models import Staff
from onward.people.entering import enter_of
from onward.people.lookups import one_of
from onward.people.models import Objection, Record, Restriction

EVERY_PURPOSE = ""


class NotOpen(ValueError):
    """What was to be decided, warned of or lifted does not stand; the message says what to do."""


@transaction.atomic
def object_to(
    record: Record, *, purpose: str, on: date, by: Staff | None, at: datetime
) -> Objection:
    """Record that the person objects to one purpose, or to EVERY_PURPOSE, from this day on.

    `by` is None where she said so on her own page. Raises NotOpen for a purpose there is not.
    """
    if purpose != EVERY_PURPOSE and purpose not in purposes():
        raise NotOpen(_("Choose a purpose from the list, or all of them."))
    objection = Objection.objects.create(
        **_of(record), purpose=purpose, raised_on=on, raised_by=by.handle if by else None
    )
    enter_of(record, "objection.raised", by=by, at=at, purpose=purpose)
    return objection


@transaction.atomic
def decide_objection(
    objection: Objection,
    outcome: Objection.Outcome,
    *,
    grounds: str,
    on: date,
    by: Staff,
    at: datetime,
) -> Objection:
    """Uphold an open objection, or override it on compelling grounds, which must be written.

    Raises NotOpen.
    """
    if outcome == Objection.Outcome.OVERRIDDEN and not grounds.strip():
        raise NotOpen(_("Write down the compelling grounds that go before what the person wants."))
    still_open = Objection.objects.filter(pk=objection.pk, outcome="", raised_on__lte=on)
    if not still_open.update(
        outcome=outcome, grounds=grounds.strip(), decided_on=on, decided_by=by.handle
    ):
        raise NotOpen(_("This objection was decided before, or raised after this day."))
    enter_of(objection.record, f"objection.{outcome.lower()}", by=by, at=at)
    objection.refresh_from_db()
    return objection


@transaction.atomic
def restrict_use(
    record: Record, ground: Restriction.Ground, *, on: date, by: Staff, at: datetime
) -> Restriction:
    """Keep a record and use it for nothing from this day on. Raises NotOpen if one stands."""
    Record.objects.select_for_update(no_key=True).get(pk=record.pk)
    if Restriction.objects.filter(record=record, lifted_on=None).exists():
        raise NotOpen(_("A restriction stands already. It goes on until it is lifted."))
    restriction = Restriction.objects.create(**_of(record), ground=ground, from_on=on, by=by.handle)
    enter_of(record, "use.restricted", by=by, at=at, ground=ground)
    return restriction


@transaction.atomic
def warn_of_lifting(restriction: Restriction, *, on: date, by: Staff, at: datetime) -> Restriction:
    """Record the day on which the person was told that it will be lifted (Article 18(3))."""
    if not _standing(restriction).update(warned_on=on):
        raise NotOpen(_("This restriction was lifted before."))
    enter_of(restriction.record, "use.lifting_told", by=by, at=at)
    restriction.refresh_from_db()
    return restriction


@transaction.atomic
def lift_restriction_of_use(
    restriction: Restriction, *, on: date, by: Staff, at: datetime
) -> Restriction:
    """Use the record again from this day on. Raises NotOpen unless the person was told before."""
    warned = _standing(restriction).filter(warned_on__lte=on)
    if not warned.update(lifted_on=on, lifted_by=by.handle):
        raise NotOpen(_("Tell the person first that it will be lifted, and record the day."))
    enter_of(restriction.record, "use.unrestricted", by=by, at=at)
    restriction.refresh_from_db()
    return restriction


@dataclass(frozen=True)
class Stopped:
    """What the person of one record has stopped on a day."""

    objected: frozenset[str] = frozenset()  # purposes, not decided yet
    upheld: frozenset[str] = frozenset()
    is_restricted: bool = False


NOTHING_STOPPED = Stopped()


def stopped_among(records: Iterable[Record], *, on: date) -> dict[UUID, Stopped]:
    """What is stopped of these records on a day, by their id; the others are left out.

    An objection counts from its day until it is overridden, a restriction until it is lifted.
    """
    ids = [record.pk for record in records]
    objections: dict[UUID, list[Objection]] = {}
    raised = Objection.objects.filter(one_of("record_id", ids), raised_on__lte=on)
    for objection in raised:
        objections.setdefault(objection.record_id, []).append(objection)
    standing = Restriction.objects.filter(one_of("record_id", ids), from_on__lte=on)
    restricted = set(standing.exclude(lifted_on__lte=on).values_list("record_id", flat=True))
    return {
        record_id: _stopped(objections.get(record_id, ()), record_id in restricted, on)
        for record_id in objections.keys() | restricted
    }


def _stopped(objections: Iterable[Objection], is_restricted: bool, on: date) -> Stopped:
    open_now, upheld = set(), set()
    for objection in objections:
        if objection.decided_on is None or on < objection.decided_on:
            open_now.add(objection.purpose)
        elif objection.outcome == Objection.Outcome.UPHELD:
            upheld.add(objection.purpose)
    return Stopped(frozenset(open_now), frozenset(upheld), is_restricted)


def _standing(restriction: Restriction) -> QuerySet[Restriction]:
    return Restriction.objects.filter(pk=restriction.pk, lifted_on=None)


def _of(record: Record) -> dict[str, Any]:
    """The columns that every row about a record has, as the record has them now."""
    held = Record.objects.select_for_update(no_key=True).get(pk=record.pk)
    return {
        "organisation_id": held.organisation_id,
        "restricted_to": held.restricted_to,
        "record": held,
    }
