"""An officer records what a person stops, and who may see her record; each ends as it should."""

import pytest

from onward.parties.permissions import Role
from onward.people.models import Objection, Record, Restriction
from onward.tenancy.context import acting_for
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record
from tests.times import NOON
from tests.web.client import signed_in
from tests.web.on_stage import clock_at, said_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(db):
    with clock_at(NOON):
        yield


@pytest.fixture
def organisation():
    return an_organisation()


@pytest.fixture
def officer(organisation):
    return a_member_of_staff(organisation, Role.DATA_PROTECTION)


@pytest.fixture
def record(organisation):
    return a_record(organisation, surname="Grant")


@pytest.fixture
def browser(client, officer):
    return signed_in(client, officer)


def here(record, page=""):
    return f"/governance/people/{record.pk}/stopped/{page}"


def test_an_objection_is_recorded_and_decided(browser, officer, record):
    said = browser.post(
        here(record, "objections/new"), {"purpose": "evaluation", "on": "1 5 2017"}, follow=True
    )
    assert "The objection is recorded." in said_in(said)
    with acting_for(officer.organisation_id, user=officer.pk):
        objection = Objection.objects.get()

    decision = here(record, f"objections/{objection.pk}/decision")
    without = browser.post(decision, {"outcome": "OVERRIDDEN", "grounds": "", "on": "2 5 2017"})
    upheld = browser.post(decision, {"outcome": "UPHELD", "on": "2 5 2017"}, follow=True)

    assert "Write down the compelling grounds" in said_in(without)
    assert "Upheld: it is not done any more" in said_in(upheld)


def test_use_is_restricted_and_lifted_only_once_the_person_was_told(browser, officer, record):
    browser.post(here(record, "use/new"), {"ground": "ACCURACY", "on": "1 5 2017"})
    with acting_for(officer.organisation_id, user=officer.pk):
        restriction = Restriction.objects.get()

    too_soon = browser.post(here(record, f"use/{restriction.pk}/end"), follow=True)
    browser.post(here(record, f"use/{restriction.pk}/warning"), {"on": "2 5 2017"})
    lifted = browser.post(here(record, f"use/{restriction.pk}/end"), follow=True)

    assert "Tell the person first" in said_in(too_soon)
    assert "The record is used again." in said_in(lifted)


def test_a_record_is_hidden_from_all_but_those_named_and_shown_again(
    client, browser, organisation, officer, record
):
    """REQ-002-026."""
    other = a_member_of_staff(organisation, Role.DATA_PROTECTION)

    forgot = browser.post(here(record, "sight"), {"named": [str(other.pk)]})
    hidden = browser.post(here(record, "sight"), {"named": [str(officer.pk)]}, follow=True)

    assert "Name yourself too" in said_in(forgot)
    assert f"there is no such record. {officer.name}" in said_in(hidden)
    assert signed_in(client, other).get(here(record)).status_code == 404
    signed_in(client, officer).post(here(record, "sight/end"))
    assert signed_in(client, other).get(here(record)).status_code == 200
    with acting_for(organisation.pk, user=other.pk):
        assert Record.objects.get().restricted_to is None


def test_a_record_is_shown_to_be_there_with_whom_to_ask_and_nothing_of_it(
    client, browser, organisation, officer
):
    """REQ-002-026."""
    record = a_record(organisation, surname="Grant", nino="QQ123456C")
    coach = a_member_of_staff(organisation, Role.WORK_COACH)
    browser.post(here(record, "sight"), {"named": [str(officer.pk)], "is_shown": "on"})

    browser = signed_in(client, coach)
    there = browser.get(f"/coach/people/{record.pk}/")
    found = said_in(browser.post("/coach/people/", {"sought": "QQ 12 34 56 C"}))

    whom = f"Ask: {officer.name}."
    assert there.status_code == 403
    assert f"There is a record here that you may not see. {whom}" in said_in(there)
    assert f"Do not add another. {whom}" in found
    assert "Grant" not in said_in(there) + found


@pytest.mark.parametrize("page", ["", "objections/new", "use/new", "sight", "sight/end"])
def test_each_page_is_for_those_who_may_restrict_records(client, organisation, record, page):
    adviser = a_member_of_staff(organisation, Role.CASEWORKER)

    assert signed_in(client, adviser).get(here(record, page)).status_code == 403
