"""The clock of every test about contracts stands at noon of 2 May 2017."""

import pytest

from tests.web.on_stage import clock_at


@pytest.fixture(autouse=True)
def _clock(db):
    with clock_at():
        yield
