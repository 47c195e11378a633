"""What must hold of the recipient: a plan that was assured, and a country that is covered."""

from datetime import timedelta

import pytest

from onward.agreements.demands import Demand
from onward.parties.models import SecurityPlan
from onward.parties.security import assure
from tests.disclosures.factories import an_exchange
from tests.times import NOON

pytestmark = pytest.mark.django_db
TODAY, DAY = NOON.date(), timedelta(days=1)
Offshore = SecurityPlan.Offshore


def codes(disclosure):
    return [reason["code"] for reason in disclosure.refusals]


def a_planned_exchange():
    """An agreement that asks for a plan; the recipient's role is a provider's, and accredited."""
    return an_exchange(demands=[Demand.SECURITY_PLAN], receiver_role="provider")


def plan(exchange, *, expires_on=TODAY, offshore=Offshore.NONE, is_assured=True):
    with exchange.sending():
        assure(
            exchange.recipient,
            statement="ISO/IEC 27001 certificate, commercial file 7",
            offshore=offshore,
            assured_on=TODAY - 30 * DAY,
            expires_on=expires_on,
            is_assured=is_assured,
            by=exchange.staff,
            at=NOON,
        )


def test_without_a_plan_nothing_goes():
    """REQ-003-002."""
    assert codes(a_planned_exchange().give("surname")) == ["SECURITY_PLAN"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"expires_on": TODAY - DAY}, ["SECURITY_PLAN"]),
        ({"is_assured": False}, ["SECURITY_PLAN"]),
        ({"offshore": Offshore.SOME}, ["OFFSHORE"]),
        ({"offshore": Offshore.UNKNOWN}, ["OFFSHORE"]),
    ],
)
def test_the_plan_must_be_assured_not_lapsed_and_say_that_nothing_is_abroad(facts, expected):
    """REQ-003-002."""
    exchange = a_planned_exchange()
    plan(exchange, **facts)

    assert codes(exchange.give("surname")) == expected


def test_the_newest_review_counts():
    exchange = a_planned_exchange()
    plan(exchange)
    plan(exchange, is_assured=False)

    assert codes(exchange.give("surname")) == ["SECURITY_PLAN"]


def test_a_plan_that_lapses_after_preparing_stops_the_delivery():
    exchange = a_planned_exchange()
    plan(exchange)
    made = exchange.give("surname")

    exchange.deliver(at=NOON + DAY)

    with exchange.sending():
        made.refresh_from_db()
        assert codes(made) == ["SECURITY_PLAN"]


@pytest.mark.parametrize(
    ("country", "safeguard", "expected"),
    [
        ("GB", "", []),
        ("FR", "", []),
        ("XX", "", ["TRANSFER_NOT_COVERED"]),
        ("XX", "International data transfer agreement 7", []),
    ],
)
def test_nothing_goes_to_a_country_that_nothing_covers(country, safeguard, expected):
    """REQ-001-024."""
    exchange = an_exchange(country=country, safeguard=safeguard)

    assert codes(exchange.give("surname")) == expected
