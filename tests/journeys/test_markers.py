"""A marker in every personal field: nobody meets one that no disclosure carried to them."""

import logging
from collections.abc import Iterator

import pytest

from onward.parties.permissions import Role
from onward.people.models import Record
from tests.journeys.marked import (
    met_by,
    somebody_who_may_do_everything,
    the_scene,
    values_given_to,
    whole_of,
)
from tests.journeys.markers import met_in
from tests.journeys.stage import Stage
from tests.parties.factories import an_organisation
from tests.web.client import signed_in
from tests.web.on_stage import clock_at
from tests.web.participant.coming_in import opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def django_db_setup(prepared):
    return prepared(the_scene)


@pytest.fixture
def stage(django_db_setup) -> Iterator[Stage]:
    with clock_at():
        yield django_db_setup[0]


@pytest.fixture
def record(django_db_setup) -> Record:
    found: Record = django_db_setup[1]
    return found


def test_the_markers_are_where_their_owner_looks(client, stage, record):
    coach = signed_in(client, stage.member(Role.WORK_COACH))

    shown = whole_of(coach.get(f"/coach/people/{record.pk}/"))

    assert len(met_in(shown)) > 15


def test_the_provider_meets_only_what_a_disclosure_carried_to_it(client, stage, record, caplog):
    """A3, A4, A10."""
    provider = signed_in(client, somebody_who_may_do_everything(stage.provider))
    given = values_given_to(stage.provider)

    with caplog.at_level(logging.INFO):
        met = met_by(provider, stage, record, but=given, most=3)

    assert met == set()
    assert len(given) > 15
    assert met_in(caplog.text) == set()


def test_a_stranger_meets_none_of_them(client, stage, record, caplog):
    """A4, A10, A26."""
    stranger = signed_in(client, somebody_who_may_do_everything(an_organisation()))

    with caplog.at_level(logging.INFO):
        met = met_by(stranger, stage, record, but=set())

    assert met == set()
    assert met_in(caplog.text) == set()


def test_nobody_signed_in_meets_none_of_them(client, stage, record):
    """A4."""
    assert met_by(client, stage, record, but=set()) == set()


def test_a_participant_of_another_record_meets_none_of_them(client, stage, record):
    """A4, A26."""
    other = stage.a_person(surname="Other")
    stage.refer(other)

    assert met_by(opened(client, stage, other), stage, record, but=set()) == set()
