import pytest

from onward.values.telephone import BadTelephone, Telephone


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("0131 496 0123", "01314960123"),
        ("(0131) 496-0123", "01314960123"),
        ("+44 131 496 0123", "01314960123"),
        ("+44 (0)131 496 0123", "01314960123"),
        ("0044 131 496 0123", "01314960123"),
        ("1314960123", "01314960123"),
        ("020 7946 0123 ext 45", "02079460123"),
        ("+33 1 23 45 67 89", "+33123456789"),
        ("00 33 1 23 45 67 89", "+33123456789"),
    ],
)
def test_one_number_has_one_form_and_the_original_is_kept(text, normalised):
    """REQ-004-008"""
    telephone = Telephone.parse(text)

    assert telephone == Telephone(text, normalised, std_code_looks_missing=False)


@pytest.mark.parametrize("text", ["496 0123", "79460123", "12345"])
def test_a_number_without_its_std_code_is_kept_with_a_warning(text):
    """REQ-004-008"""
    assert Telephone.parse(text).std_code_looks_missing


@pytest.mark.parametrize("text", ["", "none", "12", "0131 496 0123 or 0124", "1" * 16])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(BadTelephone):
        Telephone.parse(text)
