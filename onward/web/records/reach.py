"""Which records a member of staff may open: the organisation's own, and each opening is noted."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from onward.people.models import Look, Record
from onward.people.records import look
from onward.web.access import StaffRequest


def own_records(request: StaffRequest) -> QuerySet[Record]:
    """A record that is erased, or of someone who is only mentioned, is not there."""
    return Record.objects.filter(
        organisation=request.acting_for, kind=Record.Kind.PERSON, erased_at=None
    )


def record_opened(
    request: StaffRequest, record_id: UUID, *, at: datetime, alive: bool = False
) -> Record:
    """One record, for a page that shows some of what it holds: that it was opened is noted.

    With `alive` a record of someone who has died is not there: nobody is to be contacted.
    """
    records = own_records(request).filter(deceased_on=None) if alive else own_records(request)
    record = get_object_or_404(records, pk=record_id)
    look(record, by=request.user, what=Look.What.RECORD, at=at)
    return record
