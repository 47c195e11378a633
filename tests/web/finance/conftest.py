"""The clock of every test about money stands at noon of 2 May 2017."""

import pytest

from tests.payments.factories import a_world
from tests.web.on_stage import clock_at


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_world)


@pytest.fixture
def world(django_db_setup):
    return django_db_setup


@pytest.fixture(autouse=True)
def _clock(db):
    with clock_at():
        yield
