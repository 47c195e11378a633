"""An authority deletes what it received under a request, in time or when it likes.

Source: 002, memorandum, clause 3.1, fifth point (REQ-002-123). Clause 4.3 has it keep all that is
relevant to the memorandum for inspection: the row of the request stays, the values do not.
"""

from datetime import datetime

from django.db import transaction

from onward.parties.models import Staff
from onward.people.forgetting import forget_what_came_from
from onward.tracking.data_requests import moves
from onward.tracking.data_requests.carrying_out import carry_out
from onward.tracking.models import DataRequest


@transaction.atomic
def delete_what_was_received(request: DataRequest, *, by: Staff, at: datetime) -> DataRequest:
    """Empty it in the authority's record, and say so in the request. Raises InvalidMove."""
    request = carry_out(moves.DELETE, request, by=by, at=at)
    if request.disclosure_id is not None:
        forget_what_came_from(request.asked_from, source_id=request.disclosure_id, at=at)
    return request
