import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.values.pence import BadPounds, Pence, as_decimal_text, as_pounds_text, pounds


@pytest.mark.parametrize(
    ("text", "pence"),
    [("385.00", 38_500), ("385", 38_500), ("385.5", 38_550), ("£1,234.50", 123_450), ("0.01", 1)],
)
def test_pounds_are_read_to_the_penny(text, pence):
    assert pounds(text) == Pence(pence)


@pytest.mark.parametrize(
    "text", ["", "1.234", "1,23.00", "1e3", "+5", "-5.00", "5.", ".50", "NaN", "١", "9" * 14]
)
def test_what_is_no_amount_is_refused_not_rounded(text):
    with pytest.raises(BadPounds, match=r"like 385\.00"):
        pounds(text)


@given(st.integers(-(10**15) + 1, 10**15 - 1).map(Pence))
def test_reading_what_was_written_gives_the_same_pence(pence):
    assert pounds(as_decimal_text(pence), signed=True) == pence
    assert pounds(as_pounds_text(pence), signed=True) == pence


@pytest.mark.parametrize(
    ("pence", "file", "page"),
    [(123_450, "1234.50", "£1,234.50"), (-5, "-0.05", "-£0.05"), (0, "0.00", "£0.00")],
)
def test_an_amount_has_one_form_in_files_and_one_on_pages(pence, file, page):
    assert (as_decimal_text(pence), as_pounds_text(pence)) == (file, page)


def test_sums_of_pence_are_pence():
    total = sum([Pence(17_000), Pence(21_500)], Pence(0))

    for amount in (total, sum([Pence(1)]), total - Pence(1), Pence(2) * 3, 3 * Pence(2), -total):
        assert type(amount) is Pence
    assert as_decimal_text(total) == "385.00"


def test_a_float_is_never_money():
    with pytest.raises(TypeError, match="whole number"):
        Pence(1.5)  # type: ignore[arg-type]
