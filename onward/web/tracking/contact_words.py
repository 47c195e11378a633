"""Contacts as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from onward.tracking.models import Contact
from onward.web.names import people_named, staff_named


@dataclass(frozen=True, kw_only=True)
class ContactRow:
    """One contact with the names of both."""

    contact: Contact
    name: str
    by: str

    @property
    def is_undone(self) -> bool:
        return self.contact.undone_at is not None


def contact_rows(contacts: Sequence[Contact]) -> list[ContactRow]:
    names = people_named(each.record_id for each in contacts)
    staff = staff_named([each.by for each in contacts])
    return [
        ContactRow(contact=each, name=names.get(each.record_id, ""), by=staff.get(each.by, ""))
        for each in contacts
    ]
