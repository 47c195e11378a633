"""Every test of these lists begins with an authority that follows young people."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.returns.nccis.factories import Reporting, reporting


@pytest.fixture
def django_db_setup(prepared: Callable[[Callable[[], Any]], Any]) -> Reporting:
    place: Reporting = prepared(reporting)
    return place


@pytest.fixture
def place(django_db_setup: Reporting) -> Reporting:
    return django_db_setup
