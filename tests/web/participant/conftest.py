"""Every test of the participant's pages begins with somebody who was referred."""

import pytest

from tests.journeys.stage import a_referred_person


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_referred_person)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup[0]


@pytest.fixture
def record(django_db_setup):
    return django_db_setup[1]
