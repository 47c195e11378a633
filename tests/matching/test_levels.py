import numpy as np
import pytest

from onward.matching.compare import compare, worth_comparing
from onward.matching.evidence import levels
from onward.matching.frequencies import Frequencies
from onward.matching.levels import Born, First, Last, Order, Place, Sex
from tests.matching.rows import table


def level(field, ours, theirs):
    one = np.array([0])
    compared = compare(table(ours), one, table(theirs), one)
    return getattr(compared, field)[0]


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("Mei Ling", "Meiling", First.EQUAL),
        ("Anna Maria", "Anna", First.HEAD),
        ("Samuel", "Sam", First.ALIKE),
        ("Mohammed", "Muhamad", First.ALIKE),
        ("Jessica", "Jessiza", First.SLIP),
        ("Ernily", "Emily Rose", First.SLIP),
        ("Grace Anna", "Anna", First.WORD),
        ("J", "Jasper", First.INITIAL),
        ("Oliver", "Olivia", First.NEAR),
        ("Md Rahim", "Rahim", First.EQUAL),
        ("Iain", "Ewan", First.OTHER),
        ("Oliver", "Priya", First.OTHER),
        ("", "Priya", First.MISSING),
    ],
)
def test_first_names_are_as_alike_as_their_level_says(ours, theirs, expected):
    assert level("first", {"first": ours}, {"first": theirs}) == expected
    assert level("first", {"first": theirs}, {"first": ours}) == expected


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("O'Brien", "OBRIEN", Last.EQUAL),
        ("Smith-Patel", "Patel", Last.WORD),
        ("Hussain", "Hossein", Last.ALIKE),
        ("Baxter", "Baxfer", Last.SLIP),
        ("Johnson", "Johansen", Last.ALIKE),
        ("Marston", "Martins", Last.NEAR),
        ("Begum", "Okafor", Last.CUSTOM),
        ("Baxter", "Okafor", Last.OTHER),
        ("", "Okafor", Last.MISSING),
    ],
)
def test_surnames_are_as_alike_as_their_level_says(ours, theirs, expected):
    assert level("last", {"last": ours}, {"last": theirs}) == expected


def test_a_surname_may_stand_among_the_first_names_of_the_other():
    ours = {"first": "Gurpreet Kaur", "last": "Dhillon"}
    theirs = {"first": "Gurpreet", "last": "Kaur"}

    assert level("last", ours, theirs) == Last.GIVEN


def test_names_in_each_others_field_are_compared_crosswise():
    ours, theirs = {"first": "Okafor", "last": "Blessing"}, {"first": "Blessing", "last": "Okafor"}

    assert level("order", ours, theirs) == Order.EXCHANGED
    assert level("first", ours, theirs) == First.EQUAL
    assert level("last", ours, theirs) == Last.EQUAL


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("2005-03-07", Born.EQUAL),
        ("2005-07-03", Born.TURNED),
        ("2005-03-17", Born.DIGIT),
        ("2015-03-07", Born.DIGIT),
        ("2005-03-21", Born.PART),
        ("2005-01-01", Born.JANUARY),
        ("2005-11-28", Born.YEAR),
        ("2001-11-28", Born.OTHER),
        ("1979-11-28", Born.GENERATION),
        ("", Born.MISSING),
        ("7 March", Born.MISSING),
    ],
)
def test_birth_dates_are_as_alike_as_their_level_says(other, expected):
    assert level("born", {}, {"born": other}) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"address": "12, MILL RD"}, Place.HOUSE),
        ({"postcode": "ZB1 2AB"}, Place.ADDRESS),
        ({"postcode": ""}, Place.ADDRESS),
        ({"address": "14 Mill Road"}, Place.POSTCODE),
        ({"address": "3 Elm Road", "postcode": "ZA1 2XY"}, Place.SECTOR),
        ({"address": "3 Elm Road", "postcode": "ZA1 4XY"}, Place.DISTRICT),
        ({"address": "3 Elm Road", "postcode": "ZA9 4XY"}, Place.AREA),
        ({"address": "3 Elm Road", "postcode": "ZC9 4XY"}, Place.OTHER),
        ({"address": "", "postcode": ""}, Place.MISSING),
    ],
)
def test_homes_are_as_near_as_their_level_says(other, expected):
    assert level("place", {}, other) == expected


@pytest.mark.parametrize(
    ("other", "expected"), [("F", Sex.EQUAL), ("M", Sex.DIFFERENT), ("", Sex.MISSING)]
)
def test_sex_is_compared_where_both_give_it(other, expected):
    assert level("sex", {}, {"sex": other}) == expected


def test_a_slip_between_two_names_in_use_is_a_level_of_its_own():
    one, minh, linh = np.array([0]), {"first": "Minh"}, {"first": "Linh"}
    town = table(*[minh] * 5, *[linh] * 5, {"first": "Mini"})
    frequencies = Frequencies.of(town)

    both = levels(table(linh), one, town, one, frequencies).first[0]
    pen = levels(table({"first": "Mimh"}), one, town, one, frequencies).first[0]

    assert (both, pen) == (First.CONFUSED, First.SLIP)


def test_a_birthday_and_one_sound_alone_are_not_worth_comparing():
    one = np.array([0])
    stranger = {"first": "Adam", "last": "Wu", "address": "9 Elm Road", "postcode": "ZC3 1AA"}
    moved = {"address": "9 Elm Road", "postcode": "ZC3 1AA"}

    assert not worth_comparing(table({}), one, table(stranger), one)[0]
    assert worth_comparing(table({}), one, table(moved), one)[0]
