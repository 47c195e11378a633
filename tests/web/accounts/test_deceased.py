"""Nobody but an administrator finds the record of somebody who has died."""

import pytest
from django.test import Client

from onward.parties.permissions import Role
from onward.people.models import Look
from onward.people.records import record_death
from onward.tenancy.context import acting_for
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record
from tests.times import NOON
from tests.web.client import signed_in
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
PAGE = "/accounts/deceased/"


@pytest.fixture
def organisation():
    return an_organisation()


@pytest.fixture
def dead(organisation):
    record = a_record(organisation, forename="Kim", surname="Ash", nino="QQ123456C")
    with acting_for(organisation.pk):
        return record_death(record, on=NOON.date(), by=None, at=NOON)


def browser(organisation, role):
    return signed_in(Client(), a_member_of_staff(organisation, role))


def test_the_administrator_finds_the_record_and_opening_it_is_noted(organisation, dead):
    """REQ-002-025."""
    administrator = browser(organisation, Role.ADMINISTRATOR)

    found = said_in(administrator.post(PAGE, {"sought": "ash"}))
    assert "Kim Ash •• •• •• •6 C" in found
    shown = said_in(administrator.get(f"{PAGE}{dead.pk}/"))

    assert "This person died on 2 May 2017." in shown
    assert "QQ123456C" not in shown
    with acting_for(organisation.pk):
        assert Look.objects.get().handle == dead.handle


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_else_has_the_page(organisation, dead, role):
    """REQ-002-025."""
    anybody = browser(organisation, role)

    assert anybody.post(PAGE, {"sought": "ash"}).status_code == 403
    assert anybody.get(f"{PAGE}{dead.pk}/").status_code == 403


@pytest.mark.parametrize("page", ["/coach/people/", "/provider/people/", "/governance/people/"])
def test_the_search_of_others_finds_nobody(organisation, dead, page):
    """REQ-002-025."""
    roles = (Role.WORK_COACH, Role.CASEWORKER, Role.DATA_PROTECTION)
    role = roles[("coach", "provider", "governance").index(page.split("/")[1])]

    said = said_in(browser(organisation, role).post(page, {"sought": "ash"}))

    assert "Nobody was found." in said
    assert "may not see" not in said


def test_the_living_are_not_found_there(organisation, dead):
    living = a_record(organisation, forename="Lou", surname="Ash")
    administrator = browser(organisation, Role.ADMINISTRATOR)

    assert "Lou" not in said_in(administrator.post(PAGE, {"sought": "ash"}))
    assert administrator.get(f"{PAGE}{living.pk}/").status_code == 404


def test_another_organisations_dead_are_not_there(dead):
    administrator = browser(an_organisation(), Role.ADMINISTRATOR)

    assert "Nobody was found." in said_in(administrator.post(PAGE, {"sought": "ash"}))
    assert administrator.get(f"{PAGE}{dead.pk}/").status_code == 404
