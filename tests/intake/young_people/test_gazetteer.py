from datetime import UTC, date, datetime

import pytest

from onward.tracking.following.strays import strays
from onward.tracking.models import GazetteerAddress, PlaceVersion
from tests.intake.young_people.every_feed import GAZETTEER
from tests.intake.young_people.lists import rules, table, taken
from tests.intake.young_people.test_places import ABBEY, COLUMNS

pytestmark = pytest.mark.django_db
MILL_LANE = {"unique_number": "1001", "address_1": "4 Mill Lane", "postcode": "LE1 1AA"}
JANUARY = datetime(2026, 1, 5, tzinfo=UTC)
DECEMBER = date(2025, 12, 1)


def sent(place, *rows, **when):
    return taken(place, table(*rows, columns=GAZETTEER), feed="gazetteer", **when)


def lacking(place, *, on=DECEMBER):
    with place.at_work():
        return [address.record_id for address in strays(on=on)]


@pytest.mark.parametrize("line", ["4 Mill Lane", "4, MILL LANE", "4 mill-lane"])
def test_an_address_is_there_however_its_first_line_is_written(place, line):
    place.a_young_person(address=[line, "Leicester"])

    sent(place, MILL_LANE)

    assert lacking(place) == []


@pytest.mark.parametrize(
    "other", [{"address": ["5 Mill Lane"]}, {"postcode": "LE1 1AB"}, {"postcode": "LE9 9ZZ"}]
)
def test_another_house_or_postcode_is_not_there(place, other):
    record = place.a_young_person(**other)

    sent(place, MILL_LANE)

    assert lacking(place) == [record.pk]


def test_without_a_gazetteer_nobodys_address_is_found_wanting(place):
    place.a_young_person()

    assert lacking(place) == []


def test_a_file_is_a_version_and_the_one_before_it_still_answers_for_its_days(place):
    record = place.a_young_person()
    sent(place, MILL_LANE)
    sent(place, MILL_LANE | {"address_1": "4 Mill Road"}, at=JANUARY)

    assert lacking(place) == []
    assert lacking(place, on=date(2026, 2, 1)) == [record.pk]


def test_the_same_addresses_in_another_order_are_no_new_version(place):
    other = MILL_LANE | {"unique_number": "1002", "address_1": "6 Mill Lane"}
    sent(place, MILL_LANE, other)

    landing = sent(place, other, MILL_LANE, at=JANUARY)

    assert (landing.done_count, landing.unchanged_count) == (0, 2)
    with place.at_work():
        assert GazetteerAddress.objects.count() == 2


def test_postcodes_and_addresses_are_numbered_each_for_itself(place):
    sent(place, MILL_LANE)
    taken(place, table(ABBEY, columns=COLUMNS), feed="places")

    with place.at_work():
        numbers = set(PlaceVersion.objects.values_list("kind", "number"))
    assert numbers == {("ADDRESSES", 1), ("POSTCODES", 1)}


def test_a_number_stands_once_in_a_gazetteer(place):
    landing = sent(place, MILL_LANE, MILL_LANE | {"address_1": "6 Mill Lane"})

    assert rules(landing) == ["Row 2 already gives this unique_number."]
