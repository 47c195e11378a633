"""Chapter 15 of source 003: annex A with its stages, what goes back, and what JETS leaves out."""

import pytest

from onward.agreements.catalogue import About, catalogue
from onward.agreements.findings import Code, findings_of
from onward.agreements.standard import TEMPLATES, BadAgreement, build, standard_agreement
from onward.agreements.terms import Stage
from tests.agreements.printed_lists import ANNEX_A_AT_THE_START, ANNEX_A_DURING, NOT_FOR_JETS
from tests.agreements.reading import told

BOTH = pytest.mark.parametrize("code", ["WHP-REFERRAL", "WHP-JETS"])
EXIT_REPORT = {
    "exit_surname",
    "exit_nino",
    "exit_summary",
    "exit_employability",
    "exit_next_steps",
}
EMPLOYED_BY_THE_PROVIDER = {"forename", "surname", "nino", "job_start_date"}
PARAGRAPH_4_ALONE = {
    "client_number",
    "telephone_alternate",
    "qualification_level",
    "qualification_subject",
    "qualification_outcome",
    "qualification_start",
    "qualification_end",
    "basic_skills_assessment",
}


def back(code: str, stage: Stage) -> frozenset[str]:
    return told(code, stage, by="provider", to="department")


@BOTH
def test_a_referral_gives_the_items_of_annex_a_and_no_more(code):
    """REQ-003-075, REQ-003-076, REQ-003-077, REQ-003-078, REQ-003-079, REQ-003-080"""
    assert told(code, Stage.START) == set().union(*ANNEX_A_AT_THE_START.values())


def test_the_programme_tells_of_every_change_and_milestone_of_annex_a_and_no_more():
    """REQ-003-081, REQ-003-082, REQ-003-083"""
    of_line_299 = {"easement_until"}  # beside the change itself: the effect it has, without a cause

    assert told("WHP-REFERRAL", Stage.DURING) == set(ANNEX_A_DURING.values()) | of_line_299


def test_jets_leaves_out_the_two_lines_that_do_not_apply_to_it_and_nothing_else():
    """REQ-003-083"""
    not_for_jets = {ANNEX_A_DURING[line] for line in NOT_FOR_JETS}

    assert not_for_jets == {"earnings_reached_2000", "earnings_reached_threshold"}
    assert given("WHP-REFERRAL") - given("WHP-JETS") == not_for_jets
    assert given("WHP-JETS") < given("WHP-REFERRAL")


@BOTH
def test_nothing_goes_from_the_department_at_the_end(code):
    """REQ-003-001"""
    assert not told(code, Stage.END)


@BOTH
def test_every_item_has_a_stage(code):
    """REQ-003-001"""
    assert all(permit.stages for permit in standard_agreement(code).permits)


@BOTH
def test_an_exit_report_has_five_items_and_only_at_the_end(code):
    """REQ-003-001 and REQ-003-022, its items"""
    assert back(code, Stage.END) == EXIT_REPORT
    assert not EXIT_REPORT & (back(code, Stage.START) | back(code, Stage.DURING))


def test_a_provider_tells_the_department_what_the_chapter_names_and_no_more():
    assert back("WHP-REFERRAL", Stage.START) == {"did_not_attend", "whps01"}
    assert back("WHP-REFERRAL", Stage.DURING) == EMPLOYED_BY_THE_PROVIDER | {
        "disengaged",
        "re_engaged",
        "compliance_doubt",
        "re_compliance",
    }


def test_two_notices_are_for_jets_alone():
    """REQ-003-017, its items"""
    for_jets = {"fta_first_appointment", "alternative_provision_better"}
    whp, jets = standard_agreement("WHP-REFERRAL"), standard_agreement("WHP-JETS")

    assert for_jets <= jets.items(from_role="provider", to_role="department")
    assert not for_jets & whp.items(from_role="provider", to_role="department")


@BOTH
def test_of_earnings_only_dates_and_milestones_are_permitted_never_amounts(code):
    """REQ-003-021"""
    milestones = {item for item in given(code) if item.startswith("earnings_")}

    assert all(catalogue()[item].projection == "threshold_reached" for item in milestones)
    assert given(code) - milestones >= {"first_payment_date"}
    assert "employer_name" not in given(code)


@BOTH
def test_the_licence_is_yes_or_no_and_its_endorsements_have_a_permit_of_their_own(code):
    of = {permit.item: permit for permit in standard_agreement(code).permits}

    assert "driving_licence" not in of
    assert of["licence_endorsements"].condition == "gdpr-9-2-g-sch1-6"
    text = (TEMPLATES / f"{code.lower().replace('-', '_')}.toml").read_text()
    assert "driving_licence_held" in {
        permit.item
        for permit in build(text.replace('["licence_endorsements"]', "[]").encode()).permits
    }


@BOTH
def test_three_items_are_about_the_joint_claimant(code):
    """REQ-003-079"""
    about_others = {item for item in given(code) if catalogue()[item].about is About.THIRD_PARTY}

    assert about_others == {"partner_name", "partner_title", "partner_nino"}


@BOTH
def test_what_the_text_names_and_the_annex_does_not_is_left_to_a_person(code):
    """REQ-003-005"""
    off_the_list = {
        finding.about
        for finding in findings_of(standard_agreement(code))
        if finding.code is Code.NOT_ON_THE_LIST
    }
    forms = {"ESF 14-20 form", "good news story"}

    assert off_the_list - {"whps01"} == PARAGRAPH_4_ALONE | forms
    assert not PARAGRAPH_4_ALONE & given(code)


@BOTH
def test_from_when_thirteen_months_count_is_left_to_a_person(code):
    """REQ-003-044"""
    twice = [
        finding
        for finding in findings_of(standard_agreement(code))
        if finding.code is Code.DEFINED_TWICE
    ]

    assert [finding.choices for finding in twice] == [
        ("paragraph 39", "notes after paragraphs 38 and 42")
    ]


@BOTH
def test_it_stands_on_the_law_of_2021_and_on_none_before(code):
    text = (TEMPLATES / f"{code.lower().replace('-', '_')}.toml").read_text()

    with pytest.raises(BadAgreement, match=r"NO_BASIS\(gdpr-6-1-e\)"):
        build(text.replace("2021-12-15", "2018-05-24").encode())


def given(code: str) -> frozenset[str]:
    return standard_agreement(code).items(from_role="department", to_role="provider")
