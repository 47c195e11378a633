"""What does not stop a disclosure and is said beside it: it is late, or may no longer be true.

Source: domain/privacy.md 4.2, LATE and STALE_ITEM; REQ-000-006. Kept with the disclosure, and in
the ledger's entry of each person whom it is about.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onward.agreements.authority import Refusal
from onward.agreements.catalogue import Item, KeyClass, ValueType, catalogue
from onward.disclosures.parcels import Contents

LATE, STALE = "LATE", "STALE_ITEM"
WORDS = {
    LATE: _("It was given after the last day for it."),
    STALE: _("What was given was last said long ago and may no longer be true."),
}
CHANGING = frozenset({KeyClass.CONTACT, KeyClass.BENEFIT, KeyClass.HOUSEHOLD})
# What tells of a day stays as true as it was.
DATED = frozenset(
    {
        *(ValueType.DATE, ValueType.PAST_DATE, ValueType.DATETIME, ValueType.EVENT),
        *(ValueType.ABSENCE, ValueType.INCIDENT, ValueType.THRESHOLD, ValueType.DOCUMENT),
    }
)


def warnings_of(contents: Contents, *, due_on: date | None, at: datetime) -> list[str]:
    """LATE, and STALE_ITEM of each item, about one person's part given at a moment."""
    late = [LATE] if due_on is not None and localdate(at) > due_on else []
    return [*late, *(str(Refusal(code=STALE, item=item)) for item in stale(contents, at=at))]


def stale(contents: Contents, *, at: datetime) -> Iterator[str]:
    """The items given whose value was said longer ago than such things are believed.

    No source sets a number of days, so it is a setting.
    """
    oldest = at - timedelta(days=settings.CURRENCY_DAYS)
    known = catalogue()
    for item in sorted(contents.values):
        said_at = contents.said_at.get(item)
        if said_at is not None and said_at < oldest and _changes(known[item]):
            yield item


def in_words(warnings: Iterable[str]) -> list[str]:
    """The warnings kept with a disclosure, each once, naming the items they are about."""
    items: dict[str, list[str]] = {}
    for warning in sorted(set(warnings)):
        code, _paren, item = warning.rstrip(")").partition("(")
        items.setdefault(code, []).extend([item] if item else [])
    return [_sentence(code, about) for code, about in items.items() if code in WORDS]


def _sentence(code: str, items: Iterable[str]) -> str:
    known = catalogue()
    labels = [gettext(known[item].label) if item in known else item for item in items]
    what = str(WORDS[code])
    if not labels:
        return what
    named = gettext("%(what)s It is about: %(items)s.")
    return named % {"what": what, "items": ", ".join(labels)}


def _changes(item: Item) -> bool:
    return item.key_class in CHANGING and item.value_type not in DATED
