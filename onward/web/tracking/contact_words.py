"""Contacts as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onward.tracking.contact.noting import UNDO_WITHIN
from onward.tracking.models import Contact
from onward.web.names import people_named, staff_named


@dataclass(frozen=True, kw_only=True)
class ContactRow:
    """One contact with the names of both."""

    contact: Contact
    name: str
    by: str
    is_fresh: bool  # noted so lately that whoever noted it can take it back

    @property
    def is_undone(self) -> bool:
        return self.contact.undone_at is not None

    def can_be_undone_by(self, staff: UUID) -> bool:
        is_theirs = self.contact.by == staff and self.contact.message is None
        return self.is_fresh and is_theirs and not self.is_undone


def contact_rows(contacts: Sequence[Contact], *, at: datetime) -> list[ContactRow]:
    names = people_named(each.record_id for each in contacts)
    staff = staff_named([each.by for each in contacts])
    return [
        ContactRow(
            contact=each,
            name=names.get(each.record_id, ""),
            by=staff.get(each.by, ""),
            is_fresh=each.at >= at - UNDO_WITHIN,
        )
        for each in contacts
    ]
