"""Giving once, as a caseworker does it and as an officer looks at it."""

import pytest
from django.test import Client

from onward.disclosures.models import Disclosure, OneOff, OneOffReview, TrainedGiver
from onward.parties.permissions import Role
from onward.people.models import Look
from onward.tenancy.context import acting_for
from tests.disclosures.one_offs import CHECKED, trained
from tests.journeys.stage import a_stage
from tests.times import NOON
from tests.web.client import signed_in
from tests.web.on_stage import clock_at, said_in

pytestmark = pytest.mark.django_db
FILLED_IN = {
    "who_asks": "PC 1234 Munro, Police Scotland",
    "recipient": "elsewhere",
    "ground": "VITAL_INTERESTS",
    "basis": "dpa1998-sch2-4",
    "why": "She was seen on the bridge.",
    "checked": list(CHECKED),
    "items": ["forename", "nino"],
    "channel": "telephone",
}


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
def coach(stage):
    staff = stage.member(Role.WORK_COACH)
    trained(staff)
    return signed_in(Client(), staff)


@pytest.fixture
def officer(stage):
    return signed_in(Client(), stage.member(Role.DATA_PROTECTION, of=stage.department))


@pytest.fixture
def page(stage):
    return f"/coach/people/{stage.a_person().pk}/once"


def own(stage):
    return acting_for(stage.department.pk)


def test_a_call_is_recorded_told_and_said_to_be_told(stage, coach, page):
    shown = coach.post(page, FILLED_IN, follow=True)

    assert "QQ 12 34 56 C" in said_in(shown)
    assert "Grant" not in said_in(shown).split("Tell them this, and no more")[1]
    done = coach.post(shown.redirect_chain[-1][0], {"outcome": "given"}, follow=True)

    assert "It is recorded as given." in said_in(done)
    assert "QQ 12 34 56 C" not in said_in(done)
    with own(stage):
        assert Disclosure.objects.get().status == "SENT"
        assert Look.objects.filter(what="NINO").count() == 1


def test_what_was_not_told_is_said_to_be_so(stage, coach, page):
    shown = coach.post(page, FILLED_IN, follow=True)

    done = coach.post(shown.redirect_chain[-1][0], {"outcome": "not"}, follow=True)

    assert "Whoever was to give it said that nothing was given." in said_in(done)
    with own(stage):
        assert [row["code"] for row in Disclosure.objects.get().refusals] == ["NOT_GIVEN"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"checked": ["NAME"]}, "Check name, address and date of birth first."),
        ({"was_in_doubt": "on"}, "check the mobile number or the email address too"),
        ({"basis": "dpa1998-sch2-1"}, "cannot rely on this law here. Choose: Data Protection"),
        ({"told_on": "2 5 2017"}, "Enter both the day and the time of the call"),
        ({"items": []}, "Tick what is given"),
    ],
)
def test_what_is_wrong_is_said_beside_the_question(coach, page, changes, message):
    assert message in said_in(coach.post(page, FILLED_IN | changes))


def test_a_call_of_three_days_ago_is_marked_late_for_both(stage, coach, officer, page):
    told = {"told_on": "29 4 2017", "told_time": "12:00"}
    shown = coach.post(page, FILLED_IN | told, follow=True)

    assert "It is marked late." in said_in(shown)
    assert "Written up late" in said_in(officer.get("/governance/once/"))


def test_who_is_not_trained_is_told_so_and_the_attempt_is_kept(stage, coach, page):
    with own(stage):
        TrainedGiver.objects.all().delete()

    assert "You are not named as trained for this" in said_in(coach.get(page))
    shown = said_in(coach.post(page, FILLED_IN, follow=True))

    assert "not named as trained to give outside agreements today" in shown
    assert "Tell them this" not in shown


def test_the_officer_reads_why_and_gives_a_verdict(stage, coach, officer, page):
    coach.post(page, FILLED_IN)
    with own(stage):
        one_off = OneOff.objects.get()
    path = f"/governance/once/{one_off.pk}/"

    assert "1 to review" in said_in(officer.get("/governance/"))
    assert "She was seen on the bridge." in said_in(officer.get(path))
    done = officer.post(path, {"verdict": "JUSTIFIED", "note": "In danger."}, follow=True)

    assert "Nothing waits for a review." in said_in(done)
    with own(stage):
        assert OneOffReview.objects.get().verdict == "JUSTIFIED"


def test_the_officer_names_who_is_trained_and_ends_it(stage, officer):
    coach = stage.member(Role.WORK_COACH)
    days = {"trained_on": "1 4 2017", "expires_on": "1 4 2018"}

    named = officer.post("/governance/trained/", {"staff": coach.pk, **days}, follow=True)
    assert coach.name in said_in(named)
    with own(stage):
        trained_id = TrainedGiver.objects.get().pk
    officer.post(f"/governance/trained/{trained_id}/end")

    with own(stage):
        assert TrainedGiver.objects.get().ended_on == NOON.date()


def test_who_says_that_they_know_the_person_gives_nothing(coach, page):
    coach.post(page.replace("once", "interest"), {"kind": "KNOWN"})

    shown = said_in(coach.post(page, FILLED_IN, follow=True))

    assert "their own or of somebody they know" in shown


def test_nobody_else_finds_it(stage, coach, page):
    shown = coach.post(page, FILLED_IN, follow=True)
    other = signed_in(Client(), stage.member(Role.CASEWORKER))
    path = shown.redirect_chain[-1][0].replace("coach", "provider")

    assert other.get(path).status_code == 404
