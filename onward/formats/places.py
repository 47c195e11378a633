"""Where a postcode lies: its ward and its authority, and the addresses of a gazetteer.

Layouts of ours, cut from what the national postcode directory and a local gazetteer hold. One
file is one version, complete; a postcode stands once and so belongs to one authority alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onward.formats.cells import text
from onward.formats.layout import Field, FileRead, Layout, read_rows, write_rows
from onward.formats.learner_cells import authority, gss_code, postcode, unique_property_number
from onward.values.postcode import Postcode

LINES = ("address_1", "address_2", "address_3", "address_4")


@dataclass(frozen=True, kw_only=True)
class PostcodePlace:
    """The ward and the authority (its three digits) that a postcode lies in."""

    postcode: Postcode
    ward_code: str
    ward: str
    authority: str
    row_number: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class GazetteerAddress:
    """One address by its unique property reference number, of at most twelve digits."""

    unique_number: str
    address: tuple[str, ...]
    postcode: Postcode
    row_number: int = field(default=0, compare=False)


def _address(**cells: Any) -> GazetteerAddress:
    lines = tuple(line for name in LINES if (line := cells.pop(name)))
    return GazetteerAddress(address=lines, **cells)


def _cells_of(address: GazetteerAddress) -> Mapping[str, Any]:
    lines = dict.fromkeys(LINES, "") | dict(zip(LINES, address.address, strict=False))
    return vars(address) | lines


def postcode_places() -> Layout[PostcodePlace]:
    return Layout(
        row=PostcodePlace,
        fields=(
            Field("postcode", postcode()),
            Field("ward_code", gss_code()),
            Field("ward", text(longest=100)),
            Field("authority", authority()),
        ),
        unique=("postcode",),
    )


def gazetteer() -> Layout[GazetteerAddress]:
    return Layout(
        row=_address,
        fields=(
            Field("unique_number", unique_property_number()),
            Field(LINES[0], text()),
            *(Field(line, text(), required=False) for line in LINES[1:]),
            Field("postcode", postcode()),
        ),
        unique=("unique_number",),
        cells_of=_cells_of,
    )


def read_postcode_places(content: bytes, *, name: str) -> FileRead[PostcodePlace]:
    return read_rows(content, name=name, layout=postcode_places())


def write_postcode_places(places: Iterable[PostcodePlace]) -> bytes:
    return write_rows(places, layout=postcode_places())


def read_gazetteer(content: bytes, *, name: str) -> FileRead[GazetteerAddress]:
    return read_rows(content, name=name, layout=gazetteer())


def write_gazetteer(addresses: Iterable[GazetteerAddress]) -> bytes:
    return write_rows(addresses, layout=gazetteer())
