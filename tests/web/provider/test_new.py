"""New referrals: seen with their deadlines, acknowledged in three clicks, however many."""

from datetime import timedelta
from uuid import uuid4

import pytest

from onward.acts.deaths import tell_of_death
from onward.casework.models import Status
from onward.casework.referrals import reject
from onward.parties.permissions import Role
from tests.times import NOON
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import said_in

NEW, CHECK, ACKNOWLEDGE = "/provider/new/", "/provider/new/check", "/provider/new/acknowledgements"


def people(stage, number):
    return [stage.a_person(forename=f"Ailsa {letter}") for letter in "ABCDEFGHIJKL"[:number]]


def ids_posted_by(page):
    return page.xpath("//main//input[@name='chosen']/@value")


def test_each_new_referral_stands_with_its_deadline_in_words(caseworker, stage):
    stage.refer(stage.a_person())

    said = said_in(caseworker.get(NEW))

    assert "Ailsa Grant" in said
    assert "due in 2 working days, Thursday 4 May 2017" in said


def test_any_number_is_acknowledged_in_three_clicks(caseworker, stage):
    referrals = stage.refer(*people(stage, 3))

    chosen = ids_posted_by(page_of(caseworker.get(NEW)))
    checked = page_of(caseworker.post(CHECK, {"chosen": chosen}))
    (posted,) = checked.xpath("//main//input[@name='referrals']/@value")
    done = caseworker.post(ACKNOWLEDGE, {"referrals": posted}, follow=True)

    assert "3 referrals acknowledged." in said_in(done)
    seen = stage.seen_by(stage.provider, [referral.pk for referral in referrals])
    assert {referral.status for referral in seen} == {Status.ACKNOWLEDGED}


def test_nothing_is_acknowledged_before_it_is_confirmed(caseworker, stage):
    (referral,) = stage.refer(stage.a_person())

    said = said_in(caseworker.post(CHECK, {"chosen": [referral.pk]}))

    assert "Acknowledge 1 referral" in said
    assert stage.seen_by(stage.provider, [referral.pk])[0].status == Status.REFERRED


def test_every_new_referral_can_be_chosen_at_once(caseworker, stage, monkeypatch):
    monkeypatch.setattr("onward.web.provider.new.A_PAGE", 2)
    stage.refer(*people(stage, 3))

    first = page_of(caseworker.get(NEW))
    checked = page_of(caseworker.post(CHECK, {"every": "on"}))

    assert len(ids_posted_by(first)) == 2
    assert "Select all 3 new referrals" in first.xpath("string(//main)")
    assert len(checked.xpath("//main//input[@name='referrals']/@value")[0].split()) == 3


def test_each_refusal_says_why_and_the_others_are_done(caseworker, stage):
    one, other = stage.refer(*people(stage, 2))
    with stage.at_work(Role.CASE_MANAGER) as colleague:
        reject(one, reason="OTHER", by=colleague, at=NOON)

    answer = caseworker.post(ACKNOWLEDGE, {"referrals": f"{one.pk} {other.pk}"})

    said = said_in(answer)
    assert "1 referral acknowledged." in said
    assert f"{one.reference} This referral cannot be acknowledged." in said
    assert page_of(answer).xpath("string(//title)").startswith("Error: ")


def test_choosing_nothing_says_what_to_do(caseworker, stage):
    stage.refer(stage.a_person())

    answer = caseworker.post(CHECK, {"chosen": ["not an id"]}, follow=True)

    assert "Select the referrals to acknowledge." in said_in(answer)


@pytest.mark.parametrize("moment", [NOON + timedelta(days=4)])
def test_an_overdue_referral_is_marked(caseworker, stage, moment):
    stage.refer(stage.a_person())

    said = said_in(caseworker.get(NEW))

    assert "1 working day overdue, was due Thursday 4 May 2017 Overdue" in said


def test_without_new_referrals_the_page_says_so(caseworker):
    assert "There are no new referrals." in said_in(caseworker.get(NEW))


def test_whoever_has_died_is_rejected_not_acknowledged(caseworker, stage):
    record = stage.a_person()
    (referral,) = stage.refer(record)
    received = stage.received(record)
    with stage.at_work(Role.CASEWORKER) as staff:
        tell_of_death(received, on=NOON.date(), by=staff, at=NOON)

    page = page_of(caseworker.get(NEW))
    checked = caseworker.post(CHECK, {"chosen": [referral.pk]}, follow=True)

    assert ids_posted_by(page) == []
    assert "Has died" in page.xpath("string(//main)")
    assert "Select the referrals to acknowledge." in said_in(checked)


def test_what_was_sent_to_another_provider_is_not_there(client, stage):
    (referral,) = stage.refer(stage.a_person())
    stranger = signed_in(client, somebody(Role.CASEWORKER))

    stranger.post(ACKNOWLEDGE, {"referrals": f"{referral.pk} {uuid4()}"})

    assert "There are no new referrals." in said_in(stranger.get(NEW))
    assert stage.seen_by(stage.provider, [referral.pk])[0].status == Status.REFERRED


def test_the_list_costs_the_same_however_long(caseworker, stage, django_assert_max_num_queries):
    stage.refer(*people(stage, 12))

    with django_assert_max_num_queries(22):
        caseworker.get(NEW)
