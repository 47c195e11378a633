from datetime import date, timedelta

import pytest
from django.db import ProgrammingError

from onward.contracts.models import Contract, Price
from onward.contracts.prices import PriceRefused, Prices, set_price
from onward.tenancy.context import acting_for
from onward.values.pence import Pence
from tests.agreements.factories import at_work
from tests.contracts.factories import FIRST_DAY, PRICES, a_contract
from tests.times import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
RISE_ON = date(2017, 10, 1)


def priced(contract: Contract, **change) -> Price:
    usual = {"outcome": "short_13", "pence": Pence(130_000), "from_on": RISE_ON}
    with at_work(contract.operations) as staff:
        return set_price(contract, by=staff, at=NOON, **{**usual, **change})


def pence_of(prices: Prices, contract: Contract, outcome: str, *, on: date) -> int | None:
    price = prices.on(on, contract=contract.pk, outcome=outcome)
    return price.pence if price else None


@pytest.mark.parametrize(
    ("on", "pence"),
    [
        (FIRST_DAY, 120_000),
        (RISE_ON - DAY, 120_000),
        (RISE_ON, 130_000),
        (RISE_ON + DAY, 130_000),
    ],
)
def test_the_latest_price_that_has_begun_counts(on, pence):
    contract = a_contract()
    priced(contract)

    with acting_for(contract.provider_id):
        prices = Prices.under([contract.pk])
        assert pence_of(prices, contract, "short_13", on=on) == pence
        assert pence_of(prices, contract, "job_start", on=on) == PRICES["job_start"]


def test_before_the_first_price_there_is_none():
    contract = a_contract()

    with acting_for(contract.operations_id):
        prices = Prices.under([contract.pk])
        assert pence_of(prices, contract, "short_13", on=FIRST_DAY - DAY) is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"outcome": "attendance"}, "not an outcome of wfs"),
        ({"pence": Pence(0)}, "more than nothing"),
        ({"pence": Pence(-5)}, "more than nothing"),
        ({"from_on": FIRST_DAY}, "already begins on that day"),
    ],
)
def test_a_price_is_for_an_outcome_and_begins_on_a_day_of_its_own(change, why):
    contract = a_contract()

    with pytest.raises(PriceRefused, match=why):
        priced(contract, **change)


@pytest.mark.parametrize("change", [{"pence": 1}, {"from_on": RISE_ON}])
def test_a_price_is_never_changed(change):
    contract = a_contract()

    with acting_for(contract.operations_id), pytest.raises(ProgrammingError, match="permission"):
        Price.objects.filter(contract=contract).update(**change)


def test_a_provider_sets_no_price():
    contract = a_contract()

    with (
        at_work(contract.provider) as staff,
        pytest.raises(ProgrammingError, match="row-level security"),
    ):
        set_price(
            contract,
            outcome="short_13",
            pence=Pence(1),
            from_on=RISE_ON,
            by=staff,
            at=NOON,
        )
