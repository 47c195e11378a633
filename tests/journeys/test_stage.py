"""The stage itself: a referral on it reaches the provider."""

import pytest

from onward.people.facts import present_values
from onward.tenancy.context import acting_for
from tests.journeys.stage import USUAL, a_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_stage)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup


def test_a_person_referred_on_the_stage_is_known_to_the_provider(stage):
    record = stage.a_person()

    stage.refer(record)

    received = stage.received(record)
    with acting_for(stage.provider.pk):
        values = present_values(received)
    assert received.pk != record.pk
    assert values["surname"] == "Grant"
    assert values["incident_marker"] is True
    assert set(USUAL) - set(values) == {"date_of_birth", "notice_version", "discussed_on"}
