from collections.abc import Callable

import pytest
from django.db import IntegrityError

from onward.contracts.models import BankDetails, Contract, Opportunity, Price
from onward.parties.models import Organisation
from onward.tenancy.context import acting_for
from tests.contracts.factories import a_contract, a_draft_contract, an_opportunity
from tests.parties.factories import an_organisation

pytestmark = pytest.mark.django_db
Kind = Organisation.Kind
TABLES = (Contract, Opportunity, Price, BankDetails)


def counts(organisation: Organisation) -> list[int]:
    with acting_for(organisation.pk):
        return [table._default_manager.count() for table in TABLES]


def test_its_three_parties_see_a_contract_and_all_that_hangs_on_it():
    contract = a_contract()
    an_opportunity(contract, referrer=an_organisation(), published=False)

    for party in (contract.commissioner, contract.operations, contract.provider):
        assert counts(party) == [1, 1, 3, 1]


@pytest.mark.parametrize(
    "stranger",
    [
        lambda: an_organisation(Kind.PRIME_PROVIDER),
        lambda: an_organisation(Kind.COMMISSIONER),
        lambda: an_organisation(Kind.OPERATOR),
    ],
)
def test_a_stranger_sees_nothing(stranger: Callable[[], Organisation]):
    an_opportunity()

    assert counts(stranger()) == [0, 0, 0, 0]


def test_a_provider_with_a_contract_of_its_own_sees_only_that():
    contract = an_opportunity().contract
    other = an_opportunity(a_contract(commissioner=contract.commissioner)).contract

    assert counts(other.provider) == [1, 1, 3, 1]


def test_work_coaches_see_published_opportunities_and_nothing_behind_them():
    coaches = an_organisation(Kind.JOBCENTRE_DISTRICT)
    contract = a_contract()
    published = an_opportunity(contract, referrer=coaches)
    an_opportunity(contract, referrer=coaches, published=False)
    an_opportunity(contract, referrer=an_organisation(Kind.JOBCENTRE_DISTRICT))

    assert counts(coaches) == [0, 1, 0, 0]
    with acting_for(coaches.pk):
        assert Opportunity.objects.get() == published


def test_a_reference_is_unique_to_the_operations_team_and_tells_nothing_of_anothers():
    contract = a_draft_contract(reference="WFS-CPA-1")

    elsewhere = a_draft_contract(reference="WFS-CPA-1")

    assert elsewhere.reference == contract.reference
    with pytest.raises(IntegrityError, match="one_contract_per_reference"):
        a_draft_contract(operations=contract.operations, reference="WFS-CPA-1")
