import json
from enum import IntEnum, StrEnum

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from onward.ledger.canonical import LARGEST_INTEGER, NotCanonical, canonical, read_canonical

TEXT = st.text()
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=20,
)


class Word(StrEnum):
    SENT = "sent"


class Figure(IntEnum):
    ONE = 1


@given(VALUES)
@example({"\U00010000": 1, "\ue000": 2})  # in the other order by code point
@example({'\x7f\x1f\b\t\n\f\r"\\/\u2028': [True, 1, None, ""]})
def test_the_bytes_are_those_of_rfc_8785(value):
    """REQ-LAW-048"""
    assert canonical(value) == rfc8785.dumps(value)


@given(VALUES)
def test_reading_gives_the_value_back(value):
    assert read_canonical(canonical(value)) == value


@given(VALUES)
def test_other_spacing_is_refused(value):
    loose = json.dumps({"value": value}, indent=1).encode()

    with pytest.raises(NotCanonical):
        read_canonical(loose)


def test_tuples_and_codes_stand_as_lists_and_words():
    assert canonical({Word.SENT: (Word.SENT, Figure.ONE)}) == b'{"sent":["sent",1]}'


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        float("inf"),
        LARGEST_INTEGER + 1,
        -LARGEST_INTEGER - 1,
        "\ud800",
        {"\udfff": 1},
        {1: "one"},
        {None: 1},
        {True: 1},
        b"bytes",
        {"set"},
        {"deep": [1, {"er": 2.5}]},
        object(),
    ],
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical(value)


def test_a_value_that_holds_itself_is_refused():
    endless: list[object] = []
    endless.append(endless)

    with pytest.raises(NotCanonical):
        canonical(endless)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'{"a":1.0}',
        b'{"a":-0}',
        b'{"a":1e2}',
        b'{"a":NaN}',
        b'{"a":9007199254740992}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\/"}',
        b'{"a":"\\ud800"}',
        b'{"a":"\xff"}',
        b'\xef\xbb\xbf{"a":1}',
        b"\xff\xfe1\x00",
        b"[" * 100_000,
    ],
)
def test_bytes_in_any_other_form_are_refused(content):
    with pytest.raises(NotCanonical):
        read_canonical(content)
