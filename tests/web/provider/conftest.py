"""A provider's caseworker and case manager, signed in, on a stage whose clock stands at noon."""

import pytest
from django.test import Client

from onward.parties.permissions import Role
from tests.journeys.stage import a_stage
from tests.times import NOON
from tests.web.client import signed_in
from tests.web.on_stage import clock_at


@pytest.fixture
def moment():
    """What the clock says; a test that needs another day parametrizes it."""
    return NOON


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_stage)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup


@pytest.fixture(autouse=True)
def _clock(db, moment):
    with clock_at(moment):
        yield


@pytest.fixture
def caseworker(stage):
    return signed_in(Client(), stage.member(Role.CASEWORKER))


@pytest.fixture
def manager(stage):
    return signed_in(Client(), stage.member(Role.CASE_MANAGER))
