"""The standard agreements permit what their sources name, and a broken one cannot be built."""

import hashlib
import re
from datetime import date

import pytest

from onward.agreements.catalogue import catalogue
from onward.agreements.gateways import gateways
from onward.agreements.standard import (
    TEMPLATES,
    BadAgreement,
    build,
    standard_agreement,
    standard_codes,
)
from onward.parties.models import Organisation
from tests.agreements.printed_lists import WORK_PROGRAMME_LIST

OF_THE_REFERRAL_ITSELF = {
    "prap_referral_id",
    "opportunity_type",
    "referral_status",
    "withdrawal_reason",
    "coc_death",
}


def template(name: str) -> str:
    return (TEMPLATES / f"{name}.toml").read_text(encoding="utf-8")


def problems(text: str) -> str:
    with pytest.raises(BadAgreement) as refusal:
        build(text.encode())
    return str(refusal.value)


def test_a_referral_gives_the_list_of_the_work_programme_and_its_own_codes_and_no_more():
    """REQ-004-004 to REQ-004-022"""
    given = standard_agreement("WFS-REFERRAL").items(from_role="department", to_role="provider")

    assert given == set().union(*WORK_PROGRAMME_LIST.values()) | OF_THE_REFERRAL_ITSELF


def test_a_referral_gives_no_date_of_birth_in_any_direction():
    permits = standard_agreement("WFS-REFERRAL").permits

    assert "date_of_birth" not in {permit.item for permit in permits}


def test_the_referral_agreement_says_that_its_list_is_borrowed():
    clauses = " ".join(standard_agreement("WFS-REFERRAL").clauses)

    assert "never published" in clauses
    assert "Work Programme" in clauses
    assert "5.5" in clauses


def test_endorsements_have_a_permit_and_a_condition_of_their_own():
    """REQ-004-020"""
    of = {permit.item: permit for permit in standard_agreement("WFS-REFERRAL").permits}

    assert of["licence_endorsements"].condition == "dpa1998-sch3-7-1-c"
    without = template("wfs_referral").replace('"licence_endorsements", ', "")
    left = build(without.encode()).items(from_role="department", to_role="provider")
    assert "driving_licence" in left
    assert "licence_endorsements" not in left


def test_either_nino_or_reference_is_needed_for_a_referral():
    """REQ-004-006"""
    needed = standard_agreement("WFS-REFERRAL").needs_one_of

    assert ("nino", "claimant_reference_number") in needed


def test_a_leavers_plan_goes_to_the_department_alone_and_only_with_consent():
    """REQ-000-006"""
    of_the_plan = [
        permit
        for permit in standard_agreement("WFS-REFERRAL").permits
        if permit.item.startswith("leavers_plan")
    ]

    assert {permit.to_role for permit in of_the_plan} == {"department"}
    assert {permit.consent_scope for permit in of_the_plan} == {"consent_leavers_plan"}


def test_each_side_tells_the_other_of_a_death():
    """REQ-000-007"""
    agreement = standard_agreement("WFS-REFERRAL")

    assert "coc_death" in agreement.items(from_role="department", to_role="provider")
    assert "death_notified" in agreement.items(from_role="provider", to_role="department")


def test_the_payfile_is_five_items_by_the_gateway_and_by_nothing_else():
    """REQ-000-008 and REQ-001-004"""
    payfile = standard_agreement("WFS-PAYFILE")

    assert payfile.channels == ("gateway",)
    assert {permit.item for permit in payfile.permits} == {
        "payfile_nino",
        "payfile_provider",
        "payfile_outcome",
        "payfile_amount",
        "claim_unique_reference",
    }


@pytest.mark.parametrize("item", ["disability_status", "exit_summary", "nino", "surname"])
def test_no_other_item_can_be_put_into_the_payfile_even_with_a_condition(item):
    """REQ-000-008"""
    changed = template("wfs_payfile").replace(
        'items = ["payfile_nino"', f'condition = "dpa1998-sch3-7-1-c"\nitems = ["{item}"'
    )

    assert f"NOT_PERMITTED({item})" in problems(changed)


def test_a_special_category_without_a_condition_cannot_be_permitted():
    """REQ-001-009"""
    changed = re.sub(
        'condition = .*\nitems = ."disability', 'items = ["disability', template("wfs_referral")
    )

    assert "NO_ART9(disability_status)" in problems(changed)


