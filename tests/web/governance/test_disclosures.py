"""Every disclosure, filtered; one of them with its entries; the proof of an entry."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from onward.disclosures.models import Disclosure
from onward.ledger.heads import public_key
from onward.ledger.proof_file import check_proof
from onward.parties.permissions import Role
from onward.people.models import Record
from onward.people.records import record_death
from onward.tenancy.context import acting_for
from tests.disclosures.factories import an_exchange
from tests.journeys.stage import a_stage
from tests.parties.factories import a_member_of_staff
from tests.times import NOON
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import cost_of, said_in, without_secrets

pytestmark = pytest.mark.django_db
LIST = "/governance/disclosures/"


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_stage)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup


@pytest.fixture
def officer(client, stage):
    return signed_in(client, stage.member(Role.DATA_PROTECTION, of=stage.department))


def rows(response):
    return page_of(response).xpath("//main//tbody/tr")


def the_disclosure(stage):
    with acting_for(stage.department.pk):
        return Disclosure.objects.get()


def test_an_empty_list_says_what_will_stand_there(officer):
    assert "Nothing has been disclosed yet." in said_in(officer.get(LIST))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 2),
        ({"status": "SENT"}, 1),
        ({"status": "REFUSED"}, 1),
        ({"item": "forename"}, 1),
        ({"item": "date_of_birth"}, 0),
        ({"first": "2 5 2017", "last": "2 5 2017"}, 2),
        ({"first": "3 5 2017"}, 0),
        ({"last": "1 5 2017"}, 0),
    ],
)
def test_the_list_is_narrowed(officer, stage, query, count):
    stage.refer(stage.a_person())
    stage.ask(stage.a_person(case_kind=Record.CaseKind.SCR))

    assert len(rows(officer.get(LIST, query))) == count


def test_the_list_is_narrowed_to_a_recipient(officer, stage):
    stage.refer(stage.a_person())

    assert len(rows(officer.get(LIST, {"recipient": stage.provider.pk}))) == 1
    none = officer.get(LIST, {"recipient": stage.provider.pk, "status": "FAILED"})
    assert "No disclosure fits these filters." in said_in(none)


def test_a_filter_that_cannot_be_read_says_so(officer, stage):
    stage.refer(stage.a_person())

    answer = officer.get(LIST, {"first": "31 2 2017"})

    assert page_of(answer).xpath("string(//title)").startswith("Error: ")
    assert len(rows(answer)) == 1


def test_the_recipient_is_not_shown_what_was_refused_to_it(client, stage):
    stage.ask(stage.a_person(case_kind=Record.CaseKind.SCR))
    theirs = signed_in(client, stage.member(Role.DATA_PROTECTION, of=stage.provider))

    assert rows(theirs.get(LIST)) == []


def test_one_disclosure_shows_its_items_and_its_entries_with_their_places(officer, stage):
    stage.refer(stage.a_person())

    said = said_in(officer.get(f"{LIST}{the_disclosure(stage).pk}/"))

    assert stage.provider.name in said
    assert "Prepared" in said
    assert "Sent" in said
    assert "waits" not in said


def test_what_was_said_long_ago_is_pointed_out_to_both_sides(officer, stage):
    record = stage.a_person()
    stage.refer(record, at=NOON + timedelta(days=200))
    address = f"{LIST}{the_disclosure(stage).pk}/"
    words = "What was given was last said long ago and may no longer be true. It is about:"

    assert words in said_in(officer.get(address))
    theirs = signed_in(Client(), stage.member(Role.DATA_PROTECTION, of=stage.provider))
    assert words in said_in(theirs.get(address))


def test_a_refusal_says_why_not(officer, stage):
    stage.ask(stage.a_person(case_kind=Record.CaseKind.SCR))

    said = said_in(officer.get(f"{LIST}{the_disclosure(stage).pk}/"))

    assert "Why not? This case never travels electronically." in said


def test_the_proof_of_an_entry_is_a_file_that_anyone_can_check(officer, stage):
    stage.refer(stage.a_person())
    page = page_of(officer.get(f"{LIST}{the_disclosure(stage).pk}/"))

    answer = officer.post(page.xpath("//main//form/@action")[0])

    assert answer.headers["Content-Disposition"].startswith('attachment; filename="onward-proof-')
    assert check_proof(answer.content.decode(), public_key=public_key()) == []


def test_an_entry_without_a_place_has_no_proof_yet(officer, stage):
    stage.ask(stage.a_person())
    page = page_of(officer.get(f"{LIST}{the_disclosure(stage).pk}/"))
    entry = page.xpath("string(//main//code)")

    answer = officer.post(f"/governance/entries/{entry}/proofs", follow=True)

    assert page.xpath("//main//form") == []
    assert "has no place yet" in page_of(answer).xpath("string(//main)")


def test_anothers_disclosure_and_entry_look_like_none(client, stage):
    stage.refer(stage.a_person())
    client = signed_in(client, somebody(Role.DATA_PROTECTION))
    row = the_disclosure(stage)

    answer, never = client.get(f"{LIST}{row.pk}/"), client.get(f"{LIST}{uuid4()}/")

    assert answer.status_code == 404
    assert without_secrets(answer) == without_secrets(never)
    assert client.post(f"/governance/entries/{uuid4()}/proofs").status_code == 404


def test_the_list_costs_the_same_however_long_it_is(officer, stage):
    stage.refer(stage.a_person())
    for_one = cost_of(officer, LIST)
    stage.refer(*(stage.a_person() for _ in range(4)))

    assert cost_of(officer, LIST) == for_one < 50


def test_a_day_of_the_filter_is_a_day_in_london(client):
    exchange = an_exchange()
    exchange.give("surname", at=datetime(2017, 5, 1, 23, 30, tzinfo=UTC))
    officer = signed_in(client, a_member_of_staff(exchange.sender, Role.DATA_PROTECTION))

    assert len(rows(officer.get(LIST, {"first": "2 5 2017"}))) == 1
    assert len(rows(officer.get(LIST, {"last": "1 5 2017"}))) == 0


def test_why_it_was_not_sent_is_the_senders_own_affair(client, stage):
    record = stage.a_person()
    stage.ask(record)
    with stage.at_work(Role.WORK_COACH) as coach:
        record_death(record, on=NOON.date(), by=coach, at=NOON)
    stage.deliver()
    page = f"{LIST}{the_disclosure(stage).pk}/"

    ours, theirs = (
        said_in(signed_in(client, stage.member(Role.DATA_PROTECTION, of=side)).get(page))
        for side in (stage.department, stage.provider)
    )

    assert "The person has died." in ours
    assert "There is nothing here that you can see." in theirs
    assert "died" not in theirs
