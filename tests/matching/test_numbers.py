import numpy as np
import pytest

from onward.matching.kept import Kept
from onward.matching.links import NOBODY, Band
from onward.matching.numbers import ByNumber, by_number, settle
from tests.matching.fitted import a_small_town
from tests.matching.rows import columns, table

ZOE = {"first": "Zoe", "last": "Baxter", "born": "2001-09-09", "postcode": "ZC7 9XY"}
FIRST = np.array([0])


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, ByNumber.SAME),
        ({"last": "Baxter"}, ByNumber.SAME),
        ({"born": "2005-03-17"}, ByNumber.SAME),
        ({"first": "Zoe", "last": "Baxter"}, ByNumber.CONFLICT),
        ({"born": "1970-06-06"}, ByNumber.CONFLICT),
        (ZOE, ByNumber.CONFLICT),
    ],
)
def test_a_number_needs_the_birth_date_or_the_name_beside_it(row, expected):
    assert by_number(table(row), FIRST, table({}))[0] == expected


def test_a_number_that_nobody_holds_says_nothing():
    assert by_number(table({}), np.array([NOBODY]), table({}))[0] == ByNumber.UNKNOWN


def settled(row, holds, others=False, beside=ZOE):
    _, _, _, model = a_small_town()
    kept = Kept.of(columns({}, beside))
    asking, holds = table(row), np.array([holds])
    links, _ = kept.link(asking, model)
    numbers = by_number(asking, holds, kept.table)
    return settle(links, numbers, holds, kept.table, np.array([others]))[0]


def test_number_and_person_together_are_accepted_even_where_much_else_differs():
    assert settled({"last": "Nowak", "postcode": "", "address": ""}, 0) == Band.ACCEPT


@pytest.mark.parametrize("row", [{}, ZOE, {"born": "1970-06-06"}])
@pytest.mark.parametrize("holds", [NOBODY, 0, 1])
def test_nothing_is_accepted_when_the_numbers_conflict(row, holds):
    assert settled(row, holds, others=holds == NOBODY) == Band.REVIEW or (row, holds) in (
        ({}, 0), (ZOE, 1),
    )  # fmt: skip


def test_a_number_of_one_and_the_person_of_another_go_to_review():
    assert settled({}, 1) == Band.REVIEW


def test_a_number_on_one_record_and_the_better_fit_on_another_go_to_review():
    moved_out = {"address": "3 Elm Row", "postcode": "ZC7 9XY"}

    assert settled({}, 1, beside=moved_out) == Band.REVIEW
    assert settled({}, 0, beside=moved_out) == Band.ACCEPT
