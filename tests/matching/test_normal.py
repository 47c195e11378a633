import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.matching import normal
from onward.matching.sounds import shape, skeleton
from onward.matching.words import postcodes


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("O’Brien-Müller", "obrien muller"),
        ("Mc Donald", "mcdonald"),
        ("Miss Łucja  KOWALSKA", "lucja kowalska"),
        ("", ""),
    ],
)
def test_names_that_differ_in_writing_alone_are_one(written, compared):
    assert normal.name(written) == compared


@given(st.text(max_size=30))
def test_a_normal_name_is_its_own_normal_name(text):
    assert normal.name(normal.name(text)) == normal.name(text)


@pytest.mark.parametrize(
    "address", ["Flat 3, 12 Acacia Road", "3/12 ACACIA RD", "12, Apt 3, Acacia Road", "12 acacia 3"]
)
def test_one_door_is_written_in_many_ways(address):
    assert normal.place(address) == normal.Place("12 3", "acacia")


def test_a_street_of_kind_words_alone_keeps_them():
    assert normal.place("4 The Grove Way").street == "the"
    assert normal.place("4 Park Road").street == "park road"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mohammed", "muhamad"),
        ("hussain", "hossein"),
        ("qureshi", "kureshi"),
        ("zaynab", "zainab"),
        ("catherine", "kathryn"),
        ("phillip", "filip"),
    ],
)
def test_spellings_of_one_sound_have_one_skeleton(one, other):
    assert skeleton(one) == skeleton(other)


def test_names_of_other_sounds_have_other_skeletons():
    assert skeleton("daniel") != skeleton("david")


def test_a_scanner_takes_rn_for_m():
    assert shape("ernily") == shape("emily")
    assert shape("emily") != shape("emma")


def test_a_postcode_knows_its_sector_district_and_area():
    one, other = postcodes(["EH1 2AB", "eh12xy"])
    assert [bool(a == b) for a, b in zip(one, other, strict=True)] == [False, True, True, True]
    assert not postcodes([""]).any()
