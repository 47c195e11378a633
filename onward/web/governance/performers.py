"""Who did something, as one's own organisation may know it: a colleague and what they do there."""

from collections.abc import Iterable
from uuid import UUID

from onward.parties.models import Staff
from onward.parties.permissions import Role


def performers(handles: Iterable[UUID | None]) -> dict[UUID, str]:
    """Name and roles of each of one's own staff by handle; another organisation's are not there."""
    wanted = {handle for handle in handles if handle}
    return {staff.handle: _words(staff) for staff in Staff.objects.filter(handle__in=wanted)}


def _words(staff: Staff) -> str:
    roles = ", ".join(str(Role(role).label) for role in staff.roles)
    return f"{staff.name} ({roles})" if roles else staff.name
