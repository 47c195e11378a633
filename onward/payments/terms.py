"""Prices and bank details as they stand on a day, read once for many claims."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from onward.contracts.models import BankDetails, Price


@dataclass(frozen=True)
class Prices:
    """Every price of some contracts, the latest first."""

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


def bank_details_of(
    providers: Iterable[int], *, commissioner_id: int, on: date
) -> dict[int, BankDetails]:
    """Where each provider is paid on this day; without approved details it is left out."""
    approved = BankDetails.objects.filter(
        provider__in=set(providers),
        commissioner_id=commissioner_id,
        approved_at__isnull=False,
        from_on__lte=on,
    )
    return {each.provider_id: each for each in approved.order_by("from_on", "approved_at")}
