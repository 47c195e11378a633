"""What one row of a referral file says, item by item (source 004 l.14-54)."""

import pytest

from onward.formats.problem import Problem
from onward.intake.referrals.cleaning import CleanReferral
from onward.intake.referrals.reading import give_back, read_referrals
from tests.intake.factories import a_row, a_zip
from tests.times import NOON

TODAY = NOON.date()


def held(**cells: str) -> dict[str, object]:
    """What the row holds, as it is stored."""
    return the_referral(**cells).values


def the_referral(**cells: str) -> CleanReferral:
    read = read_referrals(a_zip(a_row(**cells)), "r.zip", TODAY, True)
    assert read.problems == []
    (referral,) = read.rows
    return referral


def the_problem(**cells: str) -> Problem:
    """The one problem of a row that is otherwise good."""
    read = read_referrals(a_zip(a_row(**cells)), "r.zip", TODAY, True)
    (problem,) = read.problems
    assert (read.rows, problem.file, problem.row) == ([], "referrals.csv", 2)
    assert problem.rule
    assert problem.remedy
    return problem


@pytest.mark.parametrize("cells", [{"title": "Other"}, {"title": "Lord"}])
def test_a_title_outside_the_list_is_refused_unless_it_is_another_title_in_words(cells):
    """REQ-004-004"""
    assert the_problem(**cells).column == "title"
    assert held(title="Other", title_other="Dr")["title"] == "Other: Dr"


def test_forename_and_surname_are_items_of_their_own():
    """REQ-004-005"""
    values = held(forename="", surname="Grant")

    assert values["surname"] == "Grant"
    assert "forename" not in values


def test_a_reference_number_stands_in_for_a_nino_but_one_of_them_must_be_there():
    """REQ-004-006"""
    assert "nino" not in held(nino="", claimant_reference_number="CR700001")
    assert the_problem(nino="").column == "nino"


def test_an_address_has_up_to_four_lines_and_one_that_is_not_held_is_not_there():
    """REQ-004-007"""
    values = held(address_1="Flat 2", address_2="10 Brae Street", postcode="ky1 1zz")

    assert values["address"] == ["Flat 2", "10 Brae Street"]
    assert values["postcode"] == "KY1 1ZZ"
    assert not {"address", "postcode"} & held().keys()


def test_a_line_break_that_would_make_a_fifth_line_is_refused():
    """REQ-004-007"""
    assert the_problem(address_1="Flat 2\nThe Mill", address_4="Fife").column == "address_1"


def test_a_telephone_is_kept_as_given_and_as_it_is_compared():
    """REQ-004-008"""
    values = held(telephone_std_code="0131", telephone="496 0123")

    assert values["telephone"] == {"as_given": "0131 496 0123", "number": "01314960123"}


def test_a_number_without_its_area_code_is_taken_with_a_warning():
    """REQ-004-008"""
    (warning,) = the_referral(telephone_alternate="496 0123").warnings()

    assert (warning.row, warning.column, warning.value) == (2, "telephone_alternate", "496 0123")


def test_whether_someone_is_disabled_is_yes_or_no_and_never_unknown():
    """REQ-004-009"""
    assert held(disability_status="disabled")["disability_status"] == "disabled"
    assert the_problem(disability_status="unknown").column == "disability_status"


def test_signing_day_cycle_and_pattern_are_three_items():
    """REQ-004-010"""
    values = held(signing_day="Tue", claim_pattern="Weekly")

    assert (values["signing_day"], values["claim_pattern"]) == ("tuesday", "Weekly")
    assert "claim_cycle" not in values


def test_nobody_is_referred_on_a_day_that_has_not_come():
    """REQ-004-011"""
    problem = the_problem(referral_date="03/05/2017")

    assert (problem.column, problem.value) == ("referral_date", "2017-05-03")


def test_an_incident_marker_says_yes_or_no_and_tells_no_story():
    """REQ-004-012"""
    assert held(incident_marker="yes")["incident_marker"] is True
    assert the_problem(incident_marker="yes, he shouted").column == "incident_marker"


@pytest.mark.parametrize("answer", ["yes", "no", "not_known", "not_disclosed"])
def test_the_four_answers_about_childcare_stay_apart(answer):
    """REQ-004-013"""
    assert held(childcare_requirements=answer)["childcare_requirements"] == answer


@pytest.mark.parametrize("written", ["yes", "no"])
@pytest.mark.parametrize("spoken", ["yes", "no"])
def test_welsh_in_writing_and_in_speech_are_chosen_apart(written, spoken):
    """REQ-004-014"""
    values = held(welsh_written=written, welsh_spoken=spoken)

    assert values["welsh_written"] is (written == "yes")
    assert values["welsh_spoken"] is (spoken == "yes")


