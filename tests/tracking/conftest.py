import pytest

from tests.tracking.factories import neighbours


@pytest.fixture
def django_db_setup(prepared):
    return prepared(neighbours)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup
