"""A sample is drawn one day and released another: only those who still consent are on the list."""

from datetime import datetime, timedelta

import pytest

from onward.disclosures.models import Disclosure
from onward.parties.permissions import Role
from onward.people.consents import give_consent, withdraw_consent
from onward.people.facts import present_values
from onward.people.models import Record
from onward.people.withheld import withhold_contact
from onward.returns.evaluation_samples import (
    AlreadyReleased,
    NobodyToDraw,
    draw_sample,
    release_sample,
)
from onward.rights.erasure import erase
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_standard_agreement
from tests.journeys.stage import a_stage
from tests.times import NOON

pytestmark = pytest.mark.django_db
DAYS = [NOON + timedelta(days=day) for day in range(20, 24)]
SCOPE = "consent_evaluation"


@pytest.fixture
def stage():
    """A stage on which three have started and consent to be invited, and one does not."""
    stage = a_stage()
    a_standard_agreement(
        "EVALUATION-LIST",
        parties={"commissioner": stage.commissioner, "holder": stage.department},
    )
    people = [
        stage.a_person(surname=name, nino=f"QQ12345{number}C", email=f"{name.lower()}@example.org")
        for number, name in enumerate(["Stays", "Leaves", "Erased", "Refuses"])
    ]
    stage.start(*people)
    with stage.at_work(Role.WORK_COACH) as coach:
        for record in people:
            is_given = present_values(record)["surname"] != "Refuses"
            consent(record, by=coach, at=NOON, given=is_given)
    return stage


def consent(record, *, by, at: datetime, given=True):
    give_consent(record, scope=SCOPE, wording="eval-1", on=at.date(), by=by, at=at, given=given)


def named(surname):
    return next(each for each in Record.objects.all() if present_values(each)["surname"] == surname)


def drawn(stage, *, size=10):
    with stage.at_work(Role.OPERATIONS) as staff:
        return draw_sample(stage.commissioner, size=size, by=staff, at=DAYS[0])


def released(stage, sample, *, at=DAYS[2]):
    with stage.at_work(Role.OPERATIONS) as staff:
        return release_sample(sample, by=staff, at=at)


def on_the_list(stage, *, at=DAYS[2]):
    """Whom the commissioner can write to: those whose postcode it now holds."""
    stage.deliver(at=at)
    with acting_for(stage.commissioner.pk):
        held = [present_values(each) for each in Record.objects.all()]
    return sorted(each["surname"] for each in held if "email" in each)


def test_who_takes_consent_back_between_the_draw_and_the_release_is_not_on_the_list(stage):
    """REQ-001-018."""
    sample = drawn(stage)
    with stage.at_work(Role.WORK_COACH) as coach:
        withdraw_consent(named("Leaves"), scope=SCOPE, on=DAYS[1].date(), by=coach, at=DAYS[1])

    made = released(stage, sample)

    assert (len(sample.handles), made.people_count) == (3, 2)
    assert on_the_list(stage) == ["Erased", "Stays"]


def test_who_takes_it_back_between_release_and_delivery_stops_the_list_which_is_made_anew(stage):
    """REQ-001-018."""
    sample = drawn(stage)
    first = released(stage, sample)
    with stage.at_work(Role.WORK_COACH) as coach:
        withdraw_consent(named("Leaves"), scope=SCOPE, on=DAYS[2].date(), by=coach, at=DAYS[2])
    assert on_the_list(stage) == []
    with acting_for(stage.department.pk):
        assert Disclosure.objects.get(pk=first.pk).refusals[0]["code"] == "CONSENT_WITHDRAWN"

    released(stage, sample, at=DAYS[3])

    assert on_the_list(stage, at=DAYS[3]) == ["Erased", "Stays"]


def test_nobody_who_refused_is_ever_drawn(stage):
    """REQ-001-018."""
    assert len(drawn(stage, size=4).handles) == 3
    assert len(drawn(stage, size=2).handles) == 2


def test_who_wants_no_surveys_or_was_erased_is_not_on_the_list(stage):
    """REQ-001-018."""
    sample = drawn(stage)
    with stage.at_work(Role.WORK_COACH) as coach:
        withhold_contact(named("Leaves"), wording="w-1", on=DAYS[1].date(), by=coach, at=DAYS[1])
        erase(named("Erased"), by=coach, at=DAYS[1])

    released(stage, sample)

    assert on_the_list(stage) == ["Stays"]


def test_a_list_that_went_is_not_released_again(stage):
    sample = drawn(stage)
    released(stage, sample)

    with pytest.raises(AlreadyReleased):
        released(stage, sample, at=DAYS[3])


def test_where_nobody_consents_there_is_nobody_to_draw(stage):
    with stage.at_work(Role.WORK_COACH) as coach:
        for name in ("Stays", "Leaves", "Erased"):
            withdraw_consent(named(name), scope=SCOPE, on=DAYS[0].date(), by=coach, at=DAYS[0])

    with pytest.raises(NobodyToDraw):
        drawn(stage)


def test_another_organisation_sees_no_sample(stage):
    sample = drawn(stage)

    with acting_for(stage.commissioner.pk):
        assert not type(sample).objects.exists()
