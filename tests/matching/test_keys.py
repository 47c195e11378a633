import pytest

from onward.matching import keys
from onward.matching.keys import KeyTable
from tests.matching.rows import table

ELSEWHERE = {"address": "9 Elm Lane", "postcode": "ZC7 9XY"}


def found(ours, theirs):
    kept = KeyTable.of(table(theirs))
    return bool(len(kept.candidates(table(ours))[0]))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"last": "Baxter", **ELSEWHERE}, id="birth date and first name"),
        pytest.param({"first": "Zoe", **ELSEWHERE}, id="birth date and surname"),
        pytest.param(
            {"first": "Zoe", "last": "Baxter", "address": "", "postcode": "ZA1 9XY"},
            id="birth date and district",
        ),
        pytest.param(
            {"first": "Zoe", "last": "Baxter", "address": "12 Elm Lane", "postcode": ""},
            id="birth date and door",
        ),
        pytest.param({"born": "2005-07-03", "last": "Baxter", **ELSEWHERE}, id="date turned"),
        pytest.param({"first": "Kowalska", "last": "Anna", **ELSEWHERE}, id="names exchanged"),
        pytest.param({"born": "1990-11-28", **ELSEWHERE}, id="a rare name alone"),
        pytest.param(
            {"born": "1990-11-28", "last": "Baxter", "address": ""}, id="postcode and first name"
        ),
        pytest.param(
            {"born": "1990-11-28", "first": "Zoe", "address": ""}, id="postcode and surname"
        ),
        pytest.param({"born": "1990-11-28", "first": "Zoe", "last": "Baxter"}, id="house"),
        pytest.param(
            {"born": "1990-11-28", "last": "Baxter", "postcode": "ZC7 9XY"},
            id="door, street and first name",
        ),
    ],
)
def test_a_pair_is_found_by_each_key_alone(other):
    assert found({}, other)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"born": "2006-11-28", **ELSEWHERE}, id="the year beside"),
        pytest.param({"born": "", **ELSEWHERE}, id="no date kept"),
        pytest.param(
            {"born": "1990-11-28", "address": "", "postcode": "ZA1 9XY"}, id="the district"
        ),
    ],
)
def test_a_common_name_needs_the_year_or_the_district_beside_it(other, monkeypatch):
    monkeypatch.setattr(keys, "FEW", 0)

    assert found({}, other)
    assert not found({}, {"born": "1990-11-28", **ELSEWHERE})


def test_a_row_without_a_birth_date_is_found_by_what_it_sounds_like():
    assert found({"born": ""}, {"born": "1990-11-28", **ELSEWHERE})


def test_nothing_in_common_is_not_found():
    stranger = {"first": "Zoe", "last": "Baxter", "born": "1990-11-28", **ELSEWHERE}

    assert not found({}, stranger)


def test_what_is_missing_is_no_key():
    nothing = {"first": "", "last": "", "born": "", "address": "", "postcode": ""}

    assert not found(nothing, nothing)


def test_a_key_that_many_stand_under_is_not_followed(monkeypatch):
    monkeypatch.setattr(keys, "WIDEST", 3)
    crowd = KeyTable.of(table(*[{}] * 4))

    assert not len(crowd.candidates(table({"first": "Anya", "last": "", **ELSEWHERE}))[0])


def test_a_pair_with_many_keys_comes_once():
    asks, rows = KeyTable.of(table({}, {})).candidates(table({}))

    assert (asks.tolist(), rows.tolist()) == ([0, 0], [0, 1])


def test_keys_are_the_same_in_every_process():
    hashes, _ = keys.kept_keys(table({}))

    assert keys.as_stored(hashes)[0] == 4_221_904_147_929_386_377
