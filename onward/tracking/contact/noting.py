"""Contacts: noted with what came of each, and undone within ten minutes if noted by mistake."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.parties.models import Staff
from onward.people.facts import NewFact, add_fact
from onward.people.kept_out import DO_NOT_SURVEY
from onward.people.models import Fact, Record
from onward.programmes.participation.activities import Group, meaning
from onward.tracking.activities.history import Told
from onward.tracking.activities.telling import (
    Source,
    TooLateToUndo,
    confirm,
    present_activities,
    tell,
    undo,
)
from onward.tracking.contact.may_contact import NotAllowed, way_to
from onward.tracking.contact.models import Contact

Outcome = Contact.Outcome
UNDO_WITHIN = timedelta(minutes=10)


class NotNoted(ValueError):
    """What came of it cannot be noted so; the message says what to do instead."""


@dataclass(frozen=True, kw_only=True)
class Tried:
    """One try to reach somebody as it is noted; `told` is the new activity, if there is one."""

    record: Record
    kind: str
    purpose: str
    outcome: str
    note: str = ""
    told: Told | None = None


@transaction.atomic
def note_contact(tried: Tried, *, by: Staff, at: datetime) -> Contact:
    """Note a try to reach somebody, and do what follows from what came of it.

    "Nothing has changed" confirms the present activity as of that day; a new one is told; who asks
    not to be called is set to no surveys. Raises NotAllowed where they may not be contacted so
    (REQ-002-023), NotNoted where there is nothing to confirm or the activity cannot be true.
    """
    way = way_to(tried.record, kind=tried.kind, purpose=tried.purpose, on=localdate(at))
    if way.against:
        raise NotAllowed(way.against)
    act = _tell(tried, by=by, at=at)
    if tried.outcome == Outcome.NO_MORE_SURVEYS:
        _set_no_surveys(tried.record, True, source=Fact.Source.PERSON, by=by, at=at)
    return Contact.objects.create(
        organisation_id=tried.record.organisation_id,
        restricted_to=tried.record.restricted_to,
        record=tried.record,
        kind=tried.kind,
        purpose=tried.purpose,
        outcome=tried.outcome,
        reached_by=way.item,
        note=tried.note.strip(),
        act=act,
        by=by.handle,
        at=at,
    )


@transaction.atomic
def undo_contact(contact: Contact, *, by: Staff, at: datetime) -> Contact:
    """Take back a contact noted by mistake, with the activity told in it. Raises TooLateToUndo."""
    if contact.message:
        raise TooLateToUndo(_("It has gone, and cannot be taken back."))
    still = Contact.objects.filter(pk=contact.pk, undone_at=None, at__gte=at - UNDO_WITHIN)
    if not still.update(undone_at=at):
        raise TooLateToUndo(_("It was noted more than ten minutes ago, or undone before."))
    if contact.act and undo(contact.act, source=_staff(by), at=at).refused:
        raise TooLateToUndo(_("Something else was told of this person since. Put that right."))
    if contact.outcome == Outcome.NO_MORE_SURVEYS:
        _set_no_surveys(contact.record, None, source=Fact.Source.STAFF, by=by, at=at)
    contact.refresh_from_db()
    return contact


def note_sent(
    record: Record,
    *,
    kind: str,
    purpose: str,
    reached_by: str,
    message: UUID,
    by: UUID,
    at: datetime,
) -> Contact:
    """Note a message that has gone; `by` is the handle of whoever wrote it."""
    return Contact.objects.create(
        organisation_id=record.organisation_id,
        restricted_to=record.restricted_to,
        record=record,
        kind=kind,
        purpose=purpose,
        outcome=Outcome.SENT,
        reached_by=reached_by,
        message=message,
        by=by,
        at=at,
    )


def note_delivery(message: UUID, delivery: Contact.Delivery) -> None:
    """Write on a message's contact what the service that carried it said of it later."""
    Contact.objects.filter(message=message).update(delivery=delivery)


def _tell(tried: Tried, *, by: Staff, at: datetime) -> UUID | None:
    if tried.outcome == Outcome.UNCHANGED:
        return _confirm(tried.record, by=by, at=at)
    if tried.outcome != Outcome.NEW_ACTIVITY:
        return None
    if tried.told is None:
        raise NotNoted(_("Say what they do now."))
    answered = tell([tried.told], source=_staff(by), at=at)
    if answered.refused:
        raise NotNoted(str(answered.refused[0][1]))
    return answered.act


def _confirm(record: Record, *, by: Staff, at: datetime) -> UUID:
    present = present_activities([record]).get(record.pk)
    if present is None:
        raise NotNoted(_("No activity is recorded that could be the same still. Say a new one."))
    if meaning(present.code, on=present.started_on).group is Group.NOT_KNOWN:
        raise NotNoted(_("Their activity is not known, so it cannot be the same. Say a new one."))
    return confirm([present], on=localdate(at), source=_staff(by), at=at).act


def _set_no_surveys(
    record: Record, wanted: bool | None, *, source: Fact.Source, by: Staff, at: datetime
) -> None:
    add_fact(
        NewFact(
            record=record,
            values={DO_NOT_SURVEY: wanted},
            source=source,
            by=by,
            valid_from=localdate(at),
            at=at,
        )
    )


def _staff(by: Staff) -> Source:
    return Source(kind=Fact.Source.STAFF, by=by)
