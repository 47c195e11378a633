"""E-mail is switched on for these tests; what is asked of it off is asked by name."""

import pytest

from tests.email_route.factories import open_ways


@pytest.fixture(autouse=True)
def _switched_on(settings):
    settings.EMAIL_ROUTE = True


@pytest.fixture
def django_db_setup(prepared):
    return prepared(open_ways)


@pytest.fixture
def opened(django_db_setup):
    """A prime that may send exit reports to the department."""
    return django_db_setup
