"""What was said of a record before, beside what is said now: nothing typed is overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from onward.agreements.catalogue import Item
from onward.people.facts import tellings_of
from onward.people.models import Record
from onward.web.item_values import value_in_words


@dataclass(frozen=True, kw_only=True)
class SaidBefore:
    """One thing that was said of one item, and from which day it held."""

    label: str
    value: str
    holds_from: date


def said_before(record: Record, items: Sequence[Item], *, known_at: datetime) -> list[SaidBefore]:
    """All that was said of these items by a moment, the newest first."""
    by_code = {item.code: item for item in items}
    told = tellings_of([record.pk], known_at=known_at, items=by_code).get(record.pk, [])
    said = [
        _row(by_code[code], value, holds_from=telling.valid_from)
        for telling in told
        for code, value in telling.values.items()
    ]
    return said[::-1]


def _row(item: Item, value: object, *, holds_from: date) -> SaidBefore:
    return SaidBefore(
        label=_(item.label),
        value=_("Not recorded") if value is None else value_in_words(item, value),
        holds_from=holds_from,
    )
