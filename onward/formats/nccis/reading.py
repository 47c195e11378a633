"""Any return, read as a stream: whatever order its elements have, and whoever wrote it.

Read with suspicion: nothing is fetched, no entity is known but XML's own five, and a file that
goes on for long without a record is refused, so that memory stays flat. A document type may stand
there, as it does in returns, but may declare nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from lxml import etree

from onward.formats.nccis.elements import HEADER, IN_HEADER, IN_RECORD, RECORD, Known
from onward.formats.nccis.record import Header, Record
from onward.formats.problem import shortened

# The longest stretch of a file without an end of a record; a record has some 2 kB.
LONGEST_STRETCH = 4 * 1024 * 1024
# Of how many kinds of unexpected element a count is kept.
MOST_KINDS = 100
OTHER_KINDS = "other elements"
ERRORS = etree.ErrorTypes
NOT_EVEN_BEGUN = {ERRORS.ERR_INTERNAL_ERROR, ERRORS.ERR_DOCUMENT_EMPTY}


class UnreadableReturn(ValueError):
    """A file of which no more records can be had; `code` is the file rejection."""

    def __init__(self, code: str, rule: str) -> None:
        super().__init__(code, rule)
        self.code, self.rule = code, rule

    def __str__(self) -> str:
        return self.rule


class Reading:
    """One return being read, once, from beginning to end.

    What follows the header is read by `records`; the counts are of what has been read so far.
    """

    def __init__(self, source: BinaryIO) -> None:
        """Reads as far as the header. Raises UnreadableReturn where there is none."""
        self.header_count = 0
        self.record_count = 0
        # Elements that a return does not have at their place, or has only once.
        self.unexpected: Counter[str] = Counter()
        self._elements = _elements(source, unexpected=self.unexpected)
        self.header = self._first_header()

    def records(self) -> Iterator[Record]:
        """Each record of the file. Raises UnreadableReturn where the file breaks off."""
        for element in self._elements:
            if element.tag == HEADER:
                self.header_count += 1
            else:
                self.record_count += 1
                yield self._record(element)

    def _first_header(self) -> Header:
        element = next(self._elements, None)
        if element is None or element.tag != HEADER:
            raise UnreadableReturn("no-header", "There is no FileHeader before the first record.")
        self.header_count = 1
        self.root = str(element.getroottree().getroot().tag)
        return _header(element)

    def _record(self, element: etree._Element) -> Record:
        found: dict[str, Any] = {
            "number": self.record_count,
            "has_details": False,
            "has_activity": False,
        }
        _take(element, IN_RECORD, found, self.unexpected)
        return Record(**found)


def _header(element: etree._Element) -> Header:
    found: dict[str, Any] = {}
    unexpected: Counter[str] = Counter()
    _take(element, IN_HEADER, found, unexpected)
    return Header(unexpected=tuple(unexpected), **found)


def _take(
    block: etree._Element, known: Known, found: dict[str, Any], unexpected: Counter[str]
) -> None:
    """Put the texts of a block where they belong; an empty element is one that is missing."""
    once = known.once
    for element in block:
        tag = element.tag
        if item := once.get(tag):
            text = element.text
            if text and (text := text.strip()):
                if item in found:
                    _count(f"{tag}, once more", unexpected)
                else:
                    found[item] = text
        elif inner := known.blocks.get(tag):
            if inner.shows:
                found[inner.shows] = True
            _take(element, inner, found, unexpected)
        elif item := known.many.get(tag):
            if text := (element.text or "").strip():
                found[item] = (*found.get(item, ()), text)
        else:
            _count(_named(element), unexpected)


def _elements(source: BinaryIO, *, unexpected: Counter[str]) -> Iterator[etree._Element]:
    """Headers and records as they end; what was given is emptied when the next is asked for."""
    stretch = _Stretch(source)
    parsed = etree.iterparse(
        stretch,
        events=("end",),
        tag=(HEADER, RECORD),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    declared = False
    try:
        for _, element in parsed:
            stretch.begin()
            if not declared:
                declared = _refuse_declarations(element)
            yield element
            _empty(element, unexpected=unexpected)
        _count_others(parsed.root, unexpected=unexpected)
    except etree.XMLSyntaxError as fault:
        raise _unreadable(fault, breaks_off=stretch.breaks_off()) from None


def _empty(element: etree._Element, *, unexpected: Counter[str]) -> None:
    """Let go of an element and of what stood between it and the one before."""
    element.clear()
    parent = element.getparent()
    if parent is None:
        return
    while (before := element.getprevious()) is not None:
        _count_others([before], unexpected=unexpected)
        parent.remove(before)


def _count_others(elements: Iterable[etree._Element], *, unexpected: Counter[str]) -> None:
    for element in elements:
        if element.tag not in (HEADER, RECORD):
            _count(_named(element), unexpected)


def _count(kind: str, unexpected: Counter[str]) -> None:
    unexpected[kind if kind in unexpected or len(unexpected) < MOST_KINDS else OTHER_KINDS] += 1


def _refuse_declarations(element: etree._Element) -> bool:
    dtd: Any = element.getroottree().docinfo.internalDTD
    if dtd is not None and (dtd.entities() or dtd.elements()):
        raise UnreadableReturn(
            "declarations", "The document type declares entities or elements of its own."
        )
    return True


def _unreadable(fault: etree.XMLSyntaxError, *, breaks_off: bool) -> UnreadableReturn:
    place = f"line {fault.lineno}, column {fault.offset}" if fault.lineno else "its beginning"
    error: int = fault.code  # type: ignore[attr-defined]  # the stubs leave it out
    if error == ERRORS.ERR_DOCUMENT_END:
        return UnreadableReturn("many-roots", f"Something follows the end of the root at {place}.")
    is_open = error == ERRORS.ERR_TAG_NOT_FINISHED or breaks_off
    if is_open and error not in NOT_EVEN_BEGUN:
        return UnreadableReturn("not-closed", f"The file breaks off at {place}: it is not closed.")
    return UnreadableReturn("not-xml", f"The file stops being well-formed XML at {place}.")


def _named(element: etree._Element) -> str:
    return shortened(element.tag) if isinstance(element.tag, str) else "an entity"


class _Stretch:
    """A file that may be read only so far from the end of one record towards the next."""

    def __init__(self, source: BinaryIO) -> None:
        self._source, self._left = source, LONGEST_STRETCH
        self._last, self._has_ended = b"", False

    def begin(self) -> None:
        self._left = LONGEST_STRETCH

    def read(self, size: int = -1) -> bytes:
        content = self._source.read(size)
        self._has_ended = len(content) < size
        self._last = content or self._last
        self._left -= len(content)
        if self._left < 0:
            raise UnreadableReturn("no-record", "The file goes on for 4 MB without a record.")
        return content

    def breaks_off(self) -> bool:
        """Has all of it been read, and does it not end with a tag?"""
        return self._has_ended and not self._last.rstrip().endswith(b">")
