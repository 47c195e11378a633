"""Every test of casework begins with three organisations that work together."""

import pytest

from tests.casework.factories import a_trade


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_trade)


@pytest.fixture
def trade(django_db_setup):
    return django_db_setup
