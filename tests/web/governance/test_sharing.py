"""Who got this person's data and why: three clicks, one page."""

from uuid import uuid4

import pytest

from onward.agreements.catalogue import catalogue
from onward.casework.referrals import acknowledge, end
from onward.parties.permissions import Role
from onward.people.models import Look, Record
from onward.tenancy.context import acting_for
from tests.journeys.stage import USUAL, a_stage
from tests.times import NOON
from tests.web.client import page_of, signed_in
from tests.web.on_stage import clock_at, cost_of, said_in, without_secrets

pytestmark = pytest.mark.django_db


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_stage)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup


@pytest.fixture(autouse=True)
def _clock(db):
    with clock_at():
        yield


@pytest.fixture
def officer(client, stage):
    return signed_in(client, stage.member(Role.DATA_PROTECTION, of=stage.department))


def sharing_of(record):
    return f"/governance/people/{record.pk}/sharing"


def test_three_clicks_lead_to_everything_that_was_shared(officer, stage):
    stage.refer(stage.a_person())

    found = officer.post("/governance/people/", {"sought": "Grant"})
    person = officer.get(page_of(found).xpath("//main//tbody//a/@href")[0])
    sharing = officer.get(page_of(person).xpath("//main//a[normalize-space()='Sharing']/@href")[0])

    said = said_in(sharing)
    assert "Referral: what the provider is given" in said
    assert f"To {stage.provider.name}" in said


def test_whoever_received_it_finds_each_item_by_its_person_with_its_referral(client, stage):
    """REQ-003-003"""
    (referral,) = stage.refer(stage.a_person())
    officer = signed_in(client, stage.member(Role.DATA_PROTECTION, of=stage.provider))

    found = officer.post("/governance/people/", {"sought": "Grant"})
    person = officer.get(page_of(found).xpath("//main//tbody//a/@href")[0])
    sharing = officer.get(page_of(person).xpath("//main//a[normalize-space()='Sharing']/@href")[0])

    rows = page_of(sharing).xpath("//main//tbody/tr[contains(., 'what the provider is given')]")
    said = " ".join(rows[0].text_content().split())
    assert f"Referral: what the provider is given ({referral.reference}):" in said
    assert f"From {stage.department.name}" in said
    received = set(USUAL) - {"date_of_birth", "notice_version", "discussed_on"}
    assert all(catalogue()[code].label in said for code in received)


def test_the_page_says_what_for_whom_why_under_what_how_and_who(officer, stage):
    """REQ-000-004"""
    record = stage.a_person()
    stage.refer(record)

    said = said_in(officer.get(sharing_of(record)))

    assert f"On behalf of {stage.commissioner.name}" in said
    assert "To help the person into work" in said
    assert "Scotland Act 2016" in said
    assert str(stage.agreement) in said
    assert "Inside Onward Sent" in said
    assert f"{stage.member(Role.WORK_COACH).name} (Work coach)" in said
    assert catalogue()["forename"].label in said
    assert "Ailsa" not in said.partition("Given and got")[2]


def test_a_move_of_the_shared_row_by_the_other_side_is_there(officer, stage):
    record = stage.a_person()
    (referral,) = stage.refer(record)
    with stage.at_work(Role.CASEWORKER) as caseworker:
        acknowledge(referral, by=caseworker, at=NOON)

    said = said_in(officer.get(sharing_of(record)))

    assert f"Referral acknowledged ({referral.reference}): " in said
    assert f"Staff of {stage.provider.name}" in said


def test_both_sides_officers_list_the_same_events(client, stage):
    record = stage.a_person()
    stage.start(record)
    sides = {stage.department: record, stage.provider: stage.received(record)}

    listed = {
        side.pk: [
            (row.xpath("string(th)").strip(), row.xpath("string(td/strong)"))
            for row in page_of(
                signed_in(client, stage.member(Role.DATA_PROTECTION, of=side)).get(
                    sharing_of(theirs)
                )
            ).xpath("//main//tbody/tr")
        ]
        for side, theirs in sides.items()
    }

    assert len(listed[stage.department.pk]) == 4
    assert sorted(listed[stage.department.pk]) == sorted(listed[stage.provider.pk])


def test_what_was_refused_says_why_not(officer, stage):
    record = stage.a_person(case_kind=Record.CaseKind.SCR)
    stage.ask(record)

    said = said_in(officer.get(sharing_of(record)))

    assert "Nothing was shared about this person." in said
    assert "This case never travels electronically. Follow the clerical route" in said


def test_opening_record_and_sharing_are_both_looks(officer, stage):
    record = stage.a_person()

    officer.get(f"/governance/people/{record.pk}/")
    officer.get(sharing_of(record))

    with acting_for(stage.department.pk):
        looks = Look.objects.filter(handle=record.handle).order_by("pk")
        assert [look.what for look in looks] == ["RECORD", "STATEMENT"]


def test_the_record_page_shows_no_value_but_who_it_is(officer, stage):
    record = stage.a_person()

    said = said_in(officer.get(f"/governance/people/{record.pk}/"))

    assert "•6 C" in said
    assert "Incident recorded" in said
    assert "front desk" not in said
    assert "QQ123456C" not in said


@pytest.mark.parametrize("path", ["", "sharing"])
def test_anothers_record_looks_like_none(client, stage, path):
    record = stage.a_person()
    theirs = signed_in(client, stage.member(Role.DATA_PROTECTION, of=stage.provider))

    answer = theirs.get(f"/governance/people/{record.pk}/{path}")
    never = theirs.get(f"/governance/people/{uuid4()}/{path}")

    assert answer.status_code == 404
    assert without_secrets(answer) == without_secrets(never)


def test_nobody_found_says_what_to_try(officer):
    assert "Nobody was found." in said_in(officer.post("/governance/people/", {"sought": "Nobody"}))


def test_an_empty_search_is_a_problem_with_a_remedy(officer):
    page = page_of(officer.post("/governance/people/", {"sought": " "}))

    assert page.xpath("string(//title)").startswith("Error: ")
    assert "Enter what you know about the person" in page.xpath("string(//main)")


def test_the_page_costs_the_same_however_long_the_story(officer, stage):
    short, long = stage.a_person(), stage.a_person()
    stage.start(short)
    (referral,) = stage.start(long)
    with stage.at_work(Role.CASEWORKER) as caseworker:
        end(referral, on=NOON.date(), reason="TIME_COMPLETED", by=caseworker, at=NOON)

    assert cost_of(officer, sharing_of(long)) == cost_of(officer, sharing_of(short)) < 50
