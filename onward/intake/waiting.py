"""Files too long to be dealt with while somebody waits: checked and taken in by the worker."""

from datetime import datetime

from onward.intake.checking import check
from onward.intake.models import Landing
from onward.intake.taking_in import carry_on
from onward.parties.models import Staff
from onward.tenancy.context import AUTOMATIC, acting_for

Status = Landing.Status


def files_waiting(organisation_id: int) -> list[tuple[Landing, Staff]]:
    """What has landed and was not checked, or was accepted and not taken in, each with whose it is.

    Oldest first, for the worker.
    """
    with acting_for(organisation_id, user=AUTOMATIC):
        rows = Landing.objects.filter(status__in=[Status.LANDED, Status.ACCEPTED])
        landings = list(rows.defer("content", "refused_rows").order_by("received_at"))
        handles = [landing.accepted_by or landing.received_by for landing in landings]
        staff = {each.handle: each for each in Staff.objects.filter(handle__in=handles)}
        return [(landing, staff[handle]) for landing, handle in zip(landings, handles, strict=True)]


def take(landing: Landing, *, by: Staff, at: datetime) -> None:
    """Check a file that landed, or go on with one that was accepted; outside any transaction."""
    if landing.status == Status.LANDED:
        check(landing, by=by, at=at)
    else:
        carry_on(landing, by=by, at=at)
