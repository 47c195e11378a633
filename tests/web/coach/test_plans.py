"""A leavers plan is read and marked done in two clicks from the first page."""

import pytest

from onward.acts.leavers_plans import Plan, send_leavers_plan
from onward.casework.models import PlanRead
from onward.casework.referrals import end
from onward.parties.permissions import Role
from onward.people.consents import give_consent
from onward.people.models import Fact, Record
from tests.times import NOON
from tests.web.coach.browsing import follow, press
from tests.web.on_stage import said_in


@pytest.fixture
def record(stage):
    """Someone who left without work, whose plan came back."""
    record = stage.a_person()
    (referral,) = stage.start(record)
    with stage.at_work(Role.CASEWORKER) as staff:
        end(referral, on=NOON.date(), reason="WITHDREW", by=staff, at=NOON)
        referral.received_as = Record.objects.get()
        give_consent(
            referral.received_as,
            scope="consent_leavers_plan",
            wording="wfs-2017-04",
            on=NOON.date(),
            by=staff,
            at=NOON,
        )
        plan = Plan(summary="A CV.\nTwo work trials.", next_steps="A kitchen course.")
        send_leavers_plan(referral, plan, by=staff, at=NOON)
    stage.deliver()
    return record


def plan_of(stage):
    with stage.at_work(Role.WORK_COACH):
        return Fact.objects.get(source=Fact.Source.DISCLOSURE)


def test_two_clicks_read_a_plan_and_mark_it_done(coach, stage, record):
    home = coach.get("/coach/")

    plan = follow(coach, home, "Ailsa Grant")
    done = press(coach, plan, follow=True)

    assert "Leavers plans to read" in said_in(home)
    assert "Two work trials." in said_in(plan)
    assert f"From {stage.provider}" in said_in(plan)
    assert "marked as read and done" in said_in(done)
    assert "Leavers plans to read" not in said_in(done)
    with stage.at_work(Role.WORK_COACH) as staff:
        assert PlanRead.objects.get().done_by == staff.handle


def test_a_plan_that_is_done_says_by_whom(coach, stage, record):
    path = f"/coach/plans/{plan_of(stage).pk}/"
    coach.post(f"{path}completion")
    coach.post(f"{path}completion")

    said = said_in(coach.get(path))

    assert f"Marked as done on 2 May 2017 by {stage.member(Role.WORK_COACH)}." in said
    assert "Mark as read and done" not in said


def test_the_persons_page_leads_to_the_plan_as_something_to_do(coach, stage, record):
    person = coach.get(f"/coach/people/{record.pk}/")

    assert "A kitchen course." in said_in(follow(coach, person, "Read the leavers plan"))


def test_a_fact_that_is_no_plan_is_no_page(coach, stage, record):
    with stage.at_work(Role.WORK_COACH):
        other = Fact.objects.filter(source=Fact.Source.STAFF)[0]

    assert coach.get(f"/coach/plans/{other.pk}/").status_code == 404
    assert coach.post(f"/coach/plans/{other.pk}/completion").status_code == 404


def test_the_referral_team_does_not_read_plans(team, stage, record):
    assert "Leavers plans to read" not in said_in(team.get("/coach/"))
    assert team.get(f"/coach/plans/{plan_of(stage).pk}/").status_code == 403
