"""A file comes in: kept as it arrived, entered in the ledger, once."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from onward.intake.access import require
from onward.intake.feed import Feed
from onward.intake.list_settings import settings_of
from onward.intake.models import Landing
from onward.ledger.actions import Act, enter
from onward.parties.models import Staff
from onward.tenancy.context import acting, acting_for
from onward.tracking.taking_over.actions import call_off

LONGEST_NAME = 200
MOST_BYTES = 50 * 1024 * 1024


class TooLarge(ValueError):
    """A file larger than is ever sent; the words say what to do."""


class InUse(RuntimeError):
    """A landing that something was taken in from stays."""


def land(feed: Feed, *, name: str, content: bytes, by: Staff, at: datetime) -> Landing:
    """Keep a file as it arrived and say in the ledger that it did; nothing is read yet.

    The same bytes again are the landing that they were before, and nothing changes. Raises
    NotAllowed, TooLarge.
    """
    if len(content) > MOST_BYTES:
        megabytes = MOST_BYTES // (1024 * 1024)
        words = _("The file is larger than %(megabytes)s MB. Send it in several smaller files.")
        raise TooLarge(words % {"megabytes": megabytes})
    with acting_for(by.organisation_id, user=by.pk), transaction.atomic():
        require(by, feed)
        landing, is_new = Landing.objects.get_or_create(
            organisation_id=by.organisation_id,
            feed=feed.code,
            digest=hashlib.sha256(content).hexdigest(),
            defaults={
                "file_name": name[-LONGEST_NAME:],
                "size": len(content),
                "content": content,
                "received_at": at,
                "received_by": by.handle,
                "settings": settings_of(feed.code),
            },
        )
        if is_new:
            note(landing, "file.received", by=by, at=at, size=landing.size)
    return landing


def discard(landing: Landing, *, by: Staff | None, at: datetime) -> None:
    """Throw away a file that nothing was taken in from; it can be sent again. Raises InUse."""
    with transaction.atomic():
        kept = Landing.objects.select_for_update().defer("content", "refused_rows")
        found = kept.get(pk=landing.pk)
        if found.is_in_use:
            raise InUse(_("This file is being taken in or was, so it cannot be thrown away."))
        note(found, "file.discarded", by=by, at=at)
        call_off(found.pk)
        found.delete()


def note(landing: Landing, kind: str, *, by: Staff | None, at: datetime, **counts: int) -> None:
    """An entry about a file: which feed, its digest and counts, nothing of what it holds."""
    enter(
        Act(
            kind=kind,
            by=acting().organisation_id,
            performer=by.handle if by else None,
            about_id=landing.pk,
            at=at,
            about={"feed": landing.feed, "digest": landing.digest, **counts},
        )
    )
