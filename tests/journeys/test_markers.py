"""A marker in every personal field: nobody meets one that no disclosure carried to them."""

import logging
from collections.abc import Iterator

import pytest

from onward.parties.permissions import Role
from onward.people.models import Record
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.journeys.addresses import LEADS_OUT, PART, routes
from tests.journeys.marked import (
    met_by,
    somebody_who_may_do_everything,
    the_scene,
    values_given_to,
    whole_of,
)
from tests.journeys.markers import met_in, word
from tests.journeys.parts import WITHOUT_ROWS, parts_of
from tests.journeys.stage import Stage
from tests.parties.factories import an_organisation
from tests.people.factories import say
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
        met = met_by(provider, stage, record, but=given, sides=[stage.department, stage.provider])

    assert met == set()
    assert len(given) > 15
    assert met_in(caplog.text) == set()


def test_a_value_that_came_past_the_gate_is_met(client, stage, record):
    """What the tests of this file look for is seen where it is."""
    received = stage.received(record)
    with acting_for(stage.provider.pk, user=AUTOMATIC):
        say(received, employment_history=word("employment_history"))
    provider = signed_in(client, somebody_who_may_do_everything(stage.provider))

    met = met_by(
        provider, stage, record, but=values_given_to(stage.provider), sides=[stage.provider]
    )

    assert {token for _, token in met} == {word("employment_history").lower()}


def test_every_address_is_asked_for_with_a_row_or_its_part_is_named_with_a_reason(stage, record):
    parts = parts_of(record, [stage.department, stage.provider])
    driven = set(routes()) - LEADS_OUT.keys()

    assert {part for route in driven for part in PART.findall(route)} == parts.keys()
    assert [part for part, values in parts.items() if not values] == []
    assert len(driven) + len(LEADS_OUT) == len(routes()) > 240
    assert all([*WITHOUT_ROWS.values(), *LEADS_OUT.values()])


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
