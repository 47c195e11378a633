"""XML from outside, one element at a time and with suspicion.

A file may declare nothing: with a document type it is refused before its content is looked at, so
that no entity of its own is ever known. Nothing is fetched, and a file that goes on for long
without one of the elements looked for is refused, so that memory stays flat.
"""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from onward.values.bad_value import BadValue

LONGEST_STRETCH = 4 * 1024 * 1024


class BadXml(BadValue):
    """A file that is not the XML it should be; nothing more of it can be read."""


def elements(source: BinaryIO, *, root: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Each element of these tags once it is complete; it is emptied when the next is asked for.

    Raises BadXml for another root, a document type, or what is not well-formed.
    """
    stretch, is_first = _Stretch(source), True
    parsed = etree.iterparse(
        stretch,
        events=("start", "end"),
        tag=(root, *tags),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for event, element in parsed:
            if is_first:
                is_first = False
                _refuse_other(element.getroottree(), root=root)
            if event == "end" and element.tag in tags:
                stretch.begin()
                yield element
                _let_go(element)
    except etree.XMLSyntaxError as fault:
        raise _unreadable(fault) from None
    if is_first:
        raise _not_begun(root)


def _refuse_other(tree: etree._ElementTree, *, root: str) -> None:
    if tree.docinfo.internalDTD is not None:
        raise BadXml(
            "The file declares a document type, which could carry an attack.",
            "Export it again without a DOCTYPE line.",
        )
    if tree.getroot().tag != root:
        raise _not_begun(root)


def _not_begun(root: str) -> BadXml:
    remedy = "Check that it is the file you meant to send."
    return BadXml(f"The file does not begin with {root}.", remedy)


def _let_go(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _unreadable(fault: etree.XMLSyntaxError) -> BadXml:
    place = f" at line {fault.lineno}, column {fault.offset}" if fault.lineno else ""
    return BadXml(
        f"The file is not well-formed XML{place}.", "Export it again; it may have been cut short."
    )


class _Stretch:
    """A file that may be read only so far from one element looked for towards the next."""

    def __init__(self, source: BinaryIO) -> None:
        self._source, self._left = source, LONGEST_STRETCH

    def begin(self) -> None:
        self._left = LONGEST_STRETCH

    def read(self, size: int = -1) -> bytes:
        content = self._source.read(size)
        self._left -= len(content)
        if self._left < 0:
            raise BadXml(
                "The file goes on for 4 MB without anything that belongs into it.",
                "Check that it is the file you meant to send.",
            )
        return content
