"""The monthly table of management information, as a file.

A layout of ours: the MI pack's content is not published (source 000, step 22;
`programmes.md` section 10, 3). One row is one figure with the words that define it, so
that no figure travels without its definition. It is about no person.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from onward.formats.cells import text
from onward.formats.layout import Field, FileRead, Layout, read_rows, write_rows
from onward.formats.table import Kind


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One figure as it is printed, "4,433" or "65%", with its label and definition.

    `people` is how many it counts, `among` of how many another figure of the table counts.
    """

    label: str
    figure: str
    definition: str
    people: int | None = field(default=None, compare=False)
    among: int | None = field(default=None, compare=False)
    row_number: int = field(default=0, compare=False)


def mi_table() -> Layout[Measure]:
    return Layout(
        row=Measure,
        fields=(
            Field("label", text()),
            Field("figure", text(longest=40, kind=Kind.NUMBER)),
            Field("definition", text(longest=2_000)),
        ),
        unique=("label",),
    )


def read_mi_table(content: bytes, *, name: str) -> FileRead[Measure]:
    return read_rows(content, name=name, layout=mi_table())


def write_mi_table(measures: Iterable[Measure]) -> bytes:
    return write_rows(measures, layout=mi_table())
