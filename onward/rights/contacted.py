"""How often, and for what, an organisation tried to reach the person: lines of the statement."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onward.tracking.models import Contact


@dataclass(frozen=True, kw_only=True)
class Contacted:
    """One try to reach the person, by codes of `Contact`; what staff wrote beside it is not here.

    It stays in the statement when the record is put away, which erases nothing (REQ-002-027).
    """

    organisation: str
    kind: str
    purpose: str
    outcome: str
    delivery: str  # of a message: what the service that carried it said
    at: datetime


def contacted_in(handles: Iterable[UUID], names: Mapping[int, str]) -> Iterator[Contacted]:
    """Every try that was not taken back, the newest first. Read as the person herself."""
    tries = Contact.objects.filter(record__handle__in=handles, undone_at=None)
    for each in tries.order_by("-at", "pk"):
        yield Contacted(
            organisation=names.get(each.organisation_id, ""),
            kind=each.kind,
            purpose=each.purpose,
            outcome=each.outcome,
            delivery=each.delivery,
            at=each.at,
        )
