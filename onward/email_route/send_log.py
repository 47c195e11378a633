"""Where and when each form was sent by e-mail: written once it went, kept three months."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from onward.email_route.clocks import kept_until
from onward.email_route.models import Misdirection, SentForm
from onward.tenancy.context import acting


def note(
    disclosure_id: UUID,
    *,
    process: str,
    from_address: str,
    to_address: str,
    protection: str,
    at: datetime,
) -> SentForm:
    """Log one form of the organisation acted for; the same one again changes nothing."""
    logged, _new = SentForm.objects.get_or_create(
        disclosure_id=disclosure_id,
        defaults={
            "organisation_id": acting().organisation_id,
            "process": process,
            "from_address": from_address,
            "to_address": to_address,
            "protection": protection,
            "sent_at": at,
            "kept_until": kept_until(localdate(at)),
        },
    )
    return logged


def sent_forms() -> QuerySet[SentForm]:
    """The log of the organisation acted for, the newest first."""
    return SentForm.objects.filter(organisation_id=acting().organisation_id).order_by(
        "-sent_at", "pk"
    )


def forget_old(*, on: date) -> int:
    """Remove what was kept three months: on the day after, not before; how many rows."""
    old = SentForm.objects.filter(kept_until__lt=on).delete()[0]
    done_with = Misdirection.objects.filter(closed_at__isnull=False, kept_until__lt=on)
    return old + done_with.delete()[0]
