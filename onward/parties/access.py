"""May this member of staff do this, wherever the asking comes from?"""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onward.parties.models import Staff
from onward.parties.permissions import GRANTS, Permission
from onward.tenancy.context import acting


class NotAllowed(RuntimeError):
    """This person may not do this, in words that say who may."""


def staff_who_may(permission: Permission) -> QuerySet[Staff]:
    """Those of the organisation acted for whose roles include this, by name."""
    roles = [role for role, granted in GRANTS.items() if permission in granted]
    return Staff.objects.filter(is_active=True, roles__overlap=roles).order_by("name")


def require(by: Staff, permission: Permission) -> None:
    """Staff of the organisation acted for, with this permission; otherwise NotAllowed.

    Pages ask too. It is asked again where the act is, because not every way in is a page.
    """
    if by.organisation_id != acting().organisation_id:
        raise NotAllowed(_("You act for another organisation than your own."))
    if not by.may(permission):
        words = _("Your roles do not include: %(permission)s. Ask someone whose roles do.")
        raise NotAllowed(words % {"permission": permission.label.lower()})
