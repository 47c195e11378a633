"""Outcomes that a provider has reached and not yet claimed: money that nobody has asked for."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from onward.contracts.models import Price
from onward.contracts.prices import Prices
from onward.outcomes.models import Outcome
from onward.tenancy.context import acting


def unclaimed_outcomes() -> QuerySet[Outcome]:
    """Those of the organisation acted for, the oldest first."""
    own = Outcome.objects.filter(organisation=acting().organisation_id, claimed_at=None)
    return own.order_by("achieved_on", "pk")


def worth(outcomes: Iterable[Outcome]) -> dict[UUID, int]:
    """The pence that each outcome would be claimed at; one without a price is left out.

    Reads `referral` of each: select it beforehand.
    """
    outcomes = list(outcomes)
    prices = Prices.under(outcome.referral.contract_id for outcome in outcomes)
    found = {outcome.pk: _price(prices, outcome, on=outcome.achieved_on) for outcome in outcomes}
    return {pk: price.pence for pk, price in found.items() if price}


def _price(prices: Prices, outcome: Outcome, *, on: date) -> Price | None:
    return prices.on(on, contract=outcome.referral.contract_id, outcome=outcome.code)
