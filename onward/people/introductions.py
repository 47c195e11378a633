"""People whom another organisation sent here: what came, on what basis, and when they were told.

Source: source 001, 5.5, statutory referral organisations; UK GDPR Article 14.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from onward.agreements.bases import bases
from onward.parties.models import Organisation, Staff
from onward.people.entering import enter_of
from onward.people.models import Introduction, Record


class NotIntroduced(ValueError):
    """What the record of an introduction must say is missing; the message says what."""


@transaction.atomic
def record_introduction(
    record: Record,
    *,
    introduced_by: Organisation,
    items: Collection[str],
    basis: str,
    on: date,
    by: Staff,
    at: datetime,
) -> Introduction:
    """Record who introduced the person, which items came, and the basis, before any contact.

    Raises NotIntroduced for a basis that was not in force that day, or without items.
    """
    ground = bases().get(basis)
    if ground is None or not ground.is_in_force(on=on):
        raise NotIntroduced(_("Choose a lawful basis that was in force on that day."))
    if not items:
        raise NotIntroduced(_("Say what was received about the person."))
    held = Record.objects.select_for_update(no_key=True).get(pk=record.pk)
    introduction = Introduction.objects.create(
        organisation_id=held.organisation_id,
        restricted_to=held.restricted_to,
        record=held,
        introduced_by=introduced_by,
        items=sorted(items),
        basis=basis,
        received_on=on,
    )
    _enter("person.introduced", introduction, by=by, at=at)
    return introduction


@transaction.atomic
def give_notice(
    introduction: Introduction, *, version: str, on: date, by: Staff, at: datetime
) -> Introduction:
    """Record which privacy notice the person was given, and when. Raises NotIntroduced."""
    if on < introduction.received_on:
        raise NotIntroduced(_("A notice is given on or after the day of the introduction."))
    Introduction.objects.filter(pk=introduction.pk).update(notice=version, notice_given_on=on)
    _enter("notice.given", introduction, by=by, at=at)
    introduction.refresh_from_db()
    return introduction


def warning_before_contact(record: Record, *, on: date) -> str:
    """What to do before the person is contacted on this day; empty where nothing is missing."""
    waiting = Introduction.objects.filter(record=record).exclude(notice_given_on__lte=on)
    introduction = waiting.order_by("received_on").first()
    if introduction is None:
        return ""
    return _(
        "%(name)s introduced this person, and no privacy notice is recorded. Give it at or before"
        " the first contact, and by %(day)s at the latest."
    ) % {
        "name": introduction.introduced_by.name,
        "day": date_format(introduction.notice_due_on, "j F Y"),
    }


def _enter(kind: str, introduction: Introduction, *, by: Staff, at: datetime) -> None:
    enter_of(
        introduction.record,
        kind,
        by=by,
        at=at,
        items=introduction.items,
        basis=introduction.basis,
    )
