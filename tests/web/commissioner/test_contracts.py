"""Contracts on pages: set up, priced, approved by another, and only then published."""

from uuid import uuid4

import pytest

from onward.contracts.models import BankDetails, Contract, Opportunity, Price
from onward.ledger.models import Entry
from onward.parties.models import Organisation
from onward.parties.permissions import Role
from onward.tenancy.context import acting_for
from tests.contracts.factories import (
    a_contract,
    a_draft_contract,
    an_accredited_provider,
    an_opportunity,
    bank_details,
)
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import cost_of, said_in, without_secrets

pytestmark = pytest.mark.django_db
LIST = "/commissioner/contracts/"
Kind = Organisation.Kind


@pytest.fixture
def contract():
    return a_draft_contract()


@pytest.fixture
def operations(client, contract):
    return signed_in(client, a_member_of_staff(contract.operations, Role.OPERATIONS))


@pytest.fixture
def manager(client, contract):
    return signed_in(client, a_member_of_staff(contract.commissioner, Role.CONTRACT_MANAGER))


def again(contract):
    with acting_for(contract.operations_id):
        return Contract.objects.get(pk=contract.pk)


def a_new_contract(**changes):
    commissioner, provider = an_organisation(Kind.COMMISSIONER), an_organisation()
    posted = {"commissioner": commissioner.pk, "provider": provider.pk, "programme": "wfs"}
    days = {"starts_on": "3 4 2017", "ends_on": "30 4 2019"}
    return posted | days | {"reference": "WFS-CPA-1", "area": "Fife"} | changes


def test_operations_without_contracts_are_told_what_comes_next(client):
    staff = signed_in(client, somebody(Role.OPERATIONS, kind=Kind.DEPARTMENT))

    assert "There are no contracts yet." in said_in(staff.get(LIST))


def test_operations_set_a_contract_up(client):
    staff = somebody(Role.OPERATIONS, kind=Kind.DEPARTMENT)

    answer = signed_in(client, staff).post(f"{LIST}new", a_new_contract())

    with acting_for(staff.organisation_id):
        made = Contract.objects.get()
    assert answer.headers["Location"] == f"{LIST}{made.pk}/"
    assert (made.status, made.area, made.made_by) == ("DRAFT", "Fife", staff.handle)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends_on": "3 4 2017"}, "The contract would end before it starts."),
        ({"starts_on": "1 1 2016"}, "No programme wfs is in force"),
        ({"reference": "WFS CPA"}, "Only letters, digits, hyphens"),
        ({"area": ""}, "Enter area"),
    ],
)
def test_a_contract_that_cannot_be_set_up_says_why(operations, changes, words):
    assert words in said_in(operations.post(f"{LIST}new", a_new_contract(**changes)))


def test_a_reference_is_used_once(operations, contract):
    answer = operations.post(f"{LIST}new", a_new_contract(reference=contract.reference))

    assert "This reference is taken. Give another." in said_in(answer)


def test_set_up_approved_and_published_with_both_acts_in_the_ledger(client, contract):
    """REQ-000-002"""
    an_accredited_provider(contract)
    opportunity = an_opportunity(contract, published=False)
    maker = signed_in(client, a_member_of_staff(contract.operations, Role.OPERATIONS))
    early = maker.post(f"/commissioner/opportunities/{opportunity.pk}/publication", follow=True)
    approver = a_member_of_staff(contract.commissioner, Role.CONTRACT_MANAGER)
    signed_in(client, approver).post(f"{LIST}{contract.pk}/approval")
    signed_in(client, a_member_of_staff(contract.operations, Role.OPERATIONS)).post(
        f"/commissioner/opportunities/{opportunity.pk}/publication"
    )

    assert "The commissioner has not approved contract" in said_in(early)
    with acting_for(contract.operations_id):
        assert Opportunity.objects.get().published_at is not None
        kinds = [entry.kind for entry in Entry.objects.order_by("entered_at")]
        assert kinds[-2:] == ["contract.approved", "opportunity.published"]


def test_without_accreditation_nothing_is_approved(manager, contract):
    """REQ-000-001"""
    answer = manager.post(f"{LIST}{contract.pk}/approval", follow=True)

    assert "has no security accreditation that stands on 2 May 2017" in said_in(answer)
    assert "Nothing may be given to it." in said_in(answer)
    assert again(contract).status == "DRAFT"


def test_the_operations_team_does_not_approve(operations, contract):
    an_accredited_provider(contract)

    assert operations.post(f"{LIST}{contract.pk}/approval").status_code == 403
    assert again(contract).status == "DRAFT"


