from datetime import UTC, date, datetime

import pytest

from onward.disclosures.gate import Draft, preview
from onward.disclosures.parcels import Giving
from onward.parties.models import Organisation
from onward.people.facts import present_values, provenance
from onward.people.models import Address, Fact
from onward.people.withheld import withhold_contact
from onward.tracking.models import ActivityStatement
from tests.agreements.factories import a_small_agreement
from tests.intake.young_people.lists import OCTOBER, notes, now, rules, table, taken
from tests.parties.factories import an_organisation

pytestmark = pytest.mark.django_db
COLUMNS = (
    *("forename", "surname", "address_1", "address_2", "address_3", "address_4"),
    *("postcode", "date_of_birth"),
)
AMARA = {
    "forename": "Amara",
    "surname": "Osei",
    "address_1": "9 New Street",
    "address_2": "Leicester",
    "postcode": "LE2 2BB",
    "date_of_birth": "03/02/2007",
}


@pytest.fixture
def amara(place):
    return place.a_young_person(date_of_birth="2007-02-03")


def listed(place, *rows, at=OCTOBER, columns=COLUMNS, name="list.csv"):
    content = table(*({**AMARA, **row} for row in rows), columns=columns)
    return taken(place, content, feed="new-claimants", at=at, name=name)


def test_an_address_is_brought_up_to_date_and_the_old_one_kept(place, amara):
    """REQ-002-075."""
    listed(place, {})

    with place.at_work():
        fact = provenance(amara)["address"]
        former = Address.objects.get(record=amara, is_current=False)
        held = present_values(amara)
    assert (held["address"], held["postcode"]) == (["9 New Street", "Leicester"], "LE2 2BB")
    assert (former.lines, former.postcode) == (["4 Mill Lane", "Leicester"], "LE1 1AA")
    assert (fact.source, fact.valid_from) == (Fact.Source.FILE, date(2025, 10, 20))


def test_no_status_follows_from_a_claim_but_somebody_is_told_to_ask(place, amara):
    """REQ-002-075."""
    with place.at_work():
        before = ActivityStatement.objects.count()

    landing = listed(place, {})

    assert now(place, amara).code == "230"
    with place.at_work():
        assert ActivityStatement.objects.count() == before
    assert notes(landing) == ["What is held of the activity has probably changed."]


def test_an_address_that_the_person_wants_nobody_to_keep_is_not_taken_in(place, amara):
    """REQ-002-039."""
    with place.at_work() as manager:
        withhold_contact(amara, wording="v1", on=OCTOBER.date(), by=manager, at=OCTOBER)

    landing = listed(place, {})

    with place.at_work():
        assert not {"address", "postcode"} & present_values(amara).keys()
    assert "This young person wants nothing kept to reach them by" in notes(landing)[0]
    assert "New Street" not in str(landing.warnings)


def test_a_fourth_item_refuses_the_whole_list(place, amara):
    """REQ-002-071."""
    landing = listed(place, {"nino": "QQ123456C"}, columns=(*COLUMNS, "nino"))

    assert (landing.status, rules(landing)) == (
        "REFUSED",
        ["This column is not part of the layout."],
    )


def test_an_address_said_after_the_day_of_the_list_stays_and_is_listed(place, amara):
    listed(place, {"address_1": "12 Park Road"}, at=OCTOBER)

    landing = listed(place, {}, at=datetime(2025, 11, 3, tzinfo=UTC), name="dwp 2025-10-01.csv")

    assert notes(landing)[0] == "Something else was said of this after the day of the list."
    with place.at_work():
        assert present_values(amara)["address"] == ["12 Park Road", "Leicester"]


def test_who_is_on_the_list_and_not_followed_is_an_exception(place, amara):
    landing = listed(place, {"forename": "Tom"})

    assert landing.done_count == 0
    assert rules(landing) == [
        "Nobody whom you follow has this name and date of birth, or this number."
    ]


def test_what_the_list_said_goes_nowhere_else(place, amara):
    """REQ-002-022. A13."""
    listed(place, {})
    jobcentre = an_organisation(Organisation.Kind.JOBCENTRE_DISTRICT)
    agreement = a_small_agreement(
        items=("forename", "address"), giver=place.authority, receiver=jobcentre
    )

    with place.at_work():
        draft = Draft(
            kind="other",
            recipient=jobcentre,
            agreement=agreement,
            purpose="council_tax",
            channel="inside",
            people=[Giving(record=amara, items=frozenset({"forename", "address"}))],
        )
        reasons = preview([draft], at=OCTOBER)[0]

    codes = {(reason.code, reason.item) for each in reasons.values() for reason in each}
    assert ("PURPOSE", "address") in codes
    assert ("ONWARD_OFFENCE", "address") in codes
    assert ("ONWARD_OFFENCE", "forename") not in codes
