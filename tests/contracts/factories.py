"""A contract that can be worked under, and what can be referred to under it."""

from datetime import date
from itertools import count

from onward.contracts.actions import add_opportunity, approve, publish, set_up
from onward.contracts.bank_details import approve_bank_details, enter_bank_details
from onward.contracts.models import BankDetails, Contract, Opportunity
from onward.contracts.prices import set_price
from onward.parties.actions import is_accredited
from onward.parties.models import Organisation
from onward.tenancy.context import acting_for
from onward.values.pence import Pence
from tests.agreements.factories import at_work
from tests.parties.factories import an_accreditation, an_organisation
from tests.times import NOON

_numbers = count(1)
Kind = Organisation.Kind
FIRST_DAY, LAST_DAY = date(2017, 4, 3), date(2019, 4, 30)
PRICES = {"job_start": 50_000, "short_13": 120_000, "sustained_26": 250_000}


def a_draft_contract(
    *,
    commissioner: Organisation | None = None,
    operations: Organisation | None = None,
    provider: Organisation | None = None,
    reference: str | None = None,
) -> Contract:
    """Set up by the operations team; not approved, its provider not accredited."""
    commissioner = commissioner or an_organisation(Kind.COMMISSIONER)
    operations = operations or an_organisation(Kind.DEPARTMENT)
    provider = provider or an_organisation(Kind.PRIME_PROVIDER)
    with at_work(operations) as maker:
        return set_up(
            commissioner=commissioner,
            provider=provider,
            reference=reference or f"contract-{next(_numbers)}",
            programme="wfs",
            area="Forth Valley, Fife and Tayside",
            starts_on=FIRST_DAY,
            ends_on=LAST_DAY,
            by=maker,
            at=NOON,
        )


def a_contract(
    *,
    commissioner: Organisation | None = None,
    operations: Organisation | None = None,
    provider: Organisation | None = None,
) -> Contract:
    """Approved and priced, its provider accredited and with bank details."""
    contract = a_draft_contract(commissioner=commissioner, operations=operations, provider=provider)
    an_accredited_provider(contract)
    with at_work(contract.commissioner) as approver:
        approve(contract, by=approver, at=NOON)
    with at_work(contract.operations) as maker:
        for outcome, pence in PRICES.items():
            set_price(
                contract,
                outcome=outcome,
                pence=Pence(pence),
                from_on=FIRST_DAY,
                demonstration=True,
                by=maker,
                at=NOON,
            )
    bank_details(contract)
    return contract


def an_opportunity(
    contract: Contract | None = None,
    *,
    referrer: Organisation | None = None,
    published: bool = True,
) -> Opportunity:
    """Published to the operations team's own organisation, unless to another."""
    contract = contract or a_contract()
    number = next(_numbers)
    with at_work(contract.operations) as staff:
        opportunity = add_opportunity(
            contract,
            code=f"opportunity-{number}",
            title=f"Work First Scotland, opportunity {number}",
            referrer=referrer or contract.operations,
            by=staff,
            at=NOON,
        )
        if published:
            publish(opportunity, by=staff, at=NOON)
    return opportunity


def bank_details(
    contract: Contract, *, approved: bool = True, from_on: date = FIRST_DAY
) -> BankDetails:
    with at_work(contract.operations) as maker:
        details = enter_bank_details(
            contract.provider,
            commissioner=contract.commissioner,
            operations=contract.operations,
            account_name="Thistle Training",
            sort_code="00-12-34",
            account_number="00012345",
            from_on=from_on,
            by=maker,
            at=NOON,
        )
    if approved:
        with at_work(contract.commissioner) as approver:
            approve_bank_details(details, by=approver, at=NOON)
    return details


def an_accredited_provider(contract: Contract) -> None:
    commissioner = contract.commissioner
    with acting_for(commissioner.pk):
        stands = is_accredited(contract.provider, commissioner=commissioner, on=NOON.date())
    if not stands:
        an_accreditation(
            contract.provider, commissioner=commissioner, operations=contract.operations
        )
