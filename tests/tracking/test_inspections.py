"""The district's inspector reads what the authority keeps, for a time; each look is entered."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from onward.acts.deleting import delete_what_was_received
from onward.people.models import Record
from onward.tenancy.context import acting_for
from onward.tracking.data_requests.inspections import (
    NoInspection,
    ask_to_inspect,
    end_inspection,
    inspect,
    permit,
)
from onward.tracking.models import DataRequest, Inspection
from tests.casework.ledgers import leaves_seen_by
from tests.parties.factories import a_member_of_staff
from tests.tracking.factories import MORNING

pytestmark = pytest.mark.django_db
UNTIL = date(2014, 2, 10)


def asked(here):
    with here.at(here.district) as inspector:
        return ask_to_inspect(here.memorandum, by=inspector, at=MORNING)


def permitted(here):
    inspection = asked(here)
    with here.at(here.authority) as officer:
        return permit(inspection, until=UNTIL, by=officer, at=MORNING)


def looked(here, inspection, at=MORNING):
    with here.at(here.district) as inspector:
        return inspect(inspection, by=inspector, at=at)


def test_nothing_is_inspected_before_the_authority_permits_it(here):
    """REQ-002-126"""
    with pytest.raises(NoInspection, match="not permitted"):
        looked(here, asked(here))


def test_the_inspector_sees_each_request_and_its_dates_and_both_sides_see_the_look(here):
    """REQ-002-126"""
    request = here.received()

    (seen,) = looked(here, permitted(here))

    assert (seen.request.reference, seen.request.received_at) == (request.reference, MORNING)
    for party in (here.district, here.authority):
        kinds = [leaf["kind"] for leaf in leaves_seen_by(party)]
        assert [kind for kind in kinds if kind.startswith("inspection")] == [
            "inspection.asked",
            "inspection.permitted",
            "inspection.opened",
        ]


def test_no_record_of_the_authority_comes_with_it(here):
    """REQ-002-126"""
    request = here.received()
    inspection = permitted(here)

    with here.at(here.district) as inspector:
        inspect(inspection, by=inspector, at=MORNING)
        assert not Record.objects.filter(pk=request.asked_from_id).exists()


def test_the_last_day_is_the_last(here):
    """REQ-002-126"""
    inspection = permitted(here)

    assert looked(here, inspection, at=MORNING + timedelta(days=7)) == []
    with pytest.raises(NoInspection, match="time is over"):
        looked(here, inspection, at=MORNING + timedelta(days=8))


@pytest.mark.parametrize("until", [date(2014, 2, 2), date(2014, 3, 4)])
def test_it_is_permitted_for_four_weeks_at_most(here, until):
    """REQ-002-126"""
    inspection = asked(here)

    with here.at(here.authority) as officer, pytest.raises(NoInspection, match="03/03/2014"):
        permit(inspection, until=until, by=officer, at=MORNING)


def test_nobody_looks_in_anothers_name(here):
    """REQ-002-126"""
    inspection, colleague = permitted(here), a_member_of_staff(here.district)

    with (
        acting_for(here.district.pk, user=colleague.pk),
        pytest.raises(NoInspection, match="own name"),
    ):
        inspect(inspection, by=colleague, at=MORNING)


def test_an_inspection_that_was_ended_shows_nothing_more(here):
    inspection = permitted(here)
    with here.at(here.authority) as officer:
        end_inspection(inspection, by=officer, at=MORNING)

    with here.at(here.district):
        ended = Inspection.objects.get(pk=inspection.pk)
    with pytest.raises(NoInspection):
        looked(here, ended)


def test_the_district_cannot_permit_itself(here):
    """REQ-002-126"""
    inspection = asked(here)

    with here.at(here.district) as inspector:
        with pytest.raises(NoInspection, match="nothing to permit"):
            permit(inspection, until=UNTIL, by=inspector, at=MORNING)
        changed = Inspection.objects.filter(pk=inspection.pk).update(until_on=UNTIL)
    assert changed == 0


def test_an_inspector_changes_nothing_that_is_the_authoritys(here):
    """REQ-002-126"""
    request = here.received()

    with here.at(here.district), pytest.raises(DatabaseError), transaction.atomic():
        DataRequest.objects.filter(pk=request.pk).update(deleted_at=MORNING)


def test_what_was_deleted_in_time_is_flagged_as_the_conflict_it_is(here):
    """REQ-002-126, REQ-002-123"""
    request = here.received()
    with here.at(here.authority) as adviser:
        delete_what_was_received(request, by=adviser, at=MORNING)

    (seen,) = looked(here, permitted(here))

    assert "Clause 4.3 has all information retained" in seen.conflict
    assert "clause 3.1" in seen.conflict
