"""What the ledger is told of the e-mail route: whose act towards whom, and codes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from onward.ledger.actions import Act, enter
from onward.parties.models import Staff
from onward.tenancy.context import acting

# The columns that may name the other side of a row, in the order they are asked.
SIDES = ("department_id", "provider_id", "prime_id", "recipient_id", "sender_id")


def enter_act(kind: str, row: Any, *, by: Staff, at: datetime, **about: object) -> None:
    """Enter one act about a row of this package, towards its other side where it has one."""
    ours = acting().organisation_id
    sides = [getattr(row, name) for name in SIDES if hasattr(row, name)]
    pk: UUID = row.pk
    enter(
        Act(
            kind=kind,
            by=ours,
            to=next((side for side in sides if side != ours), None),
            performer=by.handle,
            about_id=pk,
            at=at,
            about=about,
        )
    )
