from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.programmes.participation.scorecard import VULNERABLE, is_vulnerable, quintiles

values = st.dictionaries(
    st.integers(202, 400).map(str), st.none() | st.fractions(0, 100), max_size=60
)


def sizes(found):
    return [list(found.values()).count(quintile) for quintile in range(1, 6)]


def test_of_151_authorities_the_first_fifth_has_one_more():
    neet = {str(202 + each): Fraction(each, 7) for each in range(151)}

    assert sizes(quintiles(neet, low_is_good=True)) == [31, 30, 30, 30, 30]


def test_a_suppressed_authority_has_no_fifth():
    offers = {str(202 + each): Fraction(each, 7) for each in range(151)} | {"300": None}

    found = quintiles(offers, low_is_good=False)

    assert sizes(found) == [30, 30, 30, 30, 30]
    assert "300" not in found


def test_the_two_smallest_authorities_are_left_out():
    assert quintiles({"201": Fraction(1), "420": Fraction(2)}, low_is_good=True) == {}


def test_fifths_are_told_apart_by_what_printing_hides():
    both_print_4_3 = {"202": Fraction(434, 100), "203": Fraction(426, 100)}

    assert quintiles(both_print_4_3, low_is_good=True) == {"203": 1, "202": 2}
    assert quintiles(both_print_4_3, low_is_good=False) == {"202": 1, "203": 2}


@given(values, st.booleans())
def test_a_better_value_is_never_in_a_worse_fifth(values, low_is_good):
    found = quintiles(values, low_is_good=low_is_good)

    assert found.keys() == {code for code, value in values.items() if value is not None}
    for code in found:
        for other in found:
            if found[code] < found[other]:
                better = values[code] - values[other]
                assert better <= 0 if low_is_good else better >= 0
    assert max(sizes(found)) - min(sizes(found)) <= 1


@pytest.mark.parametrize(
    ("characteristics", "vulnerable"),
    [({"120"}, False), ({"180"}, False), ({"120", "110"}, True), ({"210"}, True), ((), False)],
)
def test_parents_and_the_pregnant_are_not_in_the_vulnerable_group(characteristics, vulnerable):
    assert is_vulnerable(characteristics) is vulnerable
    assert len(VULNERABLE) == 9
