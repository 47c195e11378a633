import numpy as np

from onward.matching.kept import Kept
from onward.matching.keys import KeyTable
from tests.matching.fitted import a_small_town
from tests.matching.rows import columns, table

ZOE = {"first": "Zoe", "last": "Baxter", "born": "2001-09-09", "postcode": "ZC7 9XY"}


def test_rows_taken_in_later_are_found_like_those_of_the_beginning():
    at_once = KeyTable.of(table({}, ZOE, {"born": "2004-04-04"}))
    later = Kept.of(columns({})).and_then(columns(ZOE, {"born": "2004-04-04"})).keys

    for asking in (table({}), table(ZOE)):
        assert [list(each) for each in at_once.candidates(asking)] == [
            list(each) for each in later.candidates(asking)
        ]


def test_who_is_forgotten_leaves_no_name_behind():
    kept = Kept.of(columns({}, ZOE)).without(np.array([1]))

    assert kept.table.handle.tolist() == [0]
    assert "zoe" not in kept.table.names.texts
    assert not len(kept.keys.candidates(table(ZOE))[0])


def test_a_former_home_leads_to_the_person():
    _, _, _, model = a_small_town()
    moved = {"address": "9 Elm Lane", "postcode": "ZC7 9XY"}
    kept = Kept.of(columns({"handle": 5, **moved}, {"handle": 5}))

    links, _ = kept.link(table({}), model)

    assert (links.handle[0], links.row[0]) == (5, 1)


def test_a_household_is_everyone_who_is_or_was_at_the_home():
    brother = {"first": "Jan", "born": "2007-01-01"}
    moved_out = {"handle": 8, "first": "Ewa", "address": "9 Elm Lane", "postcode": "ZC7 9XY"}
    kept = Kept.of(columns({}, brother, ZOE, moved_out, {"handle": 8, "first": "Ewa"}))

    assert kept.household(0).tolist() == [1, 8]


def test_somebody_kept_twice_is_told_and_twins_are_not():
    _, kept, _, model = a_small_town()
    again = columns({"handle": 9_001}, {"handle": 9_002, "address": "12 mill rd"})
    twin = columns({"handle": 9_003, "first": "Piotr", "sex": "M"})
    kept = kept.and_then(again).and_then(twin)

    one, other, bits = kept.doubles(model)

    sure = {frozenset(pair) for pair in zip(one[bits > 8], other[bits > 8], strict=True)}
    assert frozenset({9_001, 9_002}) in sure
    assert not any(9_003 in pair for pair in sure)
