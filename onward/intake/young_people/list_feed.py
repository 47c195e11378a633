"""A list about young people as a way in: sent to an authority, and headed as its sender likes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from django.utils.functional import Promise

from onward.formats.layout import Layout, read_rows
from onward.formats.table import Column
from onward.intake.feed import Feed
from onward.intake.findings import Handed, HandOver, RowsRead, rows_read
from onward.intake.list_settings import Settings
from onward.intake.models import Landing
from onward.parties.models import Organisation
from onward.parties.permissions import Permission

T = TypeVar("T")
HEADED = ("headings", "words", "passed_over")
AUTHORITIES = frozenset({Organisation.Kind.LOCAL_AUTHORITY})


def list_feed(
    layout: Callable[[], Layout[T]],
    *,
    code: str,
    label: Promise,
    hint: Promise,
    hand_over: Callable[[Sequence[T], HandOver], Handed],
    order: Callable[[T], Any] | None = None,
    may_be_headed_otherwise: bool = True,
    is_set: tuple[str, ...] = (),
    batch: int = 500,
) -> Feed:
    """The feed of lists of this layout; its good rows are handed over in this order."""

    def for_file(feed: Feed, landing: Landing) -> Feed:
        headings = Settings(**landing.settings).headings_of(bytes(landing.content))
        headed = layout().headed(headings)
        return replace(feed, read=_reading(headed, order), columns=lambda: _columns(headed))

    return Feed(
        code=code,
        label=label,
        hint=hint,
        kinds=AUTHORITIES,
        permission=Permission.TRACK,
        read=lambda *file: _reading(layout(), order)(*file),
        hand_over=hand_over,
        columns=lambda: _columns(layout()),
        for_file=for_file if may_be_headed_otherwise else None,
        is_set=(*(HEADED if may_be_headed_otherwise else ()), *is_set, "most_rows"),
        batch=batch,
    )


def _reading(
    layout: Layout[T], order: Callable[[T], Any] | None
) -> Callable[[bytes, str, date, bool], RowsRead[T]]:
    def read(content: bytes, name: str, on: date, fictitious: bool) -> RowsRead[T]:
        return rows_read(read_rows(content, name=name, layout=layout), name=name, order=order)

    return read


def _columns(layout: Layout[Any]) -> list[Column]:
    return [column for column in layout.columns if column.is_read]
