"""What is done to an agreement, entered in the ledger for each of its parties."""

from datetime import datetime

from onward.agreements.models import Agreement
from onward.ledger.actions import Act, enter_all
from onward.parties.models import Staff
from onward.tenancy.context import acting


def enter_for_parties(
    kind: str, agreement: Agreement, *, by: Staff, at: datetime, **more: str
) -> None:
    """One entry for each other party: an entry is seen by the two it names."""
    actor = acting().organisation_id
    about = {"agreement": str(agreement), "text_hash": agreement.text_hash, **more}
    enter_all(
        Act(
            kind=kind,
            by=actor,
            to=other,
            performer=by.handle,
            about_id=agreement.pk,
            at=at,
            about=about,
        )
        for other in agreement.organisations
        if other != actor
    )
