import pytest

from onward.values.postcode import BadPostcode, Postcode


@pytest.mark.parametrize(
    ("text", "normal", "outward"),
    [
        ("eh12ab", "EH1 2AB", "EH1"),
        (" EH1  2AB ", "EH1 2AB", "EH1"),
        ("m11ae", "M1 1AE", "M1"),
        ("b338th", "B33 8TH", "B33"),
        ("cr2 6xh", "CR2 6XH", "CR2"),
        ("dn55 1pt", "DN55 1PT", "DN55"),
        ("w1a1hq", "W1A 1HQ", "W1A"),
        ("ec1a 1bb", "EC1A 1BB", "EC1A"),
        ("bt1 1aa", "BT1 1AA", "BT1"),
        ("bf1 3aa", "BF1 3AA", "BF1"),
        ("bfpo057", "BFPO 57", "BFPO"),
        ("BFPO 5", "BFPO 5", "BFPO"),
        ("gir0aa", "GIR 0AA", "GIR"),
    ],
)
def test_a_postcode_has_one_form_however_it_is_written(text, normal, outward):
    postcode = Postcode.parse(text)

    assert (str(postcode), postcode.outward) == (normal, outward)
    assert Postcode.parse(str(postcode)) == postcode


@pytest.mark.parametrize(
    "text",
    ["", "EH1", "EH1 2A", "EH1 2CB", "QH1 2AB", "EH123 4AB", "BFPO", "BFPO 12345", "GIR 1AA"],
)
def test_what_is_no_postcode_is_refused_with_an_example(text):
    with pytest.raises(BadPostcode, match="Write it like EH1 2AB"):
        Postcode.parse(text)
