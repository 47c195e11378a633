"""The least valid record, and facts about it."""

from datetime import date, datetime
from typing import Any

from onward.parties.models import Organisation, Staff
from onward.people.facts import NewFact, add_fact, clean_values
from onward.people.models import Fact, Record
from onward.people.records import open_record
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.times import NOON


def a_record(
    organisation: Organisation,
    *,
    at: datetime = NOON,
    case_kind: Record.CaseKind = Record.CaseKind.STANDARD,
    kind: Record.Kind = Record.Kind.PERSON,
    **values: Any,
) -> Record:
    """A record of this organisation that holds these items and nothing else.

    Call it outside `acting_for`, or inside the same organisation's unattended work.
    """
    with acting_for(organisation.pk, user=AUTOMATIC):
        record = open_record(at=at, by=None, case_kind=case_kind, kind=kind)
        if values:
            say(record, at=at, **values)
    return record


def say(
    record: Record,
    *,
    at: datetime = NOON,
    by: Staff | None = None,
    source: Fact.Source = Fact.Source.STAFF,
    **values: Any,
) -> Fact:
    """Add one fact for the organisation acted for; None withdraws an item."""
    cleaned = clean_values(values, on=at.date(), fictitious=True)
    withdrawn = {item: None for item, value in values.items() if value is None}
    return add_fact(
        NewFact(
            record=record,
            values=cleaned | withdrawn,
            source=source,
            valid_from=date(2017, 4, 3),
            at=at,
            by=by,
        )
    )
