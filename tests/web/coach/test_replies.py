"""What became of referrals: filtered by state, taken back where they were wrong."""

from datetime import timedelta

import pytest

from onward.casework.models import Status
from onward.casework.referrals import acknowledge, ask_cancellation, reject, start
from onward.parties.permissions import Role
from tests.times import NOON
from tests.web.client import page_of
from tests.web.coach.browsing import follow, press
from tests.web.on_stage import cost_of, said_in

REPLIES = "/coach/referrals/"


def people(stage, number):
    return [stage.a_person(forename=f"Ailsa {letter}") for letter in "ABCDEFGHIJ"[:number]]


def names_on(response):
    return [link.strip() for link in page_of(response).xpath("//tbody//th/a/text()")]


def test_each_referral_leads_to_its_person(coach, stage):
    stage.refer(stage.a_person())

    answer = coach.get(REPLIES)

    assert names_on(answer) == ["Ailsa Grant"]
    assert "Record Ailsa Grant" in said_in(follow(coach, answer, "Ailsa Grant"))


def test_a_rejection_shows_its_reason_in_words(coach, stage):
    (referral,) = stage.refer(stage.a_person())
    with stage.at_work(Role.CASEWORKER) as staff:
        reject(referral, reason="INELIGIBLE", by=staff, at=NOON)

    assert "Rejected: Not eligible" in said_in(coach.get(REPLIES))


def test_the_list_is_filtered_by_state(coach, stage):
    one, _other = stage.refer(*people(stage, 2))
    with stage.at_work(Role.CASEWORKER) as staff:
        acknowledge(one, by=staff, at=NOON)

    assert names_on(coach.get(REPLIES, {"status": "ACKNOWLEDGED"})) == ["Ailsa A Grant"]
    assert names_on(coach.get(REPLIES, {"status": "REFERRED"})) == ["Ailsa B Grant"]
    assert "No referral fits" in said_in(coach.get(REPLIES, {"status": "ENDED"}))


def test_what_has_not_arrived_is_on_its_way(coach, stage):
    stage.refer(stage.a_person(forename="Mo"))
    stage.ask(stage.a_person())

    answer = coach.get(REPLIES, {"waiting": "under_way"})

    assert names_on(answer) == ["Ailsa Grant"]
    assert "On its way" in said_in(answer)


def test_those_i_made_are_told_from_a_colleagues(coach, team, stage):
    stage.refer(stage.a_person())

    assert names_on(coach.get(REPLIES, {"waiting": "mine"})) == ["Ailsa Grant"]
    assert names_on(team.get(REPLIES, {"waiting": "mine"})) == []


@pytest.mark.parametrize("moment", [NOON + timedelta(days=4)])
def test_an_overdue_reply_is_marked(coach, stage, moment):
    stage.refer(stage.a_person())

    answer = coach.get(REPLIES, {"waiting": "overdue"})

    assert "4 May 2017 Overdue" in said_in(answer)


def test_a_provider_who_asks_to_cancel_is_shown(coach, stage):
    (referral,) = stage.refer(stage.a_person())
    with stage.at_work(Role.CASEWORKER) as staff:
        ask_cancellation(referral, reason="DUPLICATE", by=staff, at=NOON)

    assert "The provider asks to cancel it" in said_in(coach.get(REPLIES))


def test_nothing_made_yet_leads_to_finding_a_person(coach, stage):
    assert "No referral has been made yet." in said_in(coach.get(REPLIES))


def test_a_nonsense_filter_shows_everything(coach, stage):
    stage.refer(stage.a_person())

    assert names_on(coach.get(REPLIES, {"status": "NONSENSE", "page": "x"})) == ["Ailsa Grant"]


def test_a_long_list_has_pages_and_the_same_cost(coach, stage, monkeypatch):
    stage.refer(*people(stage, 1))
    before = cost_of(coach, REPLIES)
    stage.refer(*people(stage, 4)[1:])
    monkeypatch.setattr("onward.web.coach.replies.A_PAGE", 3)

    assert len(names_on(coach.get(REPLIES))) == 3
    assert len(names_on(coach.get(REPLIES, {"page": 2}))) == 1
    assert cost_of(coach, REPLIES) == before


def test_a_list_longer_than_anybody_reads_asks_to_be_narrowed(coach, stage, monkeypatch):
    monkeypatch.setattr("onward.web.coach.replies.MOST_LISTED", 2)
    stage.refer(*people(stage, 3))

    answer = coach.get(REPLIES)

    assert "The newest 2 are listed. Filter the list to see others." in said_in(answer)
    assert len(names_on(answer)) == 2


def test_the_team_withdraws_an_incorrect_referral(team, stage):
    (referral,) = stage.refer(stage.a_person())

    asked = follow(team, team.get(REPLIES), "Withdraw")
    answer = press(team, asked, follow=True, reason="WRONG_PERSON")

    assert "The provider is asked to delete it." in said_in(asked)
    assert "The referral is withdrawn." in said_in(answer)
    assert "Withdrawn: The wrong person was referred" in said_in(answer)
    (seen,) = stage.seen_by(stage.provider, [referral.pk])
    assert (seen.status, seen.withdrawal_reason) == (Status.WITHDRAWN, "WRONG_PERSON")


def test_a_withdrawal_needs_a_reason(team, stage):
    (referral,) = stage.refer(stage.a_person())

    answer = team.post(f"{REPLIES}{referral.pk}/withdrawal", {})

    assert "Answer the question: Why was the referral incorrect?" in said_in(answer)


def test_a_person_who_has_started_stays_and_the_words_say_why(team, stage):
    (referral,) = stage.refer(stage.a_person())
    with stage.at_work(Role.CASEWORKER) as staff:
        acknowledge(referral, by=staff, at=NOON)
        start(referral, on=NOON.date(), by=staff, at=NOON)

    path = f"{REPLIES}{referral.pk}/withdrawal"
    answer = team.post(path, {"reason": "DUPLICATE"}, follow=True)

    assert "This referral cannot be withdrawn. It stands at: Started." in said_in(answer)


def test_a_work_coach_is_not_offered_what_only_the_team_may_do(coach, stage):
    (referral,) = stage.refer(stage.a_person())

    for path in (REPLIES, f"{REPLIES}{referral.pk}/"):
        assert "Withdraw" not in said_in(coach.get(path)).replace("Withdrawn", "")