@pytest.mark.parametrize(
    ("cell", "basis"), [("mandatory", "mandatory"), ("non mandatory", "voluntary")]
)
def test_a_referral_is_mandatory_or_not(cell, basis):
    """REQ-004-015"""
    assert held(participation_basis=cell)["participation_basis"] == basis


def test_jobs_are_wanted_in_an_order_of_up_to_three_or_none_is_held():
    """REQ-004-017"""
    values = held(job_preference_1="Baker", job_preference_2="Driver")

    assert values["job_preferences"] == ["Baker", "Driver"]
    assert "job_preferences" not in held()


def test_a_fourth_wanted_job_is_refused():
    """REQ-004-017"""
    row = a_row(job_preference_4="Cook")
    content = a_zip(row, more_columns=["job_preference_4"])

    (problem,) = read_referrals(content, "r.zip", TODAY, True).problems

    assert (problem.row, problem.column) == (1, "job_preference_4")


@pytest.mark.parametrize("hours", ["-1", "169"])
def test_a_week_has_0_to_168_hours(hours):
    """REQ-004-018"""
    assert held(preferred_hours="16-20")["preferred_hours"] == {"least": "16", "most": "20"}
    assert the_problem(preferred_hours=hours).column == "preferred_hours"


def test_a_job_that_ended_before_it_began_is_refused_and_one_that_goes_on_is_not():
    """REQ-004-019"""
    dates = {"last_job_1": "Baker", "last_job_1_start": "2016-02-01"}

    assert held(**dates)["last_job_1_start"] == "2016-02-01"
    assert the_problem(**dates, last_job_1_end="2016-01-31").column == "last_job_1_end"


def test_an_endorsement_is_an_item_apart_from_the_licence():
    """REQ-004-020"""
    values = held(driving_licence="full", licence_endorsements="SP30")

    assert values["driving_licence"] == ["full"]
    assert values["licence_endorsements"] == "SP30"
    assert "licence_endorsements" not in held(driving_licence="full")


def test_each_item_of_a_qualification_stands_alone():
    """REQ-004-022"""
    rows = [
        {"referral_reference": "PO-1", "qualification_level": "SCQF 5"},
        {"referral_reference": "PO-1", "qualification_subject": "Maths"},
    ]
    content = a_zip(a_row("PO-1"), qualifications=rows)

    (referral,) = read_referrals(content, "r.zip", TODAY, True).rows

    assert referral.values["qualification_level"] == {"1": "SCQF 5"}
    assert referral.values["qualification_subject"] == {"2": "Maths"}
    assert "qualification_outcome" not in referral.values


def test_a_bad_qualification_is_named_in_its_own_file_and_holds_its_referral_back():
    """REQ-004-022"""
    wrong = {
        "referral_reference": "PO-1",
        "qualification_start": "2016-02-01",
        "qualification_end": "2015-02-01",
    }
    read = read_referrals(a_zip(a_row("PO-1"), qualifications=[wrong]), "r.zip", TODAY, True)

    where = [(problem.file, problem.row, problem.column) for problem in read.problems]
    assert where == [
        ("qualifications.csv", 2, "qualification_end"),
        ("referrals.csv", 2, "referral_reference"),
    ]
    assert (read.rows, read.row_count) == ([], 1)


@pytest.mark.parametrize("column", ["discussed_on", "notice_version"])
def test_nobody_is_referred_before_the_choice_was_discussed_under_a_notice(column):
    """REQ-000-003"""
    assert the_problem(**{column: ""}).column == column


def test_the_choice_is_discussed_before_the_referral():
    """REQ-000-003"""
    problem = the_problem(referral_date="28/04/2017", discussed_on="01/05/2017")

    assert (problem.column, problem.value) == ("discussed_on", "2017-05-01")


def test_a_special_customer_is_not_looked_at_and_little_of_the_row_is_given_back():
    problem = the_problem(case_kind="SCR", surname="Grant", postcode="NOWHERE")
    row = a_row("PO-1", case_kind="SCR")

    assert (problem.column, problem.value) == ("case_kind", "SCR")
    assert give_back(row)["referral_reference"] == "PO-1"
    assert not {"nino", "surname", "forename"} & give_back(row).keys()


def test_every_problem_of_a_row_is_told_at_once():
    content = a_zip(a_row(nino="QQ123456E", postcode="NOWHERE", referral_date="2017-06-01"))

    problems = read_referrals(content, "r.zip", TODAY, True).problems

    assert {problem.column for problem in problems} == {"nino", "postcode", "referral_date"}


def test_numbers_that_were_never_issued_are_refused_outside_a_demonstration():
    (problem,) = read_referrals(a_zip(a_row()), "r.zip", TODAY, False).problems

    assert problem.column == "nino"
