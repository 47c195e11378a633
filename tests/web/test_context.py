"""What every page says about who is signed in, where they may go and what time it is."""

import pytest
from django.conf import settings
from django.db import connections
from django.test import RequestFactory

from onward.parties.permissions import Role
from onward.web.context import base_names
from tests.web.client import page_of, signed_in, somebody

pytestmark = pytest.mark.urls("tests.web.probes")


@pytest.mark.django_db
def test_a_page_names_who_is_signed_in_and_what_for(client):
    staff = somebody(Role.CASE_MANAGER, Role.ADMINISTRATOR)

    header = page_of(signed_in(client, staff).get("/claims/")).xpath("string(//header)")

    assert staff.name in header
    assert "Organisation org-" in header
    assert "Administrator, Case manager" in header


@pytest.mark.django_db
def test_a_page_warns_before_the_session_ends(client):
    page = page_of(signed_in(client, somebody(Role.CASE_MANAGER)).get("/claims/"))

    assert page.xpath("//dialog/@data-seconds") == [str(settings.IDLE_SECONDS)]
    assert page.xpath("//dialog/form/@action") == ["/keep-signed-in"]


@pytest.mark.django_db
def test_a_stranger_is_shown_no_name_no_menu_and_no_search(client):
    page = page_of(client.get("/sign-in"))

    assert not page.xpath("//dialog | //nav | //header//form")


def test_a_page_made_outside_a_request_is_told_nothing():
    assert base_names(RequestFactory().get("/")) == {}


@pytest.mark.usefixtures("committed")
def test_a_demonstration_shows_its_clock_even_to_a_stranger(client):
    with connections["migrate"].cursor() as owner:
        owner.execute(
            "insert into parties_instance (id, demonstration, clock_at)"
            " values (1, true, '2017-10-03 09:00Z')"
        )

    said = page_of(client.get("/sign-in")).xpath("string(//*[@class='onward-demonstration'])")

    assert "The clock here says Tuesday 3 October 2017" in said


@pytest.mark.django_db
def test_a_live_database_shows_no_clock(client):
    assert not page_of(client.get("/sign-in")).xpath("//*[@class='onward-demonstration']")
