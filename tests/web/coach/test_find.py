"""One box finds a person; what was typed into it is in no address."""

import pytest

from onward.parties.permissions import Role
from onward.people.models import Record
from onward.people.records import restrict
from tests.times import NOON
from tests.web.client import page_of
from tests.web.coach.browsing import follow, press
from tests.web.on_stage import said_in, without_secrets

FIND = "/coach/people/"


@pytest.mark.parametrize("sought", ["Grant", "ailsa gr", "QQ123456C", "fk1 1aa", "29/2/1988"])
def test_any_part_finds_the_person(coach, stage, sought):
    stage.a_person()

    said = said_in(press(coach, coach.get(FIND), sought=sought))

    assert "1 person found" in said
    assert "Ailsa Grant" in said


def test_the_result_masks_the_number_and_says_why_it_fits(coach, stage):
    """REQ-001-007"""
    stage.a_person()

    answer = coach.post(FIND, {"sought": "QQ123456C"})

    cells = [cell.text_content() for cell in page_of(answer).xpath("//tbody//td")]
    assert cells == ["•• •• •• •6 C", "FK1 1AA", "National Insurance number"]
    assert "QQ123456C" not in page_of(answer).xpath("string(//table)")


def test_nobody_found_leads_to_adding_a_person(coach, stage):
    answer = coach.post(FIND, {"sought": "Nobody"})

    assert "Nobody was found." in said_in(answer)
    assert "Add a person" in said_in(follow(coach, answer, "Add a person"))


def test_who_may_not_add_people_is_not_led_there(team, stage):
    said = said_in(team.post(FIND, {"sought": "Nobody"}))

    assert "Nobody was found." in said
    assert "Add a person" not in said


def test_an_empty_box_says_what_to_type(coach, stage):
    answer = coach.post(FIND, {"sought": " "})

    assert "Enter what you know about the person" in said_in(answer)
    assert page_of(answer).xpath("string(//title)").startswith("Error: ")


def test_more_than_can_be_shown_is_said(coach, stage, monkeypatch):
    monkeypatch.setattr("onward.web.records.find.MOST_FOUND", 2)
    stage.a_person()
    stage.a_person()

    assert "Only the 2 that fit best are shown" in said_in(coach.post(FIND, {"sought": "Grant"}))


def test_a_restricted_record_looks_exactly_like_none(coach, stage):
    record = stage.a_person()
    with stage.at_work(Role.REFERRAL_TEAM) as other:
        restrict(Record.objects.get(pk=record.pk), to=[other], by=other, at=NOON)

    found, none = (coach.post(FIND, {"sought": text}) for text in ("Grant", "Zzant"))

    assert without_secrets(found)[1].replace(b"Grant", b"Zzant") == without_secrets(none)[1]


def test_the_box_of_the_header_leads_here(coach, stage):
    assert page_of(coach.get("/coach/")).xpath("//header//form/@action")[0] == FIND
