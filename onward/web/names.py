"""What people are called on pages: those on record, and colleagues."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from onward.parties.models import Staff
from onward.people.names import names_of


def people_named(records: Iterable[UUID]) -> dict[UUID, str]:
    """What each record is called; every one has a name to click on."""
    ids = set(records)
    return dict.fromkeys(ids, _("No name recorded")) | names_of(ids)


def staff_named(handles: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names of the organisation's own staff by handle; those of others are not told."""
    rows = Staff.objects.filter(handle__in={handle for handle in handles if handle})
    return dict(rows.values_list("handle", "name"))
