"""A young person's page says how they stand: duty, need, tracking, and what may be a risk."""

import pytest

from onward.tracking.following.risk import own_risk_rules
from tests.web.client import page_of
from tests.web.coach.browsing import press
from tests.web.on_stage import said_in

LIST, RISK = "/tracking/young-people/", "/tracking/young-people/risk"


def page(record):
    return f"/tracking/people/{record.pk}/"


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ({"code": "310"}, "Meets it"),
        ({"code": "330"}, "Does not participate"),
        ({"code": "330", "since": "2025-02-01"}, "Not known whether they participate"),
        ({"code": ""}, "Not known whether they participate"),
        ({"code": "330", "date_of_birth": "2007-11-03"}, "Does not apply on this day"),
        ({"code": "330", "date_of_birth": "2007-11-04"}, "Does not participate"),
    ],
)
def test_the_duty_is_worked_out_and_ends_on_the_18th_birthday(adviser, here, held, words):
    """REQ-002-067."""
    record = here.a_young_person(**held)

    assert f"Duty to participate {words}" in said_in(adviser.get(page(record)))


def test_need_and_the_end_of_three_years_stand_beside_it(adviser, here):
    """REQ-002-018."""
    record = here.a_young_person(ehc_plan=True, intended_destination="111")

    said = said_in(adviser.get(page(record)))

    assert "Tracked until 31 August 2028" in said
    assert "Level of need Minimum intervention" in said
    assert "Education, health and care plan Yes" in said
    assert "Intended destination" in said


def test_the_risk_is_explained_and_leads_a_list_of_its_own(adviser, here):
    listed = here.a_young_person(ehc_plan=True, sen_support=True, surname="Listed")
    here.a_young_person(surname="Other")

    said = said_in(adviser.get(page(listed)))
    found = adviser.get(LIST, {"risk": "listed"})

    assert "This list is advice." in said
    assert "Why Education, health and care plan (2 points); Support for special needs" in said
    assert "3 points: listed, from 3 on" in said
    assert page_of(found).xpath("//main//tbody//th//a/text()") == ["Amara Listed"]
    assert "Support for special needs (1 point)" in said_in(found)


def test_a_manager_weighs_it_and_an_adviser_does_not(manager, adviser, here):
    form = manager.get(RISK)
    press(manager, form, PLAN="7", threshold="7")
    refused = press(manager, form, PLAN="-1")

    with here.at_work():
        rules = own_risk_rules()
    assert rules.threshold == 7
    assert "must be 0 or more" in said_in(refused)
    assert adviser.get(RISK).status_code == 403
