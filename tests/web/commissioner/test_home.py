"""The overview of contract managers and of the operations team."""

import pytest

from onward.parties.permissions import Role
from tests.contracts.factories import a_contract, a_draft_contract, an_opportunity
from tests.parties.factories import a_member_of_staff
from tests.web.client import signed_in
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
HOME = "/commissioner/"


def test_a_contract_manager_sees_what_waits(client):
    contract = a_draft_contract()
    manager = a_member_of_staff(contract.commissioner, Role.CONTRACT_MANAGER)

    said = said_in(signed_in(client, manager).get(HOME))

    assert "Contracts to approve 1 contract Not yet started" in said
    assert "Providers whose accreditation does not stand 1 provider There is a problem" in said
    assert "Cancellations to answer 0 referrals Completed" in said


def test_the_operations_team_sees_what_it_can_publish(client):
    contract = a_contract()
    an_opportunity(contract, published=False)
    staff = a_member_of_staff(contract.operations, Role.OPERATIONS)

    said = said_in(signed_in(client, staff).get(HOME))

    assert "Opportunities to publish 1 opportunity of an approved contract" in said
    assert "Set up a contract" in said


def test_it_is_where_they_begin(client):
    contract = a_draft_contract()
    manager = a_member_of_staff(contract.commissioner, Role.CONTRACT_MANAGER)

    assert signed_in(client, manager).get("/").headers["Location"] == HOME
