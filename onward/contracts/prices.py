"""What outcomes are worth, from a date on. A price is never changed, only followed by another."""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from onward.contracts.entries import enter_act
from onward.contracts.models import Contract, Price
from onward.parties.models import Staff
from onward.programmes.catalogue import programme
from onward.values.pence import Pence


class PriceRefused(ValueError):
    """This price cannot be set; the message says why."""


class NoPrice(LookupError):
    """The contract has no price for the outcome on the day."""


@transaction.atomic
def set_price(
    contract: Contract,
    *,
    outcome: str,
    pence: Pence,
    from_on: date,
    by: Staff,
    at: datetime,
    demonstration: bool = False,
) -> Price:
    """What one such outcome is worth from this day until a later price begins.

    `demonstration` marks a value of ours where the real one was never published. Raises
    PriceRefused.
    """
    outcomes = {each.code for each in programme(contract.programme, on=contract.starts_on).outcomes}
    if outcome not in outcomes:
        raise PriceRefused(
            _("%(outcome)s is not an outcome of %(programme)s.")
            % {"outcome": outcome, "programme": contract.programme}
        )
    if pence <= 0:
        raise PriceRefused(_("A price is more than nothing."))
    if Price.objects.filter(contract=contract, outcome=outcome, from_on=from_on).exists():
        raise PriceRefused(_("A price already begins on that day; begin the new one on another."))
    price = Price.objects.create(
        contract=contract,
        commissioner_id=contract.commissioner_id,
        operations_id=contract.operations_id,
        provider_id=contract.provider_id,
        outcome=outcome,
        pence=pence,
        from_on=from_on,
        demonstration=demonstration,
        made_by=by.handle,
        made_at=at,
    )
    about = {"contract": contract.reference, "outcome": outcome}
    enter_act("price.set", price, about=about, by=by, at=at)
    return price


def price_on(contract: Contract, *, outcome: str, on: date) -> Price:
    """The latest price that had begun by this day; raises NoPrice."""
    begun = Price.objects.filter(contract=contract, outcome=outcome, from_on__lte=on)
    price = begun.order_by("-from_on").first()
    if price is None:
        words = _("Contract %(contract)s has no price for %(outcome)s on %(day)s.")
        day = date_format(on, "j F Y")
        raise NoPrice(words % {"contract": contract.reference, "outcome": outcome, "day": day})
    return price
