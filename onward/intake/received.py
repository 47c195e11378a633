"""What staff do with mail that came in: act on it, or tell of it and have it removed.

Source: 003 paragraphs 56 and 57.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onward.intake.mailboxes import note
from onward.intake.models import ReceivedEmail
from onward.parties.models import Staff
from onward.people.models import Record
from onward.tenancy.context import acting

Status = ReceivedEmail.Status


class NotNow(ValueError):
    """Something else comes first, or it has been dealt with; the message says which."""


def waiting() -> QuerySet[ReceivedEmail]:
    """Mail to act on, about people whom whoever asks may see; the longest waiting first."""
    ours = ReceivedEmail.objects.filter(
        organisation_id=acting().organisation_id, status=Status.WAITING
    )
    return ours.filter(record__in=Record.objects.all()).order_by("received_at", "pk")


def put_aside() -> QuerySet[ReceivedEmail]:
    """Mail that is not ours to act on; the longest waiting first."""
    ours = ReceivedEmail.objects.filter(
        organisation_id=acting().organisation_id, status=Status.PUT_ASIDE
    )
    return ours.order_by("received_at", "pk")


@transaction.atomic
def act_on(received: ReceivedEmail, *, by: Staff, at: datetime) -> None:
    """It has been acted on: its content goes, and the message leaves the mailbox. Raises NotNow."""
    _done(received, waiting(), "email.acted_on", by=by, at=at)


@transaction.atomic
def tell_manager(received: ReceivedEmail, *, by: Staff, at: datetime) -> None:
    """The performance manager was told of mail that is not ours. Raises NotNow."""
    if not put_aside().filter(pk=received.pk, manager_told_at=None).update(manager_told_at=at):
        raise NotNow(_("The performance manager has been told of this already."))
    received.refresh_from_db()
    note(received, "email.manager_told", by=by.handle, at=at)


@transaction.atomic
def discard(received: ReceivedEmail, *, by: Staff, at: datetime) -> None:
    """Remove mail that is not ours, once the performance manager was told. Raises NotNow."""
    told = put_aside().filter(manager_told_at__isnull=False)
    _done(received, told, "email.discarded", by=by, at=at)


def _done(
    received: ReceivedEmail,
    among: QuerySet[ReceivedEmail],
    kind: str,
    *,
    by: Staff,
    at: datetime,
) -> None:
    ready = among.order_by().filter(pk=received.pk)
    if not ready.update(status=Status.DONE, content=b"", done_at=at, done_by=by.handle):
        raise NotNow(
            _("Tell the performance manager first, or see whether somebody has dealt with it.")
        )
    received.refresh_from_db()
    note(received, kind, by=by.handle, at=at)
