"""An authority, the department it makes its return to, and young people of the authority."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from onward.agreements.models import Agreement
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Role
from onward.people.models import Fact, Record
from onward.programmes.participation.activity import Activity
from onward.tenancy.context import AUTOMATIC, acting_for
from onward.tracking.activities.history import Told
from onward.tracking.activities.telling import Source, tell
from onward.tracking.following.actions import follow, set_up_service
from tests.agreements.factories import in_force
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record

SEPTEMBER = datetime(2025, 9, 20, 9, tzinfo=UTC)
NOVEMBER = datetime(2025, 11, 3, 9, tzinfo=UTC)
FILE = Source(kind=Fact.Source.FILE)
# The least that a return takes without a word: in year 12 at the end of October 2025.
COMPLETE: Mapping[str, Any] = {
    "forename": "Amara",
    "surname": "Osei",
    "gender": "F",
    "ethnic_origin": "BAFR",
    "date_of_birth": "2009-02-03",
    "address": ["4 Mill Lane", "Leicester"],
    "postcode": "LE1 1AA",
    "level_of_need": "3",
    "ehc_plan": False,
    "sen_support": False,
}


@dataclass(frozen=True, kw_only=True)
class Reporting:
    """An authority (856) and the department, with the agreement for the return in force."""

    authority: Organisation
    department: Organisation
    agreement: Agreement
    manager: Staff = field(repr=False)

    @contextmanager
    def at_work(self) -> Iterator[Staff]:
        with acting_for(self.authority.pk, user=self.manager.pk):
            yield self.manager

    def a_young_person(
        self, *, code: str = "230", since: str = "2025-09-04", **values: Any
    ) -> Record:
        """Followed since September 2025; None leaves an item out, no code an activity."""
        held = {item: value for item, value in {**COMPLETE, **values}.items() if value is not None}
        record = a_record(self.authority, at=SEPTEMBER, **held)
        with acting_for(self.authority.pk, user=AUTOMATIC):
            follow([record], source=FILE, at=SEPTEMBER)
            if code:
                self.told(record, code, since)
        return record

    def told(self, record: Record, code: str, since: str, *, at: datetime = SEPTEMBER) -> None:
        started = date.fromisoformat(since)
        activity = Activity(
            code=code,
            started_on=started,
            ascertained_on=started,
            verified_on=started,
            predicted_end_on=date(2026, 7, 31) if code < "300" else None,
        )
        answered = tell([Told(record=record, activity=activity)], source=FILE, at=at)
        assert not answered.refused, answered.refused


def reporting() -> Reporting:
    kinds = Organisation.Kind
    authority = an_organisation(kinds.LOCAL_AUTHORITY, nation=Organisation.Nation.ENGLAND)
    department = an_organisation(kinds.DEPARTMENT, nation=Organisation.Nation.ENGLAND)
    agreement = in_force(
        "NCCIS-RETURN", {"authority": authority, "department": department}, at=SEPTEMBER
    )
    manager = a_member_of_staff(authority, Role.TRACKING_MANAGER)
    with acting_for(authority.pk, user=manager.pk):
        set_up_service(authority_number="856", database_number="856")
    return Reporting(
        authority=authority, department=department, agreement=agreement, manager=manager
    )