def test_whoever_set_a_contract_up_does_not_approve_it(client, contract):
    """REQ-000-002"""
    an_accredited_provider(contract)
    maker = a_member_of_staff(contract.commissioner, Role.CONTRACT_MANAGER)
    with acting_for(contract.operations_id):
        Contract.objects.filter(pk=contract.pk).update(made_by=maker.handle)
    browser = signed_in(client, maker)

    answer = browser.post(f"{LIST}{contract.pk}/approval", follow=True)

    assert "Whoever set a contract up cannot approve it." in said_in(answer)
    assert again(contract).status == "DRAFT"


def test_prices_are_set_and_shown_with_their_mark(operations, contract):
    operations.post(
        f"{LIST}{contract.pk}/prices",
        {"outcome": "job_start", "pence": "170.00", "from_on": "3 4 2017", "demonstration": "on"},
    )

    said = said_in(operations.get(f"{LIST}{contract.pk}/"))
    assert "Job start £170.00 3 April 2017 Demonstration value" in said


def test_a_price_that_cannot_be_set_says_why(operations, contract):
    posted = {"outcome": "job_start", "pence": "0", "from_on": "3 4 2017"}

    assert "A price is more than nothing." in said_in(
        operations.post(f"{LIST}{contract.pk}/prices", posted)
    )
    with acting_for(contract.operations_id):
        assert not Price.objects.exists()


def test_an_opportunity_is_added_and_withdrawn(client):
    contract = a_contract()
    staff = signed_in(client, a_member_of_staff(contract.operations, Role.OPERATIONS))
    posted = {"code": "WFS-1", "title": "Help to find work", "referrer": contract.operations_id}

    staff.post(f"{LIST}{contract.pk}/opportunities", posted)
    with acting_for(contract.operations_id):
        opportunity = Opportunity.objects.get()
    staff.post(f"/commissioner/opportunities/{opportunity.pk}/publication")
    staff.post(f"/commissioner/opportunities/{opportunity.pk}/withdrawal")

    assert "Withdrawn 2 May 2017" in said_in(staff.get(f"{LIST}{contract.pk}/"))


def test_bank_details_are_entered_by_one_and_approved_by_another(client, contract):
    maker = signed_in(client, a_member_of_staff(contract.operations, Role.OPERATIONS))
    posted = {"account_name": "Thistle", "sort_code": "00-12-34", "account_number": "00012345"}
    maker.post(f"{LIST}{contract.pk}/bank-details", posted | {"from_on": "3 4 2017"})
    page = page_of(maker.get(f"{LIST}{contract.pk}/"))
    assert "Somebody else approves them" in page.xpath("string(//main)")
    with acting_for(contract.operations_id):
        approval = f"{LIST}{contract.pk}/bank-details/{BankDetails.objects.get().pk}/approval"

    own = said_in(maker.post(approval, follow=True))
    approver = a_member_of_staff(contract.commissioner, Role.CONTRACT_MANAGER)
    other = said_in(signed_in(client, approver).post(approval, follow=True))

    assert "Whoever entered bank details cannot approve them." in own
    assert "Approved. Payments go there" in other


def test_wrong_bank_details_are_named_and_not_repeated(operations, contract):
    posted = {"account_name": "Thistle", "sort_code": "12345", "account_number": "00012345"}

    answer = operations.post(f"{LIST}{contract.pk}/bank-details", posted | {"from_on": "3 4 2017"})

    assert "A sort code has 6 digits, like 00-12-34." in said_in(answer)


@pytest.mark.parametrize("path", ["", "prices", "opportunities", "bank-details"])
def test_anothers_contract_looks_like_none(client, contract, path):
    stranger = signed_in(client, somebody(Role.OPERATIONS, kind=Kind.DEPARTMENT))

    answer, never = (stranger.get(f"{LIST}{pk}/{path}") for pk in (contract.pk, uuid4()))

    assert answer.status_code == 404
    assert without_secrets(answer) == without_secrets(never)


def test_a_provider_does_not_run_its_own_contract_from_here(client, contract):
    bank_details(contract, approved=False)
    theirs = signed_in(client, a_member_of_staff(contract.provider, Role.OPERATIONS))

    assert theirs.get(f"{LIST}{contract.pk}/").status_code == 404


@pytest.mark.parametrize("role", set(Role) - {Role.OPERATIONS, Role.CONTRACT_MANAGER})
def test_nobody_else_sees_contracts(client, contract, role):
    staff = signed_in(client, a_member_of_staff(contract.commissioner, role))

    assert staff.get(LIST).status_code == 403


def test_the_list_costs_the_same_however_long_it_is(client, contract):
    staff = signed_in(client, a_member_of_staff(contract.operations, Role.OPERATIONS))
    for_one = cost_of(staff, LIST)
    for _ in range(3):
        a_draft_contract(operations=contract.operations)

    assert cost_of(staff, LIST) == for_one < 50
