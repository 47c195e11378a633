"""Consents and a death: what the person says, and what is said when they no longer can."""

import pytest

from onward.acts.deaths import tell_of_death
from onward.parties.permissions import Role
from onward.people.models import Consent, Record
from tests.times import NOON
from tests.web.coach.browsing import press
from tests.web.on_stage import said_in


@pytest.fixture
def record(stage):
    return stage.a_person()


def consents_of(record):
    return f"/coach/people/{record.pk}/consents"


def answer_to(coach, record, decision, **typed):
    page = coach.get(consents_of(record))
    answer = {"scope": "consent_employers", "wording": "wfs-2017-04", **typed}
    return press(coach, page, follow=True, decision=decision, **answer)


def test_a_consent_is_kept_with_its_wording_and_its_day(coach, stage, record):
    answer = answer_to(coach, record, "given", on="1 5 2017")

    assert "Consent: employers They agree 1 May 2017 wfs-2017-04" in said_in(answer)
    with stage.at_work(Role.WORK_COACH) as staff:
        assert Consent.objects.get().by == staff.handle


def test_a_consent_is_taken_back(coach, stage, record):
    answer_to(coach, record, "given", on="1 5 2017")

    answer = answer_to(coach, record, "withdrawn", wording="")

    assert "They agree 1 May 2017 wfs-2017-04 2 May 2017" in said_in(answer)


@pytest.mark.parametrize(
    ("decision", "typed", "said"),
    [
        ("withdrawn", {}, "There is no consent that could be withdrawn on this day."),
        ("given", {"wording": ""}, "Enter the version of the wording they answered"),
        ("given", {"wording": "a b"}, "has only letters, digits and hyphens"),
        ("refused", {"on": "3 5 2017"}, "give a day that has come"),
        ("refused", {"on": "soon"}, "must be a real date"),
    ],
)
def test_what_cannot_be_kept_is_said(coach, stage, record, decision, typed, said):
    answer = answer_to(coach, record, decision, **typed)

    assert said in said_in(answer)
    with stage.at_work(Role.WORK_COACH):
        assert not Consent.objects.exists()


def test_nobody_asked_yet_is_said(coach, stage, record):
    assert "The person has not been asked yet." in said_in(coach.get(consents_of(record)))


def test_word_of_a_death_goes_to_the_provider_once(coach, stage):
    record = stage.a_person()
    stage.refer(record)

    page = coach.get(f"/coach/people/{record.pk}/death")
    answer = press(coach, page, follow=True, on="1 5 2017", sure="on")
    stage.deliver()

    assert "Word of it is on its way to 1 organisation." in said_in(answer)
    with stage.at_work(Role.CASEWORKER) as staff:
        received = Record.objects.exclude(deceased_on=None).get()
        assert tell_of_death(received, on=NOON.date(), by=staff, at=NOON) == []


def test_a_death_needs_to_be_sure_and_not_of_tomorrow(coach, stage):
    page = coach.get(f"/coach/people/{stage.a_person().pk}/death")

    answer = press(coach, page, on="3 5 2017")

    assert "Date of death: give a day that has come" in said_in(answer)
    assert "Tick the box to go on: I am sure" in said_in(answer)
