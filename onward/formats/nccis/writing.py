"""Writing a return as a stream; the same records give the same bytes.

A return is the bytes of its opening, of each record and of its closing, one after the other, so
that what was sent about one person can be kept apart from the rest.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import BinaryIO

from onward.formats.nccis.days import day
from onward.formats.nccis.elements import HEADER, HEADER_ITEM, ITEM, MANY, MAY_BE_LEFT_OUT, RECORD
from onward.formats.nccis.record import Header, Record
from onward.formats.nccis.rule_sets import RuleSet
from onward.values.bad_value import BadValue

Write = Callable[[Record], str]

# What XML 1.0 cannot carry in any form (section 2.2).
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SPECIAL = re.compile("[&<>\r]")
ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


class UnwritableText(BadValue):
    """A text with a character that no XML file can hold."""


def write_return(
    out: BinaryIO, *, header: Header, records: Iterable[Record], rule_set: RuleSet
) -> int:
    """Write a return and say how many records it has.

    Raises UnwritableText, or ValueError for a header without a period end; what was written by
    then is no return.
    """
    count = 0
    out.write(opening(header, rule_set=rule_set))
    for record in records:
        out.write(record_bytes(record, rule_set=rule_set))
        count += 1
    out.write(closing(header, rule_set=rule_set))
    return count


def opening(header: Header, *, rule_set: RuleSet) -> bytes:
    """Everything before the first record: declaration, document type, root and header."""
    root = rule_set.root_of(_period_end(header))
    supplier = re.sub("-+", "-", _escaped(header.supplier_name)).strip("-")
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f"<!DOCTYPE {root}>\n"
        f"<!-- NCCIS return from {supplier or 'Onward'} -->\n"
        f"<{root}>\n{_header(header, rule_set=rule_set)}\n"
    ).encode()


def record_bytes(record: Record, *, rule_set: RuleSet) -> bytes:
    """One record, whole. Raises UnwritableText."""
    return f"<{RECORD}>{_writer(rule_set.order)(record)}</{RECORD}>\n".encode()


def closing(header: Header, *, rule_set: RuleSet) -> bytes:
    """What follows the last record."""
    return f"</{rule_set.root_of(_period_end(header))}>\n".encode()


def _period_end(header: Header) -> date:
    period_end = day(header.period_end)
    if period_end is None:
        raise ValueError("A return needs a period end.")
    return period_end


def _header(header: Header, *, rule_set: RuleSet) -> str:
    written = []
    for path, item in HEADER_ITEM.items():
        block, _, name = path.rpartition("/")
        name = rule_set.database_element if item == "database_ids" else name
        value = getattr(header, item)
        texts = value if item in MANY else (value,)
        inner = "".join(_element(name, text) for text in texts)
        written.append(f"<{block}>{inner}</{block}>" if block else inner)
    return f"<{HEADER}>{''.join(written)}</{HEADER}>"


@lru_cache(maxsize=8)
def _writer(order: tuple[str, ...]) -> Write:
    """What writes the inside of a record in this order, made once for each order."""
    return _inside(order, depth=0)


def _inside(paths: Iterable[str], *, depth: int) -> Write:
    parts: list[Write] = []
    for name, within in groupby(paths, key=lambda path: path.split("/")[depth]):
        below = list(within)
        is_leaf = below[0].count("/") == depth
        parts.append(_leaf(below[0], name) if is_leaf else _block(below, name, depth=depth))
    return lambda record: "".join([part(record) for part in parts])


def _block(paths: list[str], name: str, *, depth: int) -> Write:
    inside = _inside(paths, depth=depth + 1)
    own_path = "/".join(paths[0].split("/")[: depth + 1])
    may_be_left_out = own_path in MAY_BE_LEFT_OUT
    items = [ITEM[path] for path in paths]

    def write(record: Record) -> str:
        if may_be_left_out and not any(getattr(record, item) for item in items):
            return ""
        return f"<{name}>{inside(record)}</{name}>"

    return write


def _leaf(path: str, name: str) -> Write:
    value, required = attrgetter(ITEM[path]), path not in MAY_BE_LEFT_OUT
    if ITEM[path] in MANY:
        return lambda record: "".join([_element(name, text) for text in value(record)])

    def write(record: Record) -> str:
        text = value(record)
        return _element(name, text) if text or required else ""

    return write


def _element(name: str, text: str) -> str:
    return f"<{name}>{_escaped(text, name=name)}</{name}>"


def _escaped(text: str, *, name: str = "the header") -> str:
    if text.isalnum() and text.isascii():
        return text
    if UNWRITABLE.search(text):
        raise UnwritableText(
            f"A control character stands in {name}.", "Take it out where the text is kept."
        )
    return SPECIAL.sub(lambda found: ESCAPED[found[0]], text)
