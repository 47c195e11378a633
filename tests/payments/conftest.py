"""Every test of payments begins in a world where an outcome can be claimed."""

import pytest

from tests.payments.factories import a_world


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_world)


@pytest.fixture
def world(django_db_setup):
    return django_db_setup
