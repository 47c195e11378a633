"""What was said of a record before, beside what is said now: nothing typed is overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from onward.agreements.catalogue import Item
from onward.people.facts import Said, said_of
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
    said = said_of([record], by_code, known_at=known_at).get(record.pk, [])
    return [_row(each, by_code[each.item]) for each in reversed(said)]


def _row(said: Said, item: Item) -> SaidBefore:
    return SaidBefore(
        label=_(item.label),
        value=_("Not recorded") if said.value is None else value_in_words(item, said.value),
        holds_from=said.valid_from,
    )
