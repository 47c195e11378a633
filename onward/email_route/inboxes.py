"""Designated inboxes: two addresses, agreed by both sides; and no mail that forwards itself."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from onward.email_route.entries import enter_act
from onward.email_route.models import InboxPair
from onward.parties.models import Organisation, Staff
from onward.tenancy.context import acting


class NotDesignated(ValueError):
    """The inboxes cannot be designated; the message says why and what to do."""


class ForwardsByItself(NotDesignated):
    """A rule that forwards mail automatically: there is none, and none can be made."""


@transaction.atomic
def designate(
    *,
    sender: Organisation,
    recipient: Organisation,
    from_address: str,
    to_address: str,
    forwards_to: str = "",
    by: Staff,
    at: datetime,
) -> InboxPair:
    """Propose a pair, for one of its two sides; it counts once the other has agreed.

    `forwards_to` is where the inbox is said to pass its mail on by itself. Such an inbox is never
    designated: nobody would look whether the next recipient is entitled (003 paragraph 53).
    Raises ForwardsByItself.
    """
    if forwards_to.strip():
        raise ForwardsByItself(
            _("Mail is never forwarded by a rule. Switch it off, and forward one record by hand.")
        )
    pair, is_new = InboxPair.objects.get_or_create(
        sender=sender,
        recipient=recipient,
        from_address=from_address.lower(),
        to_address=to_address.lower(),
        ended_at=None,
        defaults={"designated_by_id": acting().organisation_id, "designated_at": at},
    )
    if not is_new:
        raise NotDesignated(_("This pair of inboxes has been designated before."))
    enter_act("email.inboxes_designated", pair, by=by, at=at)
    return pair


@transaction.atomic
def agree(pair: InboxPair, *, by: Staff, at: datetime) -> None:
    """Agree to a pair that the other side designated. Raises NotDesignated."""
    theirs = InboxPair.objects.filter(pk=pair.pk, agreed_at=None, ended_at=None)
    if not theirs.exclude(designated_by_id=acting().organisation_id).update(
        agreed_at=at, agreed_by=by.handle
    ):
        raise NotDesignated(_("The other side agrees to a pair of inboxes, once."))
    pair.refresh_from_db()
    enter_act("email.inboxes_agreed", pair, by=by, at=at)


@transaction.atomic
def end(pair: InboxPair, *, by: Staff, at: datetime) -> None:
    """End a pair for either side, at once."""
    if not InboxPair.objects.filter(pk=pair.pk, ended_at=None).update(ended_at=at):
        raise NotDesignated(_("This pair of inboxes has ended."))
    pair.refresh_from_db()
    enter_act("email.inboxes_ended", pair, by=by, at=at)
