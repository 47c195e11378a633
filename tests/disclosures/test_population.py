"""What may be given about whom: the sender's own record says who belongs to the population."""

from datetime import UTC, datetime

import pytest

from onward.agreements.populations import Group, Population, Reading
from tests.disclosures.factories import HELD, an_exchange

pytestmark = pytest.mark.django_db
EIGHTEEN = Population(readings=(Reading(place="title", groups=(Group(from_age=18, to_age=19),)),))


def codes(disclosure):
    return [reason["code"] for reason in disclosure.refusals]


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("1997-06-30", ["POPULATION"]),  # twenty as the thirtieth begins
        ("1997-07-01", []),
        ("1999-06-30", []),
        ("1999-07-01", ["POPULATION"]),
        (None, ["POPULATION_UNDETERMINED"]),
    ],
)
def test_the_day_is_londons_and_both_birthdays_count(born, expected):
    """REQ-002-086"""
    exchange = an_exchange(
        population=EIGHTEEN, held=HELD | ({"date_of_birth": born} if born else {})
    )

    # Half past eleven in the evening in UTC is the thirtieth of June in London's summer.
    given = exchange.give("surname", at=datetime(2017, 6, 29, 23, 30, tzinfo=UTC))

    assert codes(given) == expected


def test_an_agreement_about_anyone_asks_for_no_date_of_birth():
    assert codes(an_exchange().give("surname")) == []
