"""A change is one more fact, of what was typed anew and nothing else."""

import pytest

from onward.acts.referring import items_of_referral
from onward.agreements.authority import authority
from onward.parties.permissions import Role
from onward.people.facts import present_values
from onward.people.models import Fact
from onward.tenancy.context import acting_for
from onward.web.records.sections import SECTIONS, SECTIONS_OF
from tests.people.factories import say
from tests.web.client import page_of
from tests.web.coach.browsing import form_of, press
from tests.web.on_stage import said_in

EVERYTHING = {
    "title": "Other: Dr",
    "claimant_reference_number": "CR-77",
    "telephone_alternate": "020 7946 0123",
    "welsh_written": True,
    "welsh_spoken": False,
    "claim_cycle": "A",
    "claim_pattern": "fortnightly",
    "childcare_requirements": "not_disclosed",
    "preferred_hours": "16",
    "employment_history": "Ten years in shops.",
    "last_job_2": "Cleaner",
    "last_job_2_start": "2012-01-09",
    "last_job_2_end": "2014-02-28",
    "driving_licence": ["provisional", "motorcycle"],
    "licence_endorsements": "SP30",
    "additional_information": "Comes by bus.",
    "other_activities": "A CV course.",
    "agreed_restrictions": "Not before ten.",
    "qualification_subject": {"1": "Food hygiene", "3": "Maths"},
    "qualification_outcome": {"3": "Pass"},
    "qualification_start": {"3": "2003-08-18"},
    "qualification_end": {"3": "2004-06-25"},
    "basic_skills_assessment": {"1": False, "3": True},
}


def path(record, section):
    return f"/coach/people/{record.pk}/changes/{section}"


def facts_of(stage, record):
    with stage.at_work(Role.WORK_COACH):
        return list(Fact.objects.filter(record=record).order_by("number"))


def test_the_sections_hold_every_item_that_a_referral_gives(stage):
    with stage.at_work(Role.WORK_COACH):
        items = items_of_referral(
            authority(stage.agreement), giver=stage.department.pk, receiver=stage.provider.pk
        )

    assert items <= {item for section in SECTIONS.values() for item in section.items}


@pytest.mark.parametrize("section", SECTIONS_OF["coach"])
def test_saving_a_section_as_it_stands_changes_nothing(coach, stage, section):
    record = stage.a_person(**EVERYTHING)

    answer = press(coach, coach.get(path(record, section)), follow=True)

    assert "Nothing was changed." in said_in(answer)
    assert len(facts_of(stage, record)) == 1


def test_only_what_was_typed_anew_is_in_the_new_fact(coach, stage):
    """REQ-004-010"""
    record = stage.a_person()

    press(coach, coach.get(path(record, "circumstances")), claim_pattern="weekly")

    assert facts_of(stage, record)[-1].values == {"claim_pattern": "weekly"}


def test_an_emptied_field_is_no_longer_held_and_stays_in_history(coach, stage):
    record = stage.a_person()

    press(coach, coach.get(path(record, "contact")), postcode="")

    before, after = facts_of(stage, record)
    assert before.values["postcode"] == "FK1 1AA"
    assert after.values == {"postcode": None}


def test_the_number_is_never_shown_and_an_empty_box_keeps_it(coach, stage):
    """REQ-001-007"""
    record = stage.a_person()

    page = coach.get(path(record, "identity"))
    press(coach, page, surname="Grant-Moir")

    assert b"QQ123456C" not in page.content
    assert "Recorded: •• •• •• •6 C" in said_in(page)
    assert facts_of(stage, record)[-1].values == {"surname": "Grant-Moir"}


def test_what_happened_in_an_incident_is_kept_here(coach, stage):
    """REQ-004-012"""
    record = stage.a_person(incident_marker=None)

    page = coach.get(path(record, "circumstances"))
    press(coach, page, incident_marker="yes", incident_marker__detail="A chair was thrown.")

    assert facts_of(stage, record)[-1].values == {
        "incident_marker": {"recorded": True, "detail": "A chair was thrown."}
    }


