"""What the monthly return's rules of a day have to say of what is typed for it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

from onward.agreements.catalogue import Item
from onward.disclosures.nccis_layout import ITEM_OF, header_of, record_of
from onward.formats.nccis.checking import Checker
from onward.formats.nccis.code_lists import code_lists
from onward.formats.nccis.rule_sets import NoRuleSet, rule_set_for
from onward.programmes.participation.characteristics import CHARACTERISTIC_OF
from onward.values.period import months_after
from onward.web.item_values import LIST_OF

# The rules about the form of one value. The others need the whole record, and are the return's.
OF_FORM = frozenset({"1", "5", "7", "19", "24", "27", "30", "37", "38", "101", "302"})


def offered(item: Item, *, on: date, held: Mapping[str, object]) -> Item | None:
    """An item with the codes of its list on a day; None for one the return no longer asks.

    What is held stays among them, so that saving what stands beside it does not take it out.
    """
    lists = code_lists(on=on)
    if item.code in CHARACTERISTIC_OF:
        is_asked = CHARACTERISTIC_OF[item.code] in lists.characteristics
        return item if is_asked or item.code in held else None
    if item.code not in LIST_OF:
        return item
    codes = getattr(lists, LIST_OF[item.code]) | {held.get(item.code)}
    return replace(item, codes=tuple(code for code in item.codes if code in codes))


def faults_of(values: Mapping[str, object], *, on: date) -> Iterator[tuple[str, str]]:
    """What the return of this month would find wrong in the form of these values, by item."""
    checker = _checker(months_after(on.replace(day=1), months=1) - timedelta(days=1))
    if checker is None:
        return
    for finding in checker.broken_by(record_of(values)):
        rule = finding.rule
        if rule.code in OF_FORM and (item := ITEM_OF[rule.item]) in values:
            yield item, f"{_(rule.says)} {_(rule.remedy)}"


@lru_cache(maxsize=12)
def _checker(period_end: date) -> Checker | None:
    """None before the first rules that are known."""
    try:
        rules = rule_set_for(period_end)
    except NoRuleSet:
        return None
    of_nobody = {"databases": (), "authorities": (), "sent_on": ""}
    header = header_of({**of_nobody, "period_end": period_end.isoformat()})
    return Checker(header, rule_set=rules)
