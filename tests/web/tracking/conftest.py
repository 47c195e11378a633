"""A tracking adviser and a district's officer, signed in, on a day of 2014."""

import pytest
from django.test import Client

from tests.tracking.factories import MORNING, neighbours
from tests.web.client import signed_in
from tests.web.on_stage import clock_at


@pytest.fixture
def moment():
    """What the clock says; a test that needs another day parametrizes it."""
    return MORNING


@pytest.fixture
def django_db_setup(prepared):
    return prepared(neighbours)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup


@pytest.fixture(autouse=True)
def _clock(db, moment):
    with clock_at(moment):
        yield


@pytest.fixture
def adviser(here):
    return signed_in(Client(), here.staff[here.authority.pk])


@pytest.fixture
def officer(here):
    return signed_in(Client(), here.staff[here.district.pk])


@pytest.fixture
def stranger(here):
    return signed_in(Client(), here.staff[here.other_authority.pk])
