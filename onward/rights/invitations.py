"""Inviting a person to their statement: a link that works once, and a code by another way."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.ledger.actions import Act, enter
from onward.parties.models import Staff
from onward.people.models import Record
from onward.rights.models import Invitation
from onward.tenancy.context import acting, naming

GOOD_FOR = timedelta(days=14)
TRIES = 5


class Check(TextChoices):
    """What proved who the person is (source 002 R5)."""

    NAME = "name", gettext_lazy("Name")
    ADDRESS = "address", gettext_lazy("Address")
    DATE_OF_BIRTH = "date_of_birth", gettext_lazy("Date of birth")
    MOBILE = "mobile", gettext_lazy("A call or text to the mobile number we hold")
    EMAIL = "email", gettext_lazy("A message to the email address we hold")
    DOCUMENT = "document", gettext_lazy("A document with a photograph")
    IN_PERSON = "in_person", gettext_lazy("We met, and know the person")


class NotInvited(ValueError):
    """The link and code open nothing. It is never said which of the two is wrong, or why."""


class CannotInvite(ValueError):
    """Nobody may be invited to this record, or not yet; the message says why."""


@dataclass(frozen=True)
class Link:
    """What the person is given: never kept here. Send the code by another way than the link."""

    token: str
    code: str


@transaction.atomic
def invite(record: Record, *, checked: Collection[str], by: Staff, at: datetime) -> Link:
    """Make an invitation to the statement that begins with this record; it ends those before.

    `checked` says what proved who they are, of Check. Raises CannotInvite.
    """
    _refuse(record, checked)
    link = Link(token=secrets.token_urlsafe(32), code=f"{secrets.randbelow(10**8):08d}")
    earlier = Invitation.objects.filter(handle=record.handle, used_at=None, expires_at__gt=at)
    earlier.update(expires_at=at)
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
        # The try is counted before the code is looked at, so that tries made at once count too.
        trying = Invitation.objects.filter(used_at=None, expires_at__gt=at, tries__lt=TRIES)
        counted = trying.filter(link_hash=_link_hash(token)).update(tries=F("tries") + 1)
        invitation = Invitation.objects.filter(link_hash=_link_hash(token)).first()
        if not counted or invitation is None:
            make_password(code)  # an unknown link takes as long as a known one
            raise NotInvited
        if check_password("".join(code.split()), invitation.code_hash):
            unused = Invitation.objects.filter(pk=invitation.pk, used_at=None)
            if unused.update(used_at=at):
                return invitation.handle
    raise NotInvited


def _refuse(record: Record, checked: Collection[str]) -> None:
    if not checked or not set(checked) <= set(Check.values):
        raise CannotInvite(_("Say what you checked about who this is before you invite them."))
    if record.erased_at is not None or record.kind != Record.Kind.PERSON:
        raise CannotInvite(_("This record holds no person who could be invited."))
    if record.deceased_on is not None:
        raise CannotInvite(_("This person has died. Nobody is to be contacted."))


def _link_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
