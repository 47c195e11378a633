import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.values.nino import BadNino, Nino

GOOD_FIRST = "".join(sorted(set(string.ascii_uppercase) - set("DFIQUV")))
GOOD_SECOND = GOOD_FIRST.replace("O", "")
NEVER = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}

texts = st.builds(
    "{}{:06d}{}".format,
    st.sampled_from([a + b for a in GOOD_FIRST for b in GOOD_SECOND if a + b not in NEVER]),
    st.integers(0, 999_999),
    st.sampled_from("ABCD"),
)


@pytest.mark.parametrize("text", ["QQ123456C", "qq 12 34 56 c", "QQ-12-34-56-C", " QQ123456C\n"])
def test_a_fictitious_number_is_read_however_it_is_written(text):
    assert Nino.parse(text, fictitious=True) == Nino("QQ123456C")


def test_a_fictitious_number_is_refused_elsewhere():
    with pytest.raises(BadNino, match="never D, F, I, Q, U or V"):
        Nino.parse("QQ123456C")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("QQ123456E", "ends with A, B, C or D"),
        ("QQ12345C", "2 letters, 6 digits, 1 letter"),
        ("QQ1234567", "2 letters, 6 digits, 1 letter"),
        ("QQ١٢٣٤٥٦C", "2 letters, 6 digits, 1 letter"),
        ("", "2 letters, 6 digits, 1 letter"),
        ("QD123456C", "never D, F, I, Q, U or V"),
        ("AO123456C", "second letter is never O"),
        *((f"{prefix}123456C", "begins with these two letters") for prefix in sorted(NEVER)),
    ],
)
def test_a_wrong_number_is_refused_with_what_is_wrong_and_how_to_mend_it(text, rule):
    """REQ-004-006"""
    with pytest.raises(BadNino, match=rule) as refusal:
        Nino.parse(text, fictitious=True)

    assert "in the format QQ 12 34 56 C" in str(refusal.value)
    assert not text or text not in str(refusal.value)


@given(texts)
def test_any_issuable_number_survives_spacing_and_case(text):
    nino = Nino.parse(text)

    assert nino.text == text
    assert Nino.parse(nino.spaced.lower()) == nino


@given(texts)
def test_only_the_last_digit_and_suffix_show_unless_asked_for(text):
    nino = Nino.parse(text)

    for shown in (nino.masked, str(nino), repr(nino), f"{nino}"):
        assert [c for c in shown.removeprefix("Nino") if c.isalnum()] == list(text[-2:])
