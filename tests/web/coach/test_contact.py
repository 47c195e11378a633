"""Contact withheld, and an introduction without a notice: what a work coach records and reads."""

import pytest

from onward.ledger.models import Entry
from onward.parties.models import Organisation
from onward.parties.permissions import Role
from onward.people.facts import present_values
from onward.people.models import Introduction
from tests.parties.factories import an_organisation
from tests.web.client import signed_in
from tests.web.coach.browsing import press
from tests.web.on_stage import said_in

WARNING = "introduced this person, and no privacy notice is recorded."
SAID = {"on": "1 5 2017", "items": ["surname"], "basis": "dpa1998-sch2-5c"}


@pytest.fixture
def record(stage):
    return stage.a_person(telephone="0131 496 0000")


@pytest.fixture
def housing():
    return an_organisation(Organisation.Kind.REFERRAL_ORGANISATION)


def page_of(record, name=""):
    return f"/coach/people/{record.pk}/{name}"


def introduced(coach, record, by, **changes):
    page = page_of(record, "introductions")
    return coach.post(page, {"introduced_by": by.pk} | SAID | changes, follow=True)


def test_contact_withheld_is_one_act_on_one_page(coach, stage, record):
    page = coach.get(page_of(record, "contact"))

    press(coach, page, wording="wfs-2017-04", on="1 5 2017", sure="on")

    assert "This is emptied: Address" in said_in(page)
    with stage.at_work(Role.WORK_COACH):
        held = present_values(record)
        assert held["do_not_survey"] is True
        assert not {"telephone", "address", "postcode"} & held.keys()
        assert Entry.objects.filter(kind="contact.withheld", subject=record.handle).count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"sure": ""}, "Tick the box to go on: The person wants no contact details kept"),
        ({"on": "3 5 2017"}, "Day they said it must be today or in the past"),
        ({"wording": ""}, "Enter version of the wording"),
    ],
)
def test_contact_is_not_emptied_by_half_an_answer(coach, stage, record, typed, said):
    whole = {"wording": "wfs-2017-04", "on": "1 5 2017", "sure": "on"}

    answer = coach.post(page_of(record, "contact"), whole | typed)

    assert said in said_in(answer)
    with stage.at_work(Role.WORK_COACH):
        assert "telephone" in present_values(record)


def test_whoever_opens_the_record_is_warned_until_the_notice_is_given(coach, record, housing):
    """REQ-001-010."""
    introduced(coach, record, housing)
    before = [
        said_in(coach.get(page_of(record))),
        said_in(coach.get(f"/people/{record.pk}/invitation")),
    ]
    shown = coach.get(page_of(record, "introductions"))
    [path] = [each for each in shown.content.decode().split('"') if each.endswith("/notice")]

    coach.post(path, {"version": "wfs-2017-04", "on": "2 5 2017"})

    assert all(WARNING in each for each in before)
    assert "by 1 June 2017 at the latest" in before[0]
    assert "Last name Data Protection Act 1998 sch.2 para 5(c)" in said_in(shown)
    assert "Due by 1 June 2017" in said_in(shown)
    assert WARNING not in said_in(coach.get(page_of(record)))
    assert "wfs-2017-04, given on 2 May 2017" in said_in(
        coach.get(page_of(record, "introductions"))
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"basis": "gdpr-6-1-e"}, "Choose a lawful basis that was in force on that day."),
        ({"items": []}, "Tick what they told you"),
        ({"items": ["nino_of_another"]}, "select one of the choices listed"),
        ({"on": "3 5 2017"}, "Day it reached you must be today or in the past"),
    ],
)
def test_half_an_introduction_is_not_recorded(coach, stage, record, housing, typed, said):
    """REQ-001-010."""
    assert said in said_in(introduced(coach, record, housing, **typed))
    with stage.at_work(Role.WORK_COACH):
        assert not Introduction.objects.exists()


def test_a_notice_is_not_given_before_the_introduction(coach, stage, record, housing):
    introduced(coach, record, housing)
    with stage.at_work(Role.WORK_COACH):
        introduction = Introduction.objects.get()
    path = page_of(record, f"introductions/{introduction.pk}/notice")

    answer = coach.post(path, {"version": "v1", "on": "30 4 2017"})

    assert "A notice is given on or after the day of the introduction." in said_in(answer)


def test_who_is_mentioned_is_led_to_from_the_record(coach, record):
    assert page_of(record, "mentioned") in coach.get(page_of(record)).content.decode()


def test_another_organisation_finds_no_such_pages(client, stage, record):
    stranger = signed_in(client, stage.member(Role.CASEWORKER))

    for name in ("contact", "introductions"):
        assert stranger.get(f"/provider/people/{record.pk}/{name}").status_code == 404
