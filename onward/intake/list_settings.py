"""How the lists of schools, colleges and providers are written, as each authority sets it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from onward.formats.layout import Headings
from onward.formats.table import header_of
from onward.intake.access import require
from onward.intake.feed import Feed
from onward.intake.models import ListSettings
from onward.ledger.actions import Act, enter
from onward.parties.models import Organisation, Staff
from onward.programmes.participation.activities import activity_labels
from onward.tenancy.context import acting


class BadSettings(ValueError):
    """Settings that cannot be meant: which field of them, of which column, and what to do."""

    def __init__(self, field: str, words: str, *, column: str = "") -> None:
        super().__init__(words)
        self.field, self.column = field, column


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How one kind of list is written and taken in.

    `headings`: by column of the layout the headings that some sender has for it. `words`: by
    column the words that some sender has for a value, and the value. `activities`:
    by how a school's number begins, or by the situation that a provider names, the code.
    `senders`: by the number of a school or college, which organisation it is, by its code. A file
    of more than `most_rows` waits until somebody says that it is right; 0 is any.
    """

    headings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    passed_over: Sequence[str] = ()
    tolerance_days: int = 14
    activities: Mapping[str, str] = field(default_factory=dict)
    senders: Mapping[str, str] = field(default_factory=dict)
    most_rows: int = 0

    @property
    def tolerance(self) -> timedelta:
        return timedelta(days=self.tolerance_days)

    def headings_of(self, content: bytes) -> Headings:
        """Those of this file: of each column the heading that the file has."""
        there = set(header_of(content))
        of = {
            column: heading
            for column, known in self.headings.items()
            for heading in known
            if heading.strip().lower() in there
        }
        more = [each for each in self.passed_over if each.strip().lower() in there]
        return Headings(of=of, words=self.words, passed_over=tuple(more))


# That the numbers of colleges begin with 8 is general knowledge; the words of providers are ours.
AT_COLLEGE_OR_SCHOOL = {"8": "230", "": "210"}
STANDARD: Mapping[str, Settings] = {
    "education": Settings(activities=AT_COLLEGE_OR_SCHOOL),
    # A year's load is 3,500 to 4,000 names (source 002, step two).
    "pupils": Settings(most_rows=4000),
    "early-leavers": Settings(activities=AT_COLLEGE_OR_SCHOOL, tolerance_days=0),
    "training": Settings(
        activities={"apprenticeship": "310", "traineeship": "450", "supported internship": "460"}
    ),
}


def settings_of(feed: str) -> dict[str, Any]:
    """What the organisation acted for has set for this feed, to be kept with a file."""
    held = ListSettings.objects.filter(organisation=acting().organisation_id, feed=feed).first()
    if held is not None:
        return dict(held.settings)
    return asdict(STANDARD[feed]) if feed in STANDARD else {}


@transaction.atomic
def keep_settings(feed: Feed, settings: Settings, *, by: Staff, at: datetime) -> ListSettings:
    """Set how this list is written, for files that land from now on.

    Raises NotAllowed; BadSettings with the first thing that cannot be meant.
    """
    require(by, feed)
    for refusal in _refusals(feed, settings):
        raise refusal
    kept, _is_new = ListSettings.objects.update_or_create(
        organisation_id=acting().organisation_id,
        feed=feed.code,
        defaults={"settings": asdict(settings), "by": by.handle, "at": at},
    )
    enter(
        Act(
            kind="list.settings_kept",
            by=acting().organisation_id,
            performer=by.handle,
            at=at,
            about={"feed": feed.code},
        )
    )
    return kept


def _refusals(feed: Feed, settings: Settings) -> Iterator[BadSettings]:
    for code in sorted(set(settings.activities.values()) - activity_labels().keys()):
        words = _("%(code)s is not an activity code. Use one of the return.")
        yield BadSettings("activities", words % {"code": code})
    codes = set(settings.senders.values())
    known = Organisation.objects.filter(code__in=codes).values_list("code", flat=True)
    for code in sorted(codes.difference(known)):
        words = _("%(code)s is not the code of an organisation. Use one of the register.")
        yield BadSettings("senders", words % {"code": code})
    for column in sorted(settings.words.keys() - {column.name for column in feed.columns()}):
        words = _("%(column)s is not a column of this list. Use one of ours.")
        yield BadSettings("words", words % {"column": column})
    yield from _unclear_headings(feed, settings)


def _unclear_headings(feed: Feed, settings: Settings) -> Iterator[BadSettings]:
    """A heading must say one thing: which column it stands for, or that it is passed over."""
    own = [column.name for column in feed.columns()]
    others = [
        (column, heading.strip().lower())
        for column, known in settings.headings.items()
        for heading in known
    ]
    meant = Counter([*own, *(heading for _column, heading in others)])
    for column, heading in others:
        if meant[heading] > 1:
            words = _("“%(heading)s” stands for two columns. Keep it at one of them.")
            yield BadSettings("headings", words % {"heading": heading}, column=column)
    for heading in settings.passed_over:
        if heading.strip().lower() in meant:
            words = _("“%(heading)s” is read, so it cannot be passed over. Take it out.")
            yield BadSettings("passed_over", words % {"heading": heading})
