"""Inspection of a memorandum's papers, on both sides' pages."""

import pytest
from django.test import Client

from onward.parties.permissions import Role
from tests.parties.factories import a_member_of_staff
from tests.tracking.factories import MORNING, neighbours
from tests.web.client import page_of, signed_in
from tests.web.on_stage import clock_at, said_in

pytestmark = pytest.mark.django_db
LIST = "/governance/inspections/"


@pytest.fixture
def django_db_setup(prepared):
    return prepared(neighbours)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup


@pytest.fixture(autouse=True)
def _clock(db):
    with clock_at(MORNING):
        yield


def officer_of(organisation):
    return signed_in(Client(), a_member_of_staff(organisation, Role.DATA_PROTECTION))


def last_action(client):
    return page_of(client.get(LIST)).xpath("//main//tbody//form/@action")[0]


def test_the_district_asks_the_authority_permits_and_the_inspector_looks(here):
    """REQ-002-126"""
    request = here.received()
    inspector, authority = officer_of(here.district), officer_of(here.authority)

    inspector.post(f"{LIST}new", {"agreement": here.memorandum.pk})
    said = authority.post(last_action(authority), {"until": "10 2 2014"}, follow=True)
    seen = inspector.post(last_action(inspector))

    assert "The inspection is permitted." in said_in(said)
    assert request.reference in said_in(seen)
    assert "Okoro" not in said_in(seen)
    assert "07700" not in said_in(seen)


def test_a_day_too_far_away_is_refused_with_the_last_that_may_be_given(here):
    """REQ-002-126"""
    inspector, authority = officer_of(here.district), officer_of(here.authority)
    inspector.post(f"{LIST}new", {"agreement": here.memorandum.pk})

    said = authority.post(last_action(authority), {"until": "10 9 2014"}, follow=True)

    assert "Give a day from today to 03/03/2014." in said_in(said)


def test_an_empty_list_says_so(here):
    assert "No inspection was asked for." in said_in(officer_of(here.authority).get(LIST))
