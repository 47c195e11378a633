"""The first page: what waits, what is late, and where to go."""

from datetime import timedelta

import pytest

from onward.casework.referrals import acknowledge, ask_cancellation
from onward.parties.permissions import Role
from tests.casework.factories import CANCELLATION
from tests.times import NOON
from tests.web.client import page_of, signed_in
from tests.web.on_stage import cost_of, said_in
from tests.web.provider.test_caseload import leave, reach

HOME = "/provider/"


def waiting_in(response):
    """How many wait, by kind."""
    rows = page_of(response).xpath("(//main//table)[1]/tbody/tr")
    return {row.xpath("normalize-space(th)"): row.xpath("normalize-space(td[1])") for row in rows}


def test_nothing_waits_at_first(caseworker):
    assert "Nothing is waiting." in said_in(caseworker.get(HOME))


def test_everything_that_waits_is_counted(manager, stage):
    _new, taken = stage.refer(stage.a_person(forename="Newt"), stage.a_person(forename="Acka"))
    started, ended = stage.start(stage.a_person(forename="Una"), stage.a_person(forename="Ishbel"))
    with stage.at_work(Role.CASEWORKER) as staff:
        acknowledge(taken, by=staff, at=NOON)
        ask_cancellation(taken, reason=CANCELLATION, by=staff, at=NOON)
    reach(stage, started)
    leave(stage, ended, consents=True)

    assert waiting_in(manager.get(HOME)) == {
        "New referrals to reply to": "1",
        "Leavers plans to send": "1",
        "Cancellations the commissioner has not answered": "1",
        "Outcomes reached and not claimed": "1",
        "Two records with one number: say who is who": "6",  # of four with the same
    }


@pytest.mark.parametrize("moment", [NOON + timedelta(days=4)])
def test_what_is_overdue_is_marked(caseworker, stage, moment):
    stage.refer(stage.a_person())

    assert "New referrals to reply to 1 1 overdue" in said_in(caseworker.get(HOME))


def test_the_first_to_reply_to_are_links(caseworker, stage):
    (referral,) = stage.refer(stage.a_person())

    links = page_of(caseworker.get(HOME)).xpath("//main//a/@href")

    assert f"/provider/people/{referral.received_as_id}" in links


def test_who_may_not_claim_is_not_told_of_money(caseworker, stage):
    (started,) = stage.start(stage.a_person())
    reach(stage, started)

    assert "claimed" not in said_in(caseworker.get(HOME))


def test_home_is_where_a_caseworker_begins(caseworker):
    assert caseworker.get("/").headers["Location"] == HOME


@pytest.mark.parametrize("role", [Role.WORK_COACH, Role.SIGNER])
def test_other_roles_may_not_open_it(client, stage, role):
    assert signed_in(client, stage.member(role)).get(HOME).status_code == 403


def test_the_page_costs_the_same_for_many(caseworker, stage):
    stage.refer(stage.a_person())
    for_one = cost_of(caseworker, HOME)

    stage.refer(*(stage.a_person(forename=f"Ailsa {letter}") for letter in "ABCDEFGHIJ"))

    assert cost_of(caseworker, HOME) <= for_one
