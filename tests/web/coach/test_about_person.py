"""Consents and a death: what the person says, and what is said when they no longer can."""

import pytest

from onward.acts.deaths import tell_of_death
from onward.parties.permissions import Role
from onward.people.models import Consent, Record
from onward.web.records.forms import consent_scopes
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

    assert "with employers Agreed on 1 May 2017 wfs-2017-04" in said_in(answer)
    with stage.at_work(Role.WORK_COACH) as staff:
        assert Consent.objects.get().by == staff.handle


def test_a_consent_is_taken_back(coach, stage, record):
    answer_to(coach, record, "given", on="1 5 2017")

    answer = answer_to(coach, record, "withdrawn", wording="")

    assert "Agreed on 1 May 2017, taken back on 2 May 2017 wfs-2017-04" in said_in(answer)


@pytest.mark.parametrize(
    ("decision", "typed", "said"),
    [
        ("withdrawn", {}, "There is no consent that could be withdrawn on this day."),
        ("given", {"wording": ""}, "Enter the version of the wording they were given"),
        ("given", {"wording": "a b"}, "has only letters, digits and hyphens"),
        ("refused", {"on": "3 5 2017"}, "Day they said it must be today or in the past"),
        ("refused", {"on": "soon"}, "must be a real date"),
    ],
)
def test_what_cannot_be_kept_is_said(coach, stage, record, decision, typed, said):
    answer = answer_to(coach, record, decision, **typed)

    assert said in said_in(answer)
    with stage.at_work(Role.WORK_COACH):
        assert not Consent.objects.exists()


def test_every_word_on_it_is_shown_the_newest_first(coach, stage, record):
    answer_to(coach, record, "refused", on="28 4 2017")

    said = said_in(answer_to(coach, record, "given", on="1 5 2017"))

    assert said.index("Agreed on 1 May 2017") < said.index("Did not agree on 28 April 2017")


def test_nobody_asked_yet_is_said(coach, stage, record):
    assert said_in(coach.get(consents_of(record))).count("Not asked") == len(consent_scopes())


def test_word_of_a_death_goes_to_the_provider_once(coach, stage):
    record = stage.a_person()
    stage.refer(record)

    page = coach.get(f"/coach/people/{record.pk}/death")
    answer = press(coach, page, follow=True, on="1 5 2017", sure="on")
    stage.deliver()

    assert f"Word of it is on its way to {stage.provider.name}." in said_in(answer)
    with stage.at_work(Role.CASEWORKER) as staff:
        received = Record.objects.exclude(deceased_on=None).get()
        assert tell_of_death(received, on=NOON.date(), by=staff, at=NOON) == []


def test_a_death_needs_to_be_sure_and_not_of_tomorrow(coach, stage):
    page = coach.get(f"/coach/people/{stage.a_person().pk}/death")

    answer = press(coach, page, on="3 5 2017")

    assert "Date of death must be today or in the past" in said_in(answer)
    assert "Tick the box to go on: I am sure" in said_in(answer)


def test_a_work_coach_asks_for_what_the_programme_asks_for_and_for_nothing_of_schools():
    assert consent_scopes() == [
        "consent_employers",
        "consent_training_providers",
        "consent_case_study",
        "consent_leavers_plan",
        "consent_evaluation",
    ]
