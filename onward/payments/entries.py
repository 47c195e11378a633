"""What the ledger is told of a run: by the one of its two parties that acts, to the other."""

from collections.abc import Mapping
from datetime import datetime

from onward.ledger.actions import Act, enter
from onward.ledger.models import Entry
from onward.parties.models import Staff
from onward.payments.models import Run
from onward.tenancy.context import acting


def enter_run(
    kind: str, run: Run, *, about: Mapping[str, object], by: Staff | None, at: datetime
) -> Entry:
    """Enter one act of the organisation acted for: counts, codes and hashes.

    The operations team acts on the commissioner's behalf; `by` is None where it is its worker.
    """
    is_operations = acting().organisation_id == run.operations_id
    return enter(
        Act(
            kind=kind,
            by=run.operations_id if is_operations else run.commissioner_id,
            to=run.commissioner_id if is_operations else run.operations_id,
            on_behalf_of=run.commissioner_id if is_operations else None,
            performer=by.handle if by else None,
            about_id=run.pk,
            at=at,
            about=about,
        )
    )
