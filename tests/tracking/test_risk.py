"""The risk of becoming NEET is a list with reasons, weighed as the authority says; it advises."""

from datetime import timedelta

import pytest

from onward.people.facts import present_values
from onward.programmes.participation.risk import UnknownFactor
from onward.tracking.caseload import Wanted, followed
from onward.tracking.following.risk import indications, weigh_risk
from onward.tracking.models import ActivityStatement, Contact
from tests.people.factories import say
from tests.returns.nccis.factories import NOVEMBER, reporting

pytestmark = pytest.mark.django_db
TODAY = NOVEMBER.date()
SINCE = {"state": "notified", "on": "2025-09-01"}


@pytest.fixture
def django_db_setup(prepared):
    return prepared(reporting)


@pytest.fixture
def here(django_db_setup):
    return django_db_setup


def of(here, record, *, on=TODAY):
    with here.at_work():
        return indications([record], on=on)[record.pk]


def test_it_is_the_sum_of_what_is_known_with_each_reason_and_what_nobody_knows(here):
    record = here.a_young_person(ehc_plan=True, looked_after=SINCE)

    found = of(here, record)

    assert [(each.code, each.points) for each in found.reasons] == [
        ("PLAN", 2),
        ("LOOKED_AFTER", 2),
    ]
    assert (found.score, found.is_listed) == (4, True)
    assert "Exclusions" in found.not_known


def test_a_characteristic_counts_on_its_own_days(here):
    record = here.a_young_person(looked_after=SINCE)

    assert of(here, record, on=TODAY - timedelta(days=90)).score == 0
    with here.at_work():
        say(record, at=NOVEMBER, looked_after={"state": "withdrawn", "on": "2025-10-01"})
    assert of(here, record).score == 0


def test_the_list_follows_the_authoritys_own_weights_and_changes_nothing(here):
    record, other = here.a_young_person(ehc_plan=True), here.a_young_person()
    with here.at_work() as manager:
        before = present_values(record), ActivityStatement.objects.count()

        weigh_risk({"PLAN": 5}, threshold=5, by=manager, at=NOVEMBER)
        listed = followed(Wanted(may_be_at_risk=True), on=TODAY)

        assert [each.record_id for each in listed] == [record.pk]
        weigh_risk({"PLAN": 0}, threshold=1, by=manager, at=NOVEMBER)
        assert not followed(Wanted(may_be_at_risk=True), on=TODAY)
        assert (present_values(record), ActivityStatement.objects.count()) == before
        assert not Contact.objects.exists()
    assert of(here, other).score == 0


def test_a_factor_that_the_rules_do_not_have_is_refused(here):
    with here.at_work() as manager, pytest.raises(UnknownFactor):
        weigh_risk({"SHOES": 5}, threshold=5, by=manager, at=NOVEMBER)
