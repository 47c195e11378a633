"""A manager declares that lists are matched, the data protection officer approves it and models."""

import pytest
from django.test import Client

from onward.parties.permissions import Role
from onward.people.matching.declared import proposed, standing
from tests.parties.factories import a_member_of_staff
from tests.web.client import signed_in
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(here):
    return signed_in(Client(), a_member_of_staff(here.authority, Role.DATA_PROTECTION))


def test_declared_by_the_manager_and_approved_by_the_officer(here, manager, officer):
    page = "/tracking/matching/"
    assert "Lists are not matched" in said_in(manager.get(page))
    manager.post(f"{page}declaration", {"is_matched": "yes", "because": "To follow them."})
    with here.at_work():
        asked = proposed()
        assert asked is not None
    assert "To follow them." in said_in(officer.get("/governance/matching/"))

    officer.post(f"/governance/matching/{asked.pk}/approval")

    with here.at_work():
        assert standing() == asked
    assert "names data matching" in said_in(manager.get(page))


def test_who_is_missed_by_origin_of_name_is_shown(officer):
    shown = said_in(officer.get("/governance/matching/"))

    assert "Who is missed, by origin of name" in shown
    assert "Somali 95.1% 98.7% 1.3%" in shown


def test_an_adviser_neither_declares_nor_approves(adviser):
    assert adviser.get("/tracking/matching/").status_code == 403
