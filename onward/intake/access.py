"""May this member of staff take in files of this feed?"""

from django.utils.translation import gettext as _

from onward.intake.feed import Feed
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.tenancy.context import acting


class NotAllowed(RuntimeError):
    """This person may not do this, in words that say who may."""


def may_upload(staff: Staff, feed: Feed) -> bool:
    """Whoever may upload files, and may do by hand what the file does."""
    is_theirs = staff.organisation.kind in feed.kinds
    return is_theirs and staff.may(Permission.UPLOAD) and staff.may(feed.permission)


def require(by: Staff, feed: Feed) -> None:
    """Raises NotAllowed. Pages ask too, but not every way in is a page."""
    if by.organisation_id != acting().organisation_id:
        raise NotAllowed(_("You act for another organisation than your own."))
    if not may_upload(by, feed):
        words = _("You may not send this kind of file. Ask someone who may: %(permission)s.")
        raise NotAllowed(words % {"permission": feed.permission.label.lower()})
