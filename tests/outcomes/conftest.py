"""Every test of outcomes begins with someone who has started."""

import pytest

from tests.outcomes.factories import a_started_case


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_started_case)


@pytest.fixture
def case(django_db_setup):
    return django_db_setup
