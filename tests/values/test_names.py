import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.values.names import search_key, sounds_like


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("Smith-Jones", "smith jones"),
        ("  SIÂN   Llŷr ", "sian llyr"),
        ("Łukasz Strøm", "lukasz strom"),
        ("Groß", "gross"),
        ("St. John", "st john"),
        ("李明", "李明"),
        ("--", ""),
    ],
)
def test_a_name_is_searched_without_case_accents_or_marks(name, key):
    assert search_key(name) == key


@given(st.text())
def test_folding_a_folded_name_changes_nothing(name):
    assert search_key(search_key(name)) == search_key(name)
    assert sounds_like(search_key(name)) == sounds_like(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Smith", "Smyth"),
        ("Catherine", "Kathryn"),
        ("Philip", "Filipp"),
        ("MacDonald", "McDonald"),
        ("MacIntyre", "McIntyre"),
        ("Stephen", "Steven"),
        ("Geoffrey", "Jeffrey"),
        ("Wright", "Right"),
        ("Christine", "Kristine"),
        ("Sean", "Shaun"),
        ("Aled", "Eilid"),
        ("O'Neill", "ONeil"),
    ],
)
def test_names_that_sound_alike_share_a_key(one, other):
    assert sounds_like(one) == sounds_like(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Smith", "Jones"), ("Campbell", "Cameron"), ("Martin", "Morrison"), ("Ross", "Reid")],
)
def test_names_that_sound_different_do_not(one, other):
    assert sounds_like(one) != sounds_like(other)


def test_a_name_in_another_script_still_has_a_key():
    assert sounds_like("李明") == "李明"
