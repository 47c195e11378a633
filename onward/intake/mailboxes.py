"""Mail is read from an organisation's inboxes, and removed from them once it is done with.

Run by the worker. A message is known by where it lies, so reading twice changes nothing; it is
removed only after what was decided about it is committed.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from onward.channels.inbound.imap import Arrived, Mailbox, opened
from onward.channels.mail_servers import IMAP, inboxes_of, server_of
from onward.email_route.models import InboxPair
from onward.formats.email_read import read
from onward.intake.models import ReceivedEmail
from onward.intake.received_rules import Why, put_aside_because
from onward.ledger.actions import Act, enter
from onward.parties.models import Organisation
from onward.people.models import Identifier, Record
from onward.tenancy.context import AUTOMATIC, acting, acting_for
from onward.values.nino import ninos_in

Status = ReceivedEmail.Status


def read_mail(organisation_id: int, *, at: datetime) -> int:
    """Read every inbox of one organisation, and clear what is done with; how many messages.

    Nothing where the e-mail route is switched off.
    """
    if not settings.EMAIL_ROUTE:
        return 0
    with acting_for(organisation_id, user=AUTOMATIC):
        code = Organisation.objects.values_list("code", flat=True).get(pk=organisation_id)
    inboxes = inboxes_of(code, file=settings.MAIL_SERVERS_FILE)
    return sum(_read_inbox(organisation_id, inbox, at=at) for inbox in inboxes)


def _read_inbox(organisation_id: int, inbox: str, *, at: datetime) -> int:
    server = server_of(inbox, kind=IMAP, file=settings.MAIL_SERVERS_FILE)
    with opened(server) as mailbox:
        removed = _clear(mailbox, organisation_id, inbox, at=at)
        known = _known_places(organisation_id, inbox)
        fresh = 0
        for arrived in mailbox.messages():
            if arrived.place not in known:
                with acting_for(organisation_id, user=AUTOMATIC):
                    receive(arrived, inbox=inbox, at=at)
                fresh += 1
    return removed + fresh


def receive(arrived: Arrived, *, inbox: str, at: datetime) -> ReceivedEmail:
    """Take in one message of the organisation acted for, or put it aside without loading it."""
    why, record_id = _decided(arrived, inbox)
    row = ReceivedEmail.objects.create(
        organisation_id=acting().organisation_id,
        inbox=inbox,
        place=arrived.place,
        digest=hashlib.sha256(arrived.content or b"").hexdigest(),
        received_at=at,
        status=Status.PUT_ASIDE if why else Status.WAITING,
        put_aside_because=why or "",
        record_id=record_id,
        content=arrived.content if record_id else b"",
    )
    note(row, "email.put_aside" if why else "email.received", at=at)
    return row


def note(row: ReceivedEmail, kind: str, *, at: datetime, by: UUID | None = None) -> None:
    """An entry about one message: its digest and why it was put aside, nothing of what it holds."""
    about_whom = Record.objects.filter(pk__in=[row.record_id] if row.record_id else [])
    handle = about_whom.values_list("handle", flat=True).first()
    about = {"digest": row.digest} | (
        {"why": row.put_aside_because} if row.put_aside_because else {}
    )
    enter(
        Act(
            kind=kind,
            by=row.organisation_id,
            performer=by,
            subject=handle,
            about_id=row.pk,
            at=at,
            about=about,
        )
    )


def _decided(arrived: Arrived, inbox: str) -> tuple[Why | None, UUID | None]:
    if arrived.content is None:
        return Why.TOO_LARGE, None
    message = read(arrived.content)
    numbers = ninos_in(message.text)
    ours = _ours(numbers)
    why = put_aside_because(message, inbox=inbox, pairs=_pairs_to_us(), ours=ours)
    return (why, None) if why else (None, ours[min(numbers)])


def _pairs_to_us() -> frozenset[tuple[str, str]]:
    agreed = Q(recipient_id=acting().organisation_id, agreed_at__isnull=False, ended_at=None)
    return frozenset(InboxPair.objects.filter(agreed).values_list("from_address", "to_address"))


def _ours(numbers: frozenset[str]) -> Mapping[str, UUID]:
    """Which of these numbers belong to a person that this organisation helps."""
    held = Identifier.objects.filter(kind=Identifier.Kind.NINO, value__in=numbers)
    people = Record.objects.filter(kind=Record.Kind.PERSON, erased_at=None)
    return dict(held.filter(record__in=people).values_list("value", "record_id"))


def _known_places(organisation_id: int, inbox: str) -> set[str]:
    with acting_for(organisation_id, user=AUTOMATIC):
        return set(ReceivedEmail.objects.filter(inbox=inbox).values_list("place", flat=True))


def _clear(mailbox: Mailbox, organisation_id: int, inbox: str, *, at: datetime) -> int:
    """Remove from the mailbox what is done with, and say so once it is removed."""
    with acting_for(organisation_id, user=AUTOMATIC):
        done = ReceivedEmail.objects.filter(inbox=inbox, done_at__isnull=False, removed_at=None)
        rows = list(done)
    for row in rows:
        mailbox.remove(row.place)
        with acting_for(organisation_id, user=AUTOMATIC):
            row.removed_at = at
            row.save(update_fields=["removed_at"])
            note(row, "email.removed", at=at)
    return len(rows)
