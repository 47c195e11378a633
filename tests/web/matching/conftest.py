"""A team at work in November 2025, of an authority that matches."""

import pytest
from django.test import Client

from onward.people.models import Match
from tests.intake.young_people.lists import OCTOBER, education, taken
from tests.people.matching.factories import matching
from tests.returns.nccis.factories import NOVEMBER
from tests.web.client import signed_in
from tests.web.on_stage import clock_at
from tests.web.tracking.young_people.conftest import a_team

SLIPPED = {"forename": "Amarra", "postcode": "LE1 1AA", "startdate": "01/10/2025"}


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_team)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup[0]


@pytest.fixture(autouse=True)
def _clock(db):
    with clock_at(NOVEMBER):
        yield


@pytest.fixture
def adviser(django_db_setup):
    return signed_in(Client(), django_db_setup[1])


@pytest.fixture
def manager(here):
    return signed_in(Client(), here.manager)


@pytest.fixture
def amara(here):
    amara = here.a_young_person()
    matching(here.authority)
    return amara


@pytest.fixture
def listed(here, amara):
    """Makes a row of a college's list that is like Amara's, and gives what it comes to."""

    def listed(**said: str) -> Match:
        landing = taken(here, education({**SLIPPED, **said}), at=OCTOBER)
        with here.at_work():
            return Match.objects.get(rows__landing_id=landing.pk)

    return listed
