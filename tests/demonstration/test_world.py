import re
from collections import Counter

import pytest

from onward.agreements.standard import standard_agreement, standard_codes
from onward.demonstration.world import FIRST_DAY, invented_world
from onward.formats.cells import code
from onward.parties.models import Organisation
from onward.parties.permissions import GRANTS, Role
from onward.programmes.wfs import WFS_2017

WORLD = invented_world()


def test_area_one_has_one_provider_and_each_other_area_two():
    assert Counter(contract.area for contract in WORLD.contracts) == {1: 1, 2: 2, 3: 2, 4: 2}
    assert sum(contract.share for contract in WORLD.contracts) == pytest.approx(1)


def test_organisations_and_roles_are_those_that_the_product_knows():
    assert {each.kind for each in WORLD.organisations} <= set(Organisation.Kind)
    assert {role for each in WORLD.organisations for role in _roles(each)} <= set(GRANTS)


@pytest.mark.parametrize(
    ("organisation", "role", "count"),
    [
        ("DFJ", Role.WORK_COACH, 2),
        ("DFJ", Role.REFERRAL_TEAM, 1),
        ("DFJ", Role.OPERATIONS, 2),
        ("ODE", Role.CONTRACT_MANAGER, 1),
        ("ODE", Role.FINANCE_OFFICER, 2),
        ("ODE", Role.SIGNER, 3),
        ("STRATHMORA", Role.CASE_MANAGER, 1),
        ("BRIGSIDE", Role.CASEWORKER, 2),
        ("LAMMERLEA", Role.CASEWORKER, 2),
    ],
)
def test_the_jobs_of_the_main_path_are_filled(organisation, role, count):
    assert len(WORLD.organisation(organisation).staff_with(role)) == count


def test_every_organisation_has_a_data_protection_officer():
    assert all(each.staff_with(Role.DATA_PROTECTION) for each in WORLD.organisations)


def test_everybody_has_an_address_of_their_own_that_leads_nowhere():
    emails = [member.email for each in WORLD.organisations for member in each.staff]

    assert len(set(emails)) == len(emails)
    assert all(re.fullmatch(r"[a-z]+\.[a-z]+@example\.org", email) for email in emails)


def test_every_agreement_of_the_programme_is_signed_by_all_its_parties_before_it_begins():
    of_programme = {code for code in standard_codes() if code.startswith("WFS-")}
    # No customer file is made yet, and how long it is kept would have to be decided first.
    assert {agreement.standard for agreement in WORLD.agreements} == of_programme - {
        "WFS-COMPLIANCE"
    }
    for agreement in WORLD.agreements:
        signed = {signature.organisation: signature.on for signature in agreement.signatures}
        assert set(signed) == set(agreement.parties.values())
        assert max(signed.values()) < agreement.effective_from == FIRST_DAY


def test_parties_take_the_roles_that_the_agreement_has_for_their_kind():
    for agreement in WORLD.agreements:
        kinds = {role.code: role.kinds for role in standard_agreement(agreement.standard).roles}
        assert set(kinds) == set(agreement.parties)
        for role, organisation in agreement.parties.items():
            assert WORLD.organisation(organisation).kind in kinds[role]


def test_agreements_cite_the_law_of_2017():
    cited = standard_agreement("WFS-REFERRAL").citations

    assert any("Data Protection Act 1998" in citation for citation in cited)
    assert any("Scotland Act 2016" in citation for citation in cited)


def test_codes_can_stand_in_the_files():
    codes = [name for each in WORLD.contracts for name in (each.opportunity, each.provider)]

    assert [code().read(each) for each in codes] == codes


def test_every_contract_prices_every_outcome():
    outcomes = {outcome.code for outcome in WFS_2017.outcomes}

    assert all(set(contract.prices) == outcomes for contract in WORLD.contracts)
    assert all(price > 0 for contract in WORLD.contracts for price in contract.prices.values())


def test_accounts_have_the_form_of_real_ones_at_a_bank_that_is_none():
    assert {account.organisation for account in WORLD.accounts} >= {"ODE", "BRIGSIDE"}
    for account in WORLD.accounts:
        assert re.fullmatch(r"00[0-9]{4}", account.sort_code)
        assert re.fullmatch(r"[0-9]{8}", account.account_number)


def _roles(organisation):
    return [role for member in organisation.staff for role in member.roles]
