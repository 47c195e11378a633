from datetime import UTC, date, datetime

import pytest

from onward.tracking.models import PlaceVersion
from onward.tracking.places.versions import places_of
from tests.intake.young_people.lists import rules, table, taken

pytestmark = pytest.mark.django_db
COLUMNS = ("postcode", "ward_code", "ward", "authority")
ABBEY = {"postcode": "LE1 1AA", "ward_code": "E05010458", "ward": "Abbey", "authority": "856"}
CASTLE = {"postcode": "LE2 2BB", "ward_code": "E05010462", "ward": "Castle", "authority": "856"}
JANUARY = datetime(2026, 1, 5, tzinfo=UTC)


def sent(place, *rows, **when):
    return taken(place, table(*rows, columns=COLUMNS), feed="places", **when)


def ward(place, *, on):
    with place.at_work():
        return {key: found.ward for key, found in places_of(["LE11AA"], on=on).items()}


def test_a_file_is_a_version_and_the_one_before_it_still_answers_for_its_days(place):
    sent(place, ABBEY, CASTLE)
    sent(place, {**ABBEY, "ward": "North"}, CASTLE, at=JANUARY)

    assert ward(place, on=date(2025, 12, 1)) == {"LE11AA": "Abbey"}
    assert ward(place, on=date(2026, 2, 1)) == {"LE11AA": "North"}
    assert ward(place, on=date(2025, 9, 1)) == {}


def test_the_same_places_in_another_order_are_no_new_version(place):
    sent(place, ABBEY, CASTLE)

    landing = sent(place, CASTLE, ABBEY, at=JANUARY)

    assert (landing.done_count, landing.unchanged_count) == (0, 2)
    with place.at_work():
        assert PlaceVersion.objects.count() == 1


def test_a_postcode_lies_in_one_authority_alone(place):
    """REQ-002-073."""
    landing = sent(place, ABBEY, {**ABBEY, "authority": "855"})

    assert rules(landing) == ["Row 2 already gives this postcode."]
    assert ward(place, on=date(2025, 12, 1)) == {"LE11AA": "Abbey"}
