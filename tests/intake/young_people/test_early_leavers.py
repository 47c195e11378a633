from dataclasses import replace
from datetime import UTC, datetime

import pytest

from onward.intake.feeds import FEEDS
from onward.intake.list_settings import STANDARD, keep_settings
from onward.parties.models import Organisation
from tests.agreements.factories import in_force
from tests.intake.young_people.lists import OCTOBER, education, now, rules, taken
from tests.parties.factories import an_organisation

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2025, 11, 3, tzinfo=UTC)
LEFT = {"startdate": "08/09/2025", "enddate": "24/10/2025"}


@pytest.fixture
def amara(place):
    record = place.a_young_person(code="810", since="2025-09-01")
    taken(place, education({"startdate": "08/09/2025"}))
    return record


def noticed(place, row):
    return taken(place, education(row), feed="early-leavers", at=NOVEMBER)


def test_a_notice_from_a_college_without_an_agreement_is_refused(place, amara):
    """REQ-002-018."""
    landing = noticed(place, LEFT)

    assert rules(landing) == ["You have no agreement in force with this school or college."]
    assert now(place, amara).code == "230"


def test_a_notice_from_a_college_with_one_ends_the_activity(place, amara):
    """REQ-002-018."""
    college = an_organisation(Organisation.Kind.COLLEGE, nation=Organisation.Nation.ENGLAND)
    in_force("SCHOOL-LA", {"institution": college, "authority": place.authority}, at=OCTOBER)
    with place.at_work() as manager:
        settings = replace(STANDARD["early-leavers"], senders={"8568600": college.code})
        keep_settings(FEEDS["early-leavers"], settings, by=manager, at=OCTOBER)

    landing = noticed(place, LEFT)

    assert (landing.done_count, landing.problems) == (1, [])
    assert now(place, amara).code == "810"


def test_a_notice_without_a_day_of_leaving_is_no_notice(place, amara):
    landing = noticed(place, {"startdate": "08/09/2025"})

    assert rules(landing) == ["A notice of leaving has no end."]
