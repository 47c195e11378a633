"""What is asked of a record and how its person is followed is seen by who may see the record."""

from collections.abc import Sequence

from onward.people.models import Record
from onward.tracking.models import (
    ActivityStatement,
    Attendance,
    Contact,
    DataRequest,
    Document,
    Following,
    InReturn,
    LeftCohort,
    OldReference,
    OldWords,
    Release,
    ReturnFinding,
)

OF_A_RECORD = (
    *(Following, ActivityStatement, Contact, LeftCohort, InReturn, ReturnFinding),
    *(OldReference, OldWords, Attendance, Document),
)


def follow_restriction(record: Record, *, named: Sequence[int] | None) -> None:
    """Only these staff see them; None: all do. The other party sees what it saw."""
    own = record.organisation_id
    asked = DataRequest.objects.filter(authority=own, asked_from=record)
    asked.update(authority_restricted_to=named)
    found = DataRequest.objects.filter(district=own, found_as=record)
    found.update(district_restricted_to=named)
    for model in (*OF_A_RECORD, Release):
        model._default_manager.filter(record=record).update(restricted_to=named)