def test_a_condition_for_health_does_not_do_for_offences():
    """REQ-001-009 and REQ-004-020"""
    since_gdpr = (
        template("wfs_referral")
        .replace("2017-04-03", "2018-06-01")
        .replace("2018-05-24", "2019-04-30")
        .replace("dpa1998-sch2-5c", "gdpr-6-1-e")
        .replace("dpa1998-sch2-1", "gdpr-6-1-a")
        .replace("dpa1998-sch3-1", "gdpr-9-2-a")
        .replace("dpa1998-sch3-7-1-c", "gdpr-9-2-a")
    )

    assert "NO_ART9(licence_endorsements)" in problems(since_gdpr)
    assert "NO_ART9(disability_status)" not in problems(since_gdpr)


@pytest.mark.parametrize(
    ("agreement", "old", "new", "problem"),
    [
        ("wfs_payfile", "payfile_nino", "payfile_shoe_size", "NOT_PERMITTED(payfile_shoe_size)"),
        ("wfs_payfile", '"scotland-act-2016"', '"ssaa1992-s123"', "GATEWAY_EXCLUDES(payfile_nino)"),
        ("wfs_payfile", '"scotland-act-2016"', '"no-such-act"', "NO_GATEWAY(no-such-act)"),
        ("wfs_payfile", '"dpa1998-sch2-5c"', '"gdpr-6-1-e"', "NO_BASIS(gdpr-6-1-e)"),
        ("wfs_payfile", "effective_to = 2018-05-24", "", "NO_BASIS(dpa1998-sch2-5c)"),
        ("wfs_referral", "2018-05-24", "2018-05-25", "NO_ART9(aims)"),
        ("wfs_payfile", '"outcome_payment"', '"curiosity"', "PURPOSE(curiosity)"),
        ("wfs_payfile", 'to = ["commissioner"]', 'to = ["press"]', "WRONG_PARTY(press)"),
        ("wfs_payfile", '["COMMISSIONER"]', '["SCHOOL"]', "WRONG_DIRECTION(commissioner)"),
        ("wfs_payfile", '["gateway"]', "[]", "CHANNEL"),
        ("wfs_payfile", '"payfile_provider"', '"payfile_nino"', "PERMITTED_TWICE(payfile_nino)"),
        ("wfs_ppvr", '"start_date"', '"ppvr_row"', "NOT_PERMITTED(ppvr_row)"),
        ("wfs_mi", '"mi_pack"', '"stat_sex"', "NOT_PERMITTED(stat_sex)"),
        ("wfs_referral", '"consent_leavers_plan"', '"surname"', "CONSENT_ABSENT(surname)"),
        ("wfs_referral", '["surname"]]', '["email"]]', "NOT_PERMITTED(email)"),
        ("wfs_referral", "2017-04-03", "2016-04-03", "NO_GATEWAY(scotland-act-2016)"),
    ],
)
def test_a_broken_agreement_says_what_is_wrong(agreement, old, new, problem):
    changed = template(agreement).replace(str(old), str(new))

    assert changed != template(agreement)
    assert problem in problems(changed)


def test_social_security_information_for_authorities_stops_at_name_address_and_birth():
    """privacy.md 1.4: bulk agreement and telephone, an error; name and address, none."""
    section_15 = gateways()["esa2008-s15"]

    assert section_15.excludes("telephone")
    assert not section_15.excludes("surname")
    assert not gateways()["wrpa1999-s72"].excludes("telephone")


@pytest.mark.parametrize("section", ["13", "14", "16", "17"])
def test_what_schools_and_authorities_tell_each_other_is_lawful_from_midsummer_2013(section):
    """SI 2013/1204 art. 2"""
    gateway = gateways()[f"esa2008-s{section}"]

    assert not gateway.is_in_force(on=date(2013, 6, 27))
    assert gateway.is_in_force(on=date(2013, 6, 28))


def test_gateways_know_only_kinds_of_organisation_and_items_that_exist():
    for gateway in gateways().values():
        assert gateway.from_kinds | gateway.to_kinds <= set(Organisation.Kind.values)
        assert (gateway.item_cap or frozenset()) <= set(catalogue())


@pytest.mark.parametrize("code", standard_codes())
def test_every_standard_agreement_stands_and_is_bound_to_its_bytes(code):
    agreement = standard_agreement(code)
    file = TEMPLATES / f"{code.lower().replace('-', '_')}.toml"

    assert agreement.code == code
    assert agreement.template_hash == hashlib.sha256(file.read_bytes()).hexdigest()
    assert agreement.citations
    assert agreement.retention


def test_there_is_an_agreement_for_each_step_of_the_programme():
    """REQ-000-010: each flow has an agreement, a cadence and an item list of its own."""
    assert {code for code in standard_codes() if code.startswith("WFS-")} == {
        "WFS-CLAIMS",
        "WFS-COMPLIANCE",
        "WFS-MI",
        "WFS-PAYFILE",
        "WFS-PPVR",
        "WFS-REFERRAL",
    }
    with pytest.raises(LookupError):
        standard_agreement("WFS-GOSSIP")
