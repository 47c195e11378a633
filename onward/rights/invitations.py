"""Inviting a person to their statement: a link that works once, and a code by another way."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F

from onward.ledger.actions import Act, enter
from onward.parties.models import Staff
from onward.people.models import Record
from onward.rights.models import Invitation
from onward.tenancy.context import acting, naming

GOOD_FOR = timedelta(days=14)
TRIES = 5
CHECKS = ("name", "address", "date_of_birth", "mobile", "email", "document", "in_person")


class NotInvited(ValueError):
    """The link and code open nothing. It is never said which of the two is wrong, or why."""


class NothingChecked(ValueError):
    """Nobody is invited before the organisation has checked who they are."""


@dataclass(frozen=True)
class Link:
    """What the person is given: never kept here. Send the code by another way than the link."""

    token: str
    code: str


def invite(record: Record, *, checked: Sequence[str], by: Staff, at: datetime) -> Link:
    """Make an invitation to the statement that begins with this record.

    `checked` says what proved who they are, of CHECKS (source 002 R5). Raises NothingChecked.
    """
    if not checked or not set(checked) <= set(CHECKS):
        raise NothingChecked("Say what you checked about who this is before you invite them.")
    link = Link(token=secrets.token_urlsafe(32), code=f"{secrets.randbelow(10**8):08d}")
    invitation = Invitation.objects.create(
        organisation_id=acting().organisation_id,
        handle=record.handle,
        link_hash=_link_hash(link.token),
        code_hash=make_password(link.code),
        checked=sorted(checked),
        invited_by=by.handle,
        invited_at=at,
        expires_at=at + GOOD_FOR,
    )
    enter(
        Act(
            kind="statement.invited",
            by=acting().organisation_id,
            performer=by.handle,
            subject=record.handle,
            about_id=invitation.pk,
            at=at,
            about={"checked": sorted(checked)},
        )
    )
    return link


def accept(token: str, *, code: str, at: datetime) -> UUID:
    """The handle the statement begins from; the link does not work again. Raises NotInvited."""
    with naming("invitation", _link_hash(token)):
        invitation = Invitation.objects.filter(
            used_at=None, expires_at__gt=at, tries__lt=TRIES
        ).first()
        if invitation is None:
            make_password(code)  # an unknown link takes as long as a known one
            raise NotInvited
        good = check_password(code, invitation.code_hash)
        same = Invitation.objects.filter(pk=invitation.pk, used_at=None)
        taken = same.update(used_at=at) if good else same.update(tries=F("tries") + 1)
    if not (good and taken):
        raise NotInvited
    return invitation.handle


def _link_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
