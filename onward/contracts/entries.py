"""What the ledger is told of a contract and of what hangs on it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from onward.ledger.actions import Act, enter
from onward.parties.models import Staff
from onward.tenancy.context import acting


class OfThreeParties(Protocol):
    """A contract, an opportunity, a price, bank details."""

    pk: UUID
    commissioner_id: int
    operations_id: int
    provider_id: int


def enter_act(
    kind: str, row: OfThreeParties, *, about: Mapping[str, object], by: Staff, at: datetime
) -> None:
    """Enter one act of the organisation acted for: codes and ids, never an amount or an account.

    The operations team acts on the commissioner's behalf and towards the provider; the
    commissioner towards its operations team; the provider towards the commissioner.
    """
    actor = acting().organisation_id
    told = {row.commissioner_id: row.operations_id, row.operations_id: row.provider_id}
    enter(
        Act(
            kind=kind,
            by=actor,
            to=told.get(actor, row.commissioner_id),
            on_behalf_of=row.commissioner_id if actor == row.operations_id else None,
            performer=by.handle,
            about_id=row.pk,
            at=at,
            about=about,
        )
    )
