"""Every test of intake begins with a trade.

Only a demonstration admits the numbers that tests may use, and its owner alone makes one.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.databases import demonstration
from tests.intake.factories import Trade, a_trade


@pytest.fixture
def django_db_setup(prepared: Callable[[Callable[[], Any]], Any]) -> Trade:
    trade: Trade = prepared(a_trade)
    return trade


@pytest.fixture
def trade(django_db_setup: Trade) -> Trade:
    return django_db_setup


@pytest.fixture
def a_demonstration() -> Iterator[None]:
    """The database that the test is pointed at is one of a demonstration meanwhile."""
    with demonstration():
        yield
