"""One box finds a person by whatever part of a name, number, postcode or date is typed."""

from datetime import date
from typing import Any

import pytest

from onward.people.models import Record
from onward.people.records import record_death, restrict
from onward.people.search import MOST_FOUND, Why, search
from onward.people.search_text import Sought, read_search
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record, say
from tests.times import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2017, 5, 2)
KIM: dict[str, Any] = {
    "forename": "Kim Ann",
    "surname": "O’Brien-Smith",
    "nino": "QQ123456C",
    "claimant_reference_number": "JS/17 42",
    "postcode": "LE1 6AB",
    "date_of_birth": "1984-07-03",
}


@pytest.fixture
def organisation():
    organisation = an_organisation()
    with acting_for(organisation.pk, user=AUTOMATIC):
        yield organisation


def found(text: str) -> list[Record]:
    return [each.record for each in search(text, on=TODAY)]


FINDS_KIM = [
    ("QQ123456C", Why.NINO),
    ("qq 12 34 56 c", Why.NINO),
    ("QQ12", Why.NINO),
    ("qq 12 3", Why.NINO),
    ("LE1 6AB", Why.POSTCODE),
    ("le16ab", Why.POSTCODE),
    ("LE1 6", Why.POSTCODE),
    ("le1", Why.POSTCODE),
    ("3/7/1984", Why.BIRTH_DATE),
    ("1984-07-03", Why.BIRTH_DATE),
    ("JS/17 42", Why.REFERENCE),
    ("js/17 42", Why.REFERENCE),
    ("obrien smith", Why.NAME),
    ("O'Brien", Why.NAME),
    ("obri", Why.NAME),
    ("kim", Why.NAME),
    ("kim obrien", Why.NAME),
    ("o’brien-smith kim", Why.NAME),
    ("k obrien", Why.NAME),
    ("OBRIEN K", Why.NAME),
    ("kim o", Why.NAME),
    ("O’Bryan Smyth", Why.SOUND),
    ("kim obrian-smythe", Why.SOUND),
]


@pytest.mark.parametrize(("text", "why"), FINDS_KIM)
def test_each_shape_of_text_finds_the_person_and_says_why(organisation, text, why):
    kim = a_record(organisation, **KIM)
    a_record(organisation, surname="Else", nino="QQ999999A", postcode="M1 1AE")

    [only] = search(text, on=TODAY)

    assert (only.record, only.why) == (kim, (why,))


FINDS_NOBODY = [
    "",
    "   ",
    "k",
    "kim jones",
    "kim 4/7/1984",
    "QQ13",
    "23456C",
    "LE2",
    "31/2/1984",
    "3/7/84",
    "3/7/2018",
    "' or 1=1 --",
    "%",
    "_im",
    "obrien LE2",
    "kim ann obrien smith jones else",
    "\u202e",
    "x" * 1000,
]


@pytest.mark.parametrize("text", FINDS_NOBODY)
def test_what_does_not_fit_finds_nobody(organisation, text):
    a_record(organisation, **KIM)

    assert found(text) == []


def test_parts_together_must_all_fit(organisation):
    smith = a_record(organisation, surname="Smith", date_of_birth="1984-07-03", nino="QQ111111A")
    a_record(organisation, surname="Smith", date_of_birth="1990-01-01")

    [only] = search("smyth 3/7/1984 qq11", on=TODAY)

    assert only.record == smith
    assert only.why == (Why.SOUND, Why.NINO, Why.BIRTH_DATE)


def test_what_is_shown_is_masked_and_blank_where_nothing_is_held(organisation):
    """REQ-001-007"""
    a_record(organisation, **KIM)
    a_record(organisation, surname="Obrien")

    shown = [(each.name, each.nino, each.postcode) for each in search("obrien", on=TODAY)]

    assert shown == [
        ("Obrien", "", ""),
        ("Kim Ann O’Brien-Smith", "•• •• •• •6 C", "LE1 6AB"),
    ]


def test_the_closest_names_come_first(organisation):
    for surname in ("Smythe", "Smithson", "Smith"):
        a_record(organisation, surname=surname)

    assert [each.name for each in search("smith", on=TODAY)] == ["Smith", "Smithson", "Smythe"]


def test_a_former_name_and_a_former_postcode_still_find_the_person(organisation):
    record = a_record(organisation, surname="Ash", postcode="LE1 6AB")
    say(record, surname="Birch", postcode="EH1 2AB")

    [by_name], [by_place] = search("ash", on=TODAY), search("LE1", on=TODAY)

    assert (by_name.name, by_name.why) == ("Birch", (Why.FORMER_NAME,))
    assert (by_place.postcode, by_place.why) == ("EH1 2AB", (Why.FORMER_POSTCODE,))


def test_of_two_names_that_fit_the_present_one_is_why(organisation):
    record = a_record(organisation, surname="Smitha")
    say(record, surname="Smithb")

    [only] = search("smith", on=TODAY)

    assert (only.record, only.why) == (record, (Why.NAME,))


def test_at_most_fifty_are_shown(organisation):
    for _ in range(MOST_FOUND + 1):
        a_record(organisation, surname="Smith", postcode="LE1 6AB")

    assert len(found("smith")) == len(found("LE1 6")) == MOST_FOUND


def test_someone_who_has_died_is_not_found(organisation):
    record = a_record(organisation, **KIM)
    record_death(record, on=TODAY, by=None, at=NOON)

    assert [found(text) for text, _ in FINDS_KIM] == [[]] * len(FINDS_KIM)


def test_erased_and_mentioned_records_are_not_found(organisation):
    erased = a_record(organisation, **KIM)
    a_record(organisation, kind=Record.Kind.MENTIONED, **KIM)
    Record.objects.filter(pk=erased.pk).update(erased_at=NOON)

    assert [found(text) for text, _ in FINDS_KIM] == [[]] * len(FINDS_KIM)


def test_a_restricted_record_is_found_by_those_named_alone():
    organisation = an_organisation()
    record = a_record(organisation, **KIM)
    named, colleague = a_member_of_staff(organisation), a_member_of_staff(organisation)
    with acting_for(organisation.pk, user=AUTOMATIC):
        restrict(record, to=[named], by=named, at=NOON)

    with acting_for(organisation.pk, user=named.pk):
        assert all(found(text) == [record] for text, _ in FINDS_KIM)
    with acting_for(organisation.pk, user=colleague.pk):
        assert not any(found(text) for text, _ in FINDS_KIM)


def test_another_organisation_finds_nothing():
    a_record(an_organisation(), **KIM)

    with acting_for(an_organisation().pk, user=AUTOMATIC):
        assert not any(found(text) for text, _ in FINDS_KIM)


READ = [
    ("LE1 6AB", Sought(codes=("LE16AB",))),
    ("LE1 smith", Sought(codes=("LE1",), words=("smith",))),
    ("qq 12 34 56 c smith", Sought(codes=("QQ123456C",), words=("smith",))),
    ("BFPO 57", Sought(codes=("BFPO57",))),
    ("EC1A 1BB kim", Sought(codes=("EC1A1BB",), words=("kim",))),
    ("smith 3/7/1984", Sought(birth_dates=(date(1984, 7, 3),), words=("smith",))),
    ("smith 2/5/2017", Sought(birth_dates=(TODAY,), words=("smith",))),
    ("smith 3/5/2017", None),
]


@pytest.mark.parametrize(("text", "sought"), READ)
def test_the_parts_of_a_text_are_told_apart_by_their_shape(text, sought):
    assert read_search(text, on=TODAY) == sought
