"""One and only one sequence of bytes for a value, so that its hash means the value."""

import json
from functools import partial
from types import NoneType
from typing import Any

# A number past this is not the same number to every reader of JSON (RFC 8785, section 3.2.2.3).
LARGEST_INTEGER = 2**53 - 1

_LAST_OF_THE_BASIC_PLANE = "\uffff"
_PLAIN = (str, bool, NoneType)
_ENCODER = partial(
    json.JSONEncoder,
    ensure_ascii=False,
    allow_nan=False,
    check_circular=False,
    separators=(",", ":"),
)
_SORTED, _AS_GIVEN = _ENCODER(sort_keys=True), _ENCODER(sort_keys=False)


class NotCanonical(ValueError):
    """The value has no canonical form here, or the bytes are not the canonical form of theirs."""


def canonical(value: object) -> bytes:
    """The value as JSON in UTF-8, after RFC 8785.

    Takes text, integers, truth values, None, lists, tuples and mappings with keys of text. Raises
    NotCanonical for anything else: a fraction, whose digits depend on who prints it; an integer
    that some readers would round; half of a surrogate pair, which UTF-8 cannot hold.
    """
    try:
        _refuse_what_has_no_form(value)
        text = _SORTED.encode(value)
        if not text.isascii() and max(text) > _LAST_OF_THE_BASIC_PLANE:
            text = _AS_GIVEN.encode(_by_utf16(value))
        return text.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("Text holds half of a surrogate pair.") from error
    except RecursionError as error:
        raise NotCanonical("The value is nested too deep, or holds itself.") from error


def read_canonical(content: bytes) -> Any:
    """The value whose canonical form these bytes are; NotCanonical if they are not exactly that.

    A key that stands twice is lost in reading, so its bytes no longer compare equal.
    """
    try:
        value = json.loads(content.decode())
    except (ValueError, RecursionError) as error:
        raise NotCanonical(f"The bytes are not JSON in UTF-8: {error}.") from error
    if canonical(value) != content:
        raise NotCanonical("The bytes are JSON, but not in canonical form.")
    return value


def _refuse_what_has_no_form(value: object) -> None:
    if isinstance(value, _PLAIN):
        return
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str):
                raise NotCanonical("A key is not text.")
        value = tuple(value.values())
    if isinstance(value, list | tuple):
        for member in value:
            if not isinstance(member, str):  # as most are: a call for each would cost the most
                _refuse_what_has_no_form(member)
    elif isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise NotCanonical("An integer is larger than 2**53 - 1.")
    else:
        raise NotCanonical(f"A {type(value).__name__} has no canonical form.")


def _by_utf16(value: object) -> object:
    """RFC 8785, section 3.2.3, sorts keys by UTF-16 units; Python sorts them by code point."""
    if isinstance(value, dict):
        ordered = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return {key: _by_utf16(value[key]) for key in ordered}
    if isinstance(value, list | tuple):
        return [_by_utf16(member) for member in value]
    return value
