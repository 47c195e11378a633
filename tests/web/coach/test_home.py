"""The first page: nothing waiting, or what came back, what is on its way, what is overdue."""

from datetime import timedelta

import pytest

from onward.casework.models import Status
from onward.casework.referrals import acknowledge, reject
from onward.parties.permissions import Role
from tests.times import NOON
from tests.web.coach.browsing import follow
from tests.web.on_stage import cost_of, said_in

HOME = "/coach/"


def test_nothing_waiting_leads_to_finding_a_person(coach, stage):
    assert "Nothing is waiting for you." in said_in(coach.get(HOME))


def test_a_rejection_is_sent_back_with_its_reason(coach, stage):
    (referral,) = stage.refer(stage.a_person())
    with stage.at_work(Role.CASEWORKER) as staff:
        reject(referral, reason="INELIGIBLE", by=staff, at=NOON)

    said = said_in(coach.get(HOME))

    assert (
        f"Sent back to you Person Provider What Reason Referred Ailsa Grant {stage.provider}"
        in said
    )
    assert "Rejected Not eligible 2 May 2017" in said


def test_a_person_referred_again_is_no_longer_sent_back(coach, stage):
    record = stage.a_person()
    (referral,) = stage.refer(record)
    with stage.at_work(Role.CASEWORKER) as staff:
        reject(referral, reason="INELIGIBLE", by=staff, at=NOON)
    stage.refer(record)

    assert "Sent back to you" not in said_in(coach.get(HOME))


def test_replies_lead_to_their_list(coach, stage):
    (referral,) = stage.refer(stage.a_person())
    with stage.at_work(Role.CASEWORKER) as staff:
        acknowledge(referral, by=staff, at=NOON)

    answer = follow(coach, coach.get(HOME), "1 referral made since 4 April 2017 is acknowledged")

    assert str(Status.ACKNOWLEDGED.label) in said_in(answer)
    assert "Ailsa Grant" in said_in(answer)


@pytest.mark.parametrize("moment", [NOON + timedelta(days=4)])
def test_an_overdue_reply_is_counted(coach, stage, moment):
    stage.refer(stage.a_person())

    answer = follow(coach, coach.get(HOME), "1 reply overdue")

    assert "Ailsa Grant" in said_in(answer)


def test_what_is_on_its_way_is_listed(coach, stage):
    stage.ask(stage.a_person())

    assert "On the way, or not sent" in said_in(coach.get(HOME))


def test_a_long_list_is_cut_and_leads_to_all_of_it(coach, stage, monkeypatch):
    monkeypatch.setattr("onward.web.coach.home.SHOWN", 1)
    stage.ask(*(stage.a_person(nino=f"QQ12345{number}A") for number in range(3)))

    home = coach.get(HOME)

    assert "3 referrals" in said_in(follow(coach, home, "All that are on the way"))


def test_the_page_costs_the_same_however_much_waits(coach, stage):
    stage.refer(stage.a_person())
    before = cost_of(coach, HOME)
    stage.refer(*(stage.a_person(nino=f"QQ12345{number}A") for number in range(4)))

    assert cost_of(coach, HOME) <= before
