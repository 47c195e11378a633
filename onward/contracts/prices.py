"""What outcomes are worth, from a date on. A price is never changed, only followed by another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from onward.contracts.entries import enter_act
from onward.contracts.models import Contract, Price
from onward.parties.models import Staff
from onward.programmes.catalogue import programme
from onward.values.pence import Pence


class PriceRefused(ValueError):
    """This price cannot be set; the message says why."""


@dataclass(frozen=True)
class Prices:
    """Every price of some contracts, the latest first, read once for many outcomes."""

    of: Mapping[tuple[UUID, str], Sequence[Price]]

    @classmethod
    def under(cls, contracts: Iterable[UUID]) -> "Prices":
        found: dict[tuple[UUID, str], list[Price]] = defaultdict(list)
        for price in Price.objects.filter(contract__in=set(contracts)).order_by("-from_on"):
            found[price.contract_id, price.outcome].append(price)
        return cls(dict(found))

    def on(self, day: date, *, contract: UUID, outcome: str) -> Price | None:
        """The price of an outcome achieved on this day; a later price leaves it as it was."""
        dated = self.of.get((contract, outcome), ())
        return next((price for price in dated if price.from_on <= day), None)


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
        raise PriceRefused(_("A price is more than nothing. Give it in pounds, like 385.00."))
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
