"""What tests of the pages about young people begin with: a team at work in November 2025."""

import pytest
from django.test import Client

from onward.parties.permissions import Role
from tests.parties.factories import a_member_of_staff
from tests.returns.nccis.factories import NOVEMBER, reporting
from tests.web.client import signed_in


def a_team():
    """An authority that reports, and an adviser beside its manager."""
    here = reporting()
    return here, a_member_of_staff(here.authority, Role.TRACKING_ADVISER)


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_team)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup[0]


@pytest.fixture
def moment():
    return NOVEMBER


@pytest.fixture
def worker(django_db_setup):
    return django_db_setup[1]


@pytest.fixture
def adviser(worker):
    return signed_in(Client(), worker)


@pytest.fixture
def manager(here):
    return signed_in(Client(), here.manager)