def test_a_job_that_ends_before_it_starts_is_refused_beside_its_end(coach, stage):
    """REQ-004-019"""
    record = stage.a_person()

    answer = press(coach, coach.get(path(record, "plan")), last_job_1_end="1 1 2010")

    words = page_of(answer).xpath("string(//*[@id='id_last_job_1_end-error'])")
    assert "This lies before most recent job: started." in words
    assert len(facts_of(stage, record)) == 1


def test_a_fourth_job_wanted_is_refused(coach, stage):
    """REQ-004-017"""
    record = stage.a_person()

    answer = press(coach, coach.get(path(record, "plan")), job_preferences="a\nb\nc\nd")

    assert "Keep the three the person wants most." in said_in(answer)


def test_a_qualification_is_added_in_a_row_of_its_own(coach, stage):
    """REQ-004-022"""
    record = stage.a_person()

    page = coach.get(path(record, "qualifications"))
    press(coach, page, qualification_subject__2="Maths", basic_skills_assessment__2="yes")

    with stage.at_work(Role.WORK_COACH):
        held = present_values(record)
    assert held["qualification_subject"] == {"1": "Food hygiene", "2": "Maths"}
    assert held["basic_skills_assessment"] == {"2": True}
    assert held["qualification_level"] == {"1": "SCQF 5"}


def test_what_a_colleague_wrote_meanwhile_is_not_written_over_unseen(coach, stage):
    record = stage.a_person()
    page = coach.get(path(record, "contact"))
    with stage.at_work(Role.WORK_COACH):
        say(record, postcode="FK2 7AB")

    answer = press(coach, page, telephone="0131 496 0999")

    assert "This record has changed since you opened it." in said_in(answer)
    assert "0131 496 0999" in page_of(answer).xpath("//input[@id='id_telephone']/@value")
    assert len(facts_of(stage, record)) == 2


def test_there_is_no_section_of_another_name(coach, stage):
    assert coach.get(path(stage.a_person(), "everything")).status_code == 404


def test_what_the_person_volunteered_is_marked_and_not_ticked_to_be_sent(coach, stage):
    """REQ-003-024."""
    record = stage.a_person()
    page = coach.get(path(record, "plan"))

    press(coach, page, aims="To get back to baking.", volunteered="on")

    *_, fact = facts_of(stage, record)
    assert (fact.source, fact.values) == ("PERSON", {"aims": "To get back to baking."})
    check = coach.get(f"/coach/people/{record.pk}/offers/{stage.opportunity.pk}/referral")
    assert "Volunteered To get back to baking." in said_in(check)
    assert "aims" not in form_of(check)["items"]


def test_a_volunteered_item_goes_once_it_is_ticked(coach, stage):
    record = stage.a_person()
    press(coach, coach.get(path(record, "plan")), aims="To bake at home.", volunteered="on")
    check = coach.get(f"/coach/people/{record.pk}/offers/{stage.opportunity.pk}/referral")

    press(coach, check, items=[*form_of(check)["items"], "aims"])
    stage.deliver()

    with acting_for(stage.provider.pk):
        assert present_values(stage.received(record))["aims"] == "To bake at home."


def test_an_easement_is_typed_with_its_cause_and_only_the_day_is_to_be_sent(coach, stage):
    """REQ-003-084."""
    record = stage.a_person()
    page = coach.get(path(record, "circumstances"))

    press(coach, page, easement_until="31 7 2017", easement_until__cause="domestic_abuse")

    *_, fact = facts_of(stage, record)
    assert fact.values == {"easement_until": {"until": "2017-07-31", "cause": "domestic_abuse"}}
    shown = said_in(coach.get(f"/coach/people/{record.pk}/"))
    assert "until 31 July 2017: Domestic abuse" in shown
