"""An act of the organisation acted for, about one record, in the ledger."""

from datetime import datetime

from onward.ledger.actions import Act, enter
from onward.parties.models import Staff
from onward.people.models import Record
from onward.tenancy.context import acting


def enter_of(
    record: Record, kind: str, /, *, by: Staff | None, at: datetime, **about: object
) -> None:
    """Enter what was done with a record, by whom, and what is said of it in codes."""
    enter(
        Act(
            kind=kind,
            by=acting().organisation_id,
            performer=by.handle if by else None,
            subject=record.handle,
            at=at,
            about=about,
        )
    )
