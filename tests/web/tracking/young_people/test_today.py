"""School by school and ward by ward: each number is a link to those it counts."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from onward.tracking.places.versions import keep_places
from tests.returns.nccis.factories import NOVEMBER
from tests.tracking.test_today import MILL, PLACES, told_at
from tests.web.client import page_of
from tests.web.on_stage import said_in

COUNT = re.compile(r"\d+")


@pytest.fixture
def town(here):
    """Two at Mill College, one of them not known any more; two in Castle, one in no ward."""
    went, goes = here.a_young_person(code=""), here.a_young_person(code="", postcode="LE1 1AA")
    told_at(here, went, "230", "2025-09-04")
    told_at(here, went, "810", "2025-09-18", where=MILL)
    told_at(here, goes, "230", "2025-09-04")
    here.a_young_person(code="330", since="2025-03-04", postcode="LE4 4DD")
    with here.at_work():
        keep_places(PLACES, holds_from=date(2025, 10, 1), source_id=uuid4(), at=NOVEMBER)


def followed_links(client, page):
    """Each number that is a link, beside how many people stand where it leads."""
    links = page_of(page).xpath("//td//a | //*[local-name()='svg']//a")
    for link in links:
        said = link.get("aria-label") or link.text_content()
        found = page_of(client.get(link.get("href"))).xpath("//tbody/tr")
        yield int(COUNT.findall(said)[0]), len(found)


def test_the_grid_counts_by_school_and_each_number_leads_to_its_people(adviser, town):
    page = adviser.get(reverse("tracking:schools"))

    assert "Mill College 2 Young people, Mill College 0 1 Not known" in said_in(page)
    assert "No school or college told 1" in said_in(page)
    pairs = list(followed_links(adviser, page))
    assert pairs
    assert all(count == found for count, found in pairs)


def test_one_school_is_shown_by_year_group(adviser, town):
    (url,) = page_of(adviser.get(reverse("tracking:schools"))).xpath(
        "//a[normalize-space()='Mill College']/@href"
    )

    page = adviser.get(url)

    assert "Year 12 2 Young people, Year 12" in said_in(page)
    assert all(count == found for count, found in followed_links(adviser, page))


def test_the_map_and_the_table_have_the_same_numbers(adviser, town):
    page = adviser.get(reverse("tracking:wards"))

    drawn = page_of(page).xpath("//*[local-name()='svg']//a/@aria-label")
    assert drawn == ["Castle: 1 of 2 not known", "Abbey: 0 of 0 not known"]
    assert "Castle 2 Young people, Castle 0 1 Not known, Castle 50.0%" in said_in(page)
    assert "Postcode not found 1" in said_in(page)
    assert all(count == found for count, found in followed_links(adviser, page))


def test_without_a_file_of_postcodes_the_page_says_what_to_do(adviser, here):
    here.a_young_person()

    page = said_in(adviser.get(reverse("tracking:wards")))

    assert "No file of postcodes has been taken in" in page
    assert "Postcode not found 1" in page
