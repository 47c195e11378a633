"""The clock of every test about money stands at noon of 2 May 2017."""

import pytest

from tests.payments.factories import a_world
from tests.web.on_stage import clock_at


@pytest.fixture(autouse=True)
def _clock(db):
    with clock_at():
        yield


@pytest.fixture
def world():
    return a_world()
