import pytest

from onward.people.facts import present_values, provenance
from onward.people.models import Fact
from tests.intake.young_people.lists import notes, rules, table, taken

pytestmark = pytest.mark.django_db
PUPIL = ("forename", "surname", "date_of_birth", "postcode", "upn", "school")
OFFERS = (*PUPIL, "year_group", "status", "status_on", "provider", "course")
DESTINATIONS = (*PUPIL, "destination", "said_on", "provider", "course")
AMARA = {
    "forename": "Amara",
    "surname": "Osei",
    "date_of_birth": "03/02/2009",
    "school": "8564001",
    "status_on": "01/09/2025",
    "said_on": "01/05/2025",
}


@pytest.fixture
def amara(place):
    return place.a_young_person()


def offered(place, **row):
    return taken(place, table({**AMARA, **row}, columns=OFFERS), feed="september-offers")


def test_an_offer_is_the_status_of_its_year_and_the_schools_authority_owes_it(place, amara):
    landing = offered(place, year_group="11", status="110")

    with place.at_work():
        held, fact = present_values(amara), provenance(amara)["guarantee_year_11"]
    assert (held["guarantee_year_11"], held["guarantee_year_11_authority"]) == ("110", "856")
    assert (fact.source, fact.source_id) == (Fact.Source.FILE, landing.pk)


def test_a_status_of_year_12_alone_is_refused_of_year_11(place, amara):
    landing = offered(place, year_group="11", status="114")

    assert (landing.done_count, len(rules(landing))) == (0, 1)


def test_an_older_status_does_not_replace_what_was_said_since(place, amara):
    offered(place, year_group="11", status="110")

    landing = offered(place, year_group="11", status="150", status_on="01/06/2025")

    assert notes(landing) == ["Something else was said of this after the day of the list."]
    with place.at_work():
        assert present_values(amara)["guarantee_year_11"] == "110"


def test_an_intended_destination_is_kept_with_the_day_it_was_said(place, amara):
    row = AMARA | {"destination": "211"}

    taken(place, table(row, columns=DESTINATIONS), feed="destinations")

    with place.at_work():
        fact = provenance(amara)["intended_destination"]
    assert (fact.values["intended_destination"], fact.valid_from.isoformat()) == (
        "211",
        "2025-05-01",
    )


def test_a_later_status_replaces_it_though_the_first_list_came_only_today(place, amara):
    offered(place, year_group="11", status="110")

    offered(place, year_group="11", status="150", status_on="15/09/2025")

    with place.at_work():
        assert present_values(amara)["guarantee_year_11"] == "150"
