"""Whom a record mentions, as a work coach sees it."""

import pytest
from django.test import Client

from onward.parties.permissions import Role
from onward.people.models import Mention
from onward.tenancy.context import acting_for
from tests.journeys.stage import a_stage
from tests.web.client import signed_in
from tests.web.on_stage import clock_at, said_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_stage)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup


@pytest.fixture
def coach(stage, db):
    with clock_at():
        yield signed_in(Client(), stage.member(Role.WORK_COACH))


def page_about(record):
    return f"/coach/people/{record.pk}/mentioned"


def test_a_partner_is_listed_and_can_be_invited_to_a_statement_of_their_own(stage, coach):
    record = stage.a_person(partner_name="Callum Reid")
    with acting_for(stage.department.pk):
        partner = Mention.objects.get(record=record).mentioned_id

    shown = coach.get(page_about(record))

    assert "Partner or joint claimant" in said_in(shown)
    assert f"/people/{partner}/invitation" in shown.content.decode()
    assert coach.get(f"/people/{partner}/invitation").status_code == 200


def test_a_partner_who_is_another_person_now_is_a_new_one(stage, coach):
    record = stage.a_person(partner_name="Callum Reid")

    coach.post(page_about(record), {"relation": "PARTNER"})

    assert "Nobody else is mentioned." in said_in(coach.get(page_about(record)))


def test_who_is_only_mentioned_has_no_record_to_open(stage, coach):
    record = stage.a_person(partner_name="Callum Reid")
    with acting_for(stage.department.pk):
        partner = Mention.objects.get(record=record).mentioned_id

    assert coach.get(f"/coach/people/{partner}/").status_code == 404
