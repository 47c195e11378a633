"""A return that was sent, again: byte for byte, from what was sealed when it went."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from onward.disclosures.delivery import lay_out
from onward.disclosures.layouts import digest_of
from onward.disclosures.models import Disclosure
from onward.ledger.actions import Act, enter
from onward.parties.access import require
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.returns.nccis.months import NoReturn
from onward.tracking.models import MonthlyReturn

HAS_LEFT = (Disclosure.Status.SENDING, Disclosure.Status.SENT, Disclosure.Status.UNKNOWN)


@dataclass(frozen=True, kw_only=True)
class Again:
    """The file of a return; not whole once somebody in it was erased."""

    name: str
    content: bytes
    is_whole: bool


def file_again(made: MonthlyReturn, *, by: Staff, at: datetime) -> Again:
    """The monthly return as it went. Raises NoReturn for one that has not. REQ-002-020."""
    return sent_again(made.disclosure_id, by=by, at=at)


@transaction.atomic
def sent_again(disclosure_id: UUID | None, *, by: Staff, at: datetime) -> Again:
    """The file as it went by the portal, for whoever takes it there; the ledger says who took it.

    Raises NoReturn for one that the gate has not let go yet.
    """
    require(by, Permission.MAKE_RETURNS)
    sent = Disclosure.objects.filter(pk__in=[disclosure_id], status__in=HAS_LEFT).first()
    if sent is None:
        raise NoReturn(_("This return has not left yet. Look again in a minute."))
    files = lay_out(sent)
    is_whole = digest_of(files) == sent.digest
    enter(
        Act(
            kind="return.downloaded",
            by=sent.sender_id,
            performer=by.handle,
            about_id=sent.pk,
            at=at,
            about={"digest": digest_of(files), "is_whole": is_whole},
        )
    )
    ((name, content),) = files.items()
    return Again(name=name, content=content, is_whole=is_whole)
