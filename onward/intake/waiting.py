"""Files too long to be dealt with while somebody waits: checked and taken in by the worker."""

from datetime import datetime

from onward.intake.checking import check
from onward.intake.models import Landing
from onward.intake.taking_in import carry_on
from onward.parties.models import Staff
from onward.tenancy.context import AUTOMATIC, acting_for

Status = Landing.Status


def take_waiting(organisation_id: int, *, at: datetime) -> int:
    """Check what has landed and take in what was accepted, as whoever sent or accepted it.

    Run by the worker for each organisation in turn, outside any transaction; returns how many.
    """
    waiting = _waiting(organisation_id)
    for landing, by in waiting:
        if landing.status == Status.LANDED:
            check(landing, by=by, at=at)
        else:
            carry_on(landing, by=by, at=at)
    return len(waiting)


def _waiting(organisation_id: int) -> list[tuple[Landing, Staff]]:
    with acting_for(organisation_id, user=AUTOMATIC):
        rows = Landing.objects.filter(status__in=[Status.LANDED, Status.ACCEPTED])
        landings = list(rows.defer("content", "refused_rows").order_by("received_at"))
        handles = [landing.accepted_by or landing.received_by for landing in landings]
        staff = {each.handle: each for each in Staff.objects.filter(handle__in=handles)}
        return [(landing, staff[handle]) for landing, handle in zip(landings, handles, strict=True)]
