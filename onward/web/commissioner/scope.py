"""Whose contracts someone may reach: as commissioner, or as its operations team."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from onward.contracts.models import BankDetails, Contract, Opportunity
from onward.parties.models import Organisation
from onward.programmes.catalogue import VERSIONS
from onward.programmes.catalogue import programme as programme_on
from onward.web.access import StaffRequest

Kind = Organisation.Kind
PROVIDERS = (Kind.PRIME_PROVIDER, Kind.SUBCONTRACTOR)
DEPARTMENTS = (Kind.DEPARTMENT, Kind.JOBCENTRE_DISTRICT)


def of_ours(request: StaffRequest) -> Q:
    """A provider sees its contracts too, but has no business on these pages."""
    return Q(commissioner=request.acting_for) | Q(operations=request.acting_for)


def own_contracts(request: StaffRequest) -> QuerySet[Contract]:
    contracts = Contract.objects.filter(of_ours(request))
    return contracts.select_related("commissioner", "operations", "provider")


def own_contract(request: StaffRequest, contract_id: UUID) -> Contract:
    return get_object_or_404(own_contracts(request), pk=contract_id)


def own_opportunity(request: StaffRequest, opportunity_id: UUID) -> Opportunity:
    own = Opportunity.objects.filter(of_ours(request)).select_related("contract")
    return get_object_or_404(own, pk=opportunity_id)


def bank_details_of(contract: Contract) -> QuerySet[BankDetails]:
    """Where this contract's commissioner pays its provider, now and before."""
    return BankDetails.objects.filter(
        provider=contract.provider, commissioner=contract.commissioner
    )


def organisations(*kinds: Organisation.Kind) -> list[Organisation]:
    return list(Organisation.objects.filter(kind__in=kinds).order_by("name"))


def programmes() -> list[tuple[str, str]]:
    """Every programme, as choices."""
    return list({each.code: _(each.name) for each in VERSIONS}.items())


def outcomes_of(contract: Contract) -> list[tuple[str, str]]:
    """The outcomes that this contract's programme pays for, as choices."""
    rules = programme_on(contract.programme, on=contract.starts_on)
    return [(outcome.code, _(outcome.name)) for outcome in rules.outcomes]
